from __future__ import annotations

import pytest
from django.template import Context, Engine, Template, TemplateDoesNotExist
from django.utils.translation import override

from assessments.templatetags.languages import Fixed, Sentence


def said(template: Template, language: str) -> str:
    with override(language):
        return template.render(Context({"word": "Right"}))


@pytest.mark.parametrize("tag", ['{% translate "Right" %}', "{% translate 'Right' %}"])
def test_a_literal_is_said_in_each_language_however_often(tag: str) -> None:
    template = Template(tag)

    assert isinstance(template.nodelist[0], Fixed)
    assert [said(template, language) for language in ("de", "en-gb", "de", "en-gb")] == ["Richtig", "Right"] * 2


@pytest.mark.parametrize(
    ("tag", "german"),
    [
        ("{% translate word %}", "Richtig"),
        ('{% translate "Right" as it %}{{ it }}!', "Richtig!"),
        ('{% translate "Learning" context "level of a skill" %}', "Im Aufbau"),
        ('{% translate "Right"|upper %}', "RICHTIG"),
        ('{% translate word|default:"Right" %}', "Richtig"),
        ('{% translate "Right"|default:"Right" %}', "Richtig"),
    ],
)
def test_what_may_change_is_left_to_django(tag: str, german: str) -> None:
    template = Template(tag)

    assert not isinstance(template.nodelist[0], Fixed)
    assert said(template, "de") == german


def test_percent_signs_and_quotation_marks_stay() -> None:
    assert said(Template("""{% translate "50% of 'it'" %}"""), "en-gb") == "50% of 'it'"


def page(files: dict[str, str]) -> Template:
    """The one called `page`, among others."""
    loaders = [("django.template.loaders.locmem.Loader", files)]
    builtins = ["django.templatetags.i18n", "assessments.templatetags.languages"]
    return Engine(loaders=loaders, builtins=builtins).get_template("page")


def test_what_is_included_knows_the_page_and_what_it_is_handed() -> None:
    files = {
        "page": '{% include "word" with more="!" %} {{ more }}{% include "word" %}',
        "word": "{{ word }}{{ more }}",
    }

    assert said(page(files), "en-gb") == "Right! Right"


def test_what_is_fixed_is_said_in_each_language_however_often() -> None:
    files = {"page": '{% include "fixed" %}', "fixed": '<b>{% translate "Right" %}</b>'}
    whole = page(files)

    assert [said(whole, language) for language in ("de", "en-gb", "de", "en-gb")] == [
        "<b>Richtig</b>",
        "<b>Right</b>",
    ] * 2
    assert whole.nodelist[0].fixed == {
        ("fixed", "de"): "<b>Richtig</b>",
        ("fixed", "en-gb"): "<b>Right</b>",
    }


def test_what_is_not_fixed_is_rendered_each_time() -> None:
    whole = page({"page": '{% for word in words %}{% include "word" %}{% endfor %}', "word": "{{ word }},"})

    assert [whole.render(Context({"words": words})) for words in ("ab", "c")] == ["a,b,", "c,"]


def test_a_name_may_differ_each_time() -> None:
    files = {"page": "{% for name in names %}{% include name %}{% endfor %}", "one": "1", "two": "2"}

    assert page(files).render(Context({"names": ["one", "two", "one"]})) == "121"


def test_an_include_of_nothing_else_sees_nothing_else() -> None:
    files = {"page": '{% include "word" only %}{% include "word" with more="!" only %}', "word": "{{ word }}{{ more }}"}

    assert said(page(files), "en-gb") == "!"


def test_what_is_not_there_is_a_fault() -> None:
    with pytest.raises(TemplateDoesNotExist):
        said(page({"page": '{% include "missing" %}'}), "en-gb")


SENTENCE = (
    "{% blocktranslate count n=n %}{{ n }} answer of {{ of }}%"
    "{% plural %}{{ n }} answers of {{ of }}%{% endblocktranslate %}"
)


def test_a_sentence_is_put_together_anew_each_time() -> None:
    template = Template(SENTENCE)

    said = [template.render(Context({"n": n, "of": of})) for n, of in [(1, "<b>"), (2, 3), (1, 4)]]

    assert isinstance(template.nodelist[0], Sentence)
    assert said == ["1 answer of &lt;b&gt;%", "2 answers of 3%", "1 answer of 4%"]
