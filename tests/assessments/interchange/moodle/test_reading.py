from __future__ import annotations

import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.texts.stems import unknown_names
from assessments.engine.variant import build
from assessments.interchange.codecs import codec_for, load
from assessments.interchange.incoming import BadFile, Refused, Taken
from assessments.interchange.moodle.reading import read
from assessments.interchange.outgoing import About
from assessments.interchange.safely.unsafe import Unsafe

RIGHT, WRONG = '<answer fraction="100"><text>1</text></answer>', '<answer fraction="0"><text>2</text></answer>'
SAID = "<feedback format='html'><text>&lt;p&gt;Yes: \\(a^2\\).&lt;/p&gt;</text></feedback>"
A = f'<answer fraction="100" format="html"><text>a</text>{SAID}</answer>'
B = '<answer fraction="0" format="html"><text>b</text></answer>'


def a_quiz(*questions: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><quiz>{"".join(questions)}</quiz>'.encode()


def a_question(kind: str, inside: str = "", stem: str = "&lt;p&gt;Which?&lt;/p&gt;", name: str = "The first") -> str:
    return (
        f'<question type="{kind}"><name><text>{name}</text></name>'
        f'<questiontext format="html"><text>{stem}</text></questiontext>{inside}</question>'
    )


def only(*questions: str) -> Taken | Refused:
    (item,) = read(a_quiz(*questions)).items
    return item


def graded(item: Taken | Refused, *raws: str) -> list[float]:
    assert isinstance(item, Taken), item
    variant, _ = build(Definition.read(item.facts), {}, "seed")
    return [grade(variant, raw).score for raw in raws]


def line_of(prompt: str, option: str) -> str:
    return f"<subquestion><text>{prompt}</text><answer><text>{option}</text></answer></subquestion>"


@pytest.mark.parametrize(
    ("kind", "inside", "right", "wrong"),
    [
        ("multichoice", f"<single>true</single>{A}{B}", "a", "b"),
        ("multichoice", f"<single>false</single>{A}{B}", "a", "b"),
        ("multichoice", f"<single>1</single>{A}{B}", "a", "b"),
        (
            "truefalse",
            '<answer fraction="0"><text>true</text></answer><answer fraction="100"><text>false</text></answer>',
            "False",
            "True",
        ),
        ("numerical", '<answer fraction="100"><text>42</text><tolerance>0.5</tolerance></answer>', "42.5", "42.6"),
        ("numerical", RIGHT + WRONG, "1", "2"),
        ("matching", line_of("a", "b") + line_of("c", "d") + line_of("", "e"), "b\nd", "e\nb"),
        ("shortanswer", '<answer fraction="100"><text>(3, 4)</text></answer>', "3x4", "4x3"),
        ("shortanswer", r'<answer fraction="100"><text>3\*4</text></answer>', "(3, 4)", "12"),
    ],
)
def test_each_type_that_has_a_form_here_is_taken(kind: str, inside: str, right: str, wrong: str) -> None:
    assert graded(only(a_question(kind, inside)), right, wrong) == [1, 0]


@pytest.mark.parametrize(
    ("kind", "inside", "reason"),
    [
        ("essay", "", "an essay is read by a person"),
        ("description", "", "a description asks nothing"),
        ("matching", "", "0 lines, where 2 to 20 are expected"),
        ("cloze", "", "no questions of several gaps"),
        ("calculated", "", "its formula is Moodle's"),
        ("stack", "", "worked out by Maxima"),
        ("ddmarker", "", "questions of the type “ddmarker” have no form here"),
        ("shortanswer", '<answer fraction="100"><text>sigm*</text></answer>', "has a wildcard"),
        ("shortanswer", '<answer fraction="100"><text>sigmoid</text></answer>', "it is answered in free text"),
        ("numerical", '<answer fraction="100"><text>one</text></answer>', "it is answered in free text"),
        ("numerical", '<answer fraction="lots"><text>1</text></answer>', "'lots' is no number"),
        ("numerical", '<answer fraction="nan"><text>1</text></answer>', "'nan' is no number"),
        ("multichoice", "", "0 options, where 2 to 20 are expected"),
        ("truefalse", RIGHT, "it has other answers than true and false"),
    ],
)
def test_any_other_is_refused_by_name_with_the_reason(kind: str, inside: str, reason: str) -> None:
    item = only(a_question(kind, inside))

    assert isinstance(item, Refused)
    assert item.name == "The first"
    assert reason in item.reason


def test_html_and_formulas_become_markdown() -> None:
    stem = "&lt;p&gt;For \\(W_{fR}\\) and $$x^2$$, &lt;b&gt;which&lt;/b&gt;?&lt;script&gt;alert(1)&lt;/script&gt;"
    solution = "<generalfeedback format='markdown'><text>As *drawn*.</text></generalfeedback>"

    item = only(a_question("multichoice", f"<single>true</single>{solution}{A}{B}", stem))

    assert isinstance(item, Taken)
    assert item.facts["stem"] == "For $W_{fR}$ and $x^2$, **which**?"
    assert item.facts["given"]["solution"] == "As *drawn*."
    assert item.facts["given"]["options"][0]["feedback"] == "Yes: $a^2$."


def test_plain_text_keeps_its_signs() -> None:
    question = a_question("multichoice", A + B).replace(
        'questiontext format="html"', 'questiontext format="plain_text"'
    )

    item = only(question.replace("&lt;p&gt;Which?&lt;/p&gt;", "a * b &lt; c_d?"))

    assert isinstance(item, Taken)
    assert build(Definition.read(item.facts), {}, "seed")[1].stem.strip() == "<p>a * b &lt; c_d?</p>"


def test_what_is_lost_is_named() -> None:
    lost = (
        "<hint><text>Look again.</text></hint><tags><tag><text>lstm</text></tag></tags>"
        "<incorrectfeedback><text>No.</text></incorrectfeedback>"
    )

    item = only(a_question("multichoice", f"{lost}{A}{B}", "&lt;img src='x.png'&gt;Which?"))

    assert isinstance(item, Taken)
    assert item.losses == (
        "an image was left out",
        "its hints",
        "what is said on any right, partly right or wrong answer",
    )


def test_braces_in_code_are_shown_as_they_were() -> None:
    code = "&lt;pre&gt;print(f'{loss}')&lt;/pre&gt;"

    item = only(a_question("numerical", RIGHT, code))

    assert isinstance(item, Taken)
    definition = Definition.read(item.facts)
    assert build(definition, {}, "seed")[1].stem == "<pre><code>print(f'{loss}')\n</code></pre>\n"
    assert unknown_names(definition.stem, ()) == []


def test_tags_come_along_as_slugs() -> None:
    tags = "<tags><tag><text>Cell State</text></tag><tag><text>cell-state</text></tag></tags>"

    item = only(a_question("numerical", RIGHT + tags))

    assert isinstance(item, Taken)
    assert item.about == About(("cell-state",))


def test_a_question_goes_by_its_idnumber_else_by_its_name() -> None:
    numbered = a_question("numerical", f"<idnumber>Q-17</idnumber>{RIGHT}")

    items = read(a_quiz(numbered, a_question("numerical", RIGHT), a_question("numerical", RIGHT, name=""))).items

    assert [item.slug for item in items if isinstance(item, Taken)] == [
        "q-17",
        "the-first",
        "a-question-without-a-name",
    ]


def test_questions_beside_our_variants_are_taken_too() -> None:
    ours = (
        '<question type="category"><category><text>Mine</text></category><info><text>&lt;!-- {"bank": "b", "slug": "s",'
        ' "title": "T", "definition": {"kind": "feed-forward-shape"}} --&gt;</text></info></question>'
    )
    variant = a_question("numerical", f"<idnumber>b-s-v01-1234</idnumber>{RIGHT}")

    items = read(a_quiz(ours, variant, a_question("numerical", RIGHT), ours, variant)).items

    assert [item.slug for item in items if isinstance(item, Taken)] == ["s", "the-first"]


def test_damage_to_our_json_is_told() -> None:
    category = (
        '<question type="category"><category><text>Mine</text></category>'
        "<info><text>&lt;!-- {oh} --&gt;</text></info></question>"
    )

    item = only(category)

    assert isinstance(item, Refused)
    assert (item.name, item.reason[:33]) == ("Mine", "our own JSON in it is damaged: no")


def test_other_xml_is_no_quiz() -> None:
    with pytest.raises(BadFile, match="no quiz"):
        read(b"<questions/>")


def test_a_document_type_is_not_read() -> None:
    with pytest.raises(Unsafe):
        read(b'<!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>')


@pytest.mark.parametrize("head", [b"<quiz>", b'<?xml version="1.0"?>\n<!-- x --><quiz\n>', b"<quiz/>"])
def test_it_is_known_by_its_root(head: bytes) -> None:
    load()

    assert codec_for("a.xml", head).slug == "moodle"
