from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils.translation import override

from assessments.templatetags.languages import Fixed


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
