"""Questions as Canvas exports them."""

from __future__ import annotations

from html import escape

import pytest

from assessments.interchange.authored import NO_KEY
from assessments.interchange.incoming import Refused, Taken
from assessments.interchange.qti.reading import package


def a_question(kind: str, responses: str, conditions: str, more: str = "", stem: str = "<p>Which?</p>") -> bytes:
    return f"""<?xml version="1.0"?><questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">
        <assessment ident="a" title="Quiz"><section ident="root_section"><item ident="q1" title="Question">
        <itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>
        <fieldentry>{kind}</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
        <presentation>{material(stem)}{responses}</presentation>
        <resprocessing><outcomes><decvar maxvalue="100" varname="SCORE"/></outcomes>{conditions}</resprocessing>
        {more}</item></section></assessment></questestinterop>""".encode()


def material(html: str) -> str:
    return f'<material><mattext texttype="text/html">{escape(html)}</mattext></material>'


def choices(*texts: str, many: bool = False) -> str:
    options = "".join(
        f'<response_label ident="{place}">{material(text)}</response_label>'
        for place, text in enumerate(texts, start=1)
    )
    cardinality = f'rcardinality="{"Multiple" if many else "Single"}"'
    return f'<response_lid ident="response1" {cardinality}><render_choice>{options}</render_choice></response_lid>'


TYPED = (
    '<response_str ident="response1" rcardinality="Single">'
    '<render_fib><response_label ident="answer1"/></render_fib></response_str>'
)


def scored(tests: str, points: float = 100) -> str:
    return (
        f"<respcondition><conditionvar>{tests}</conditionvar>"
        f'<setvar action="Set" varname="SCORE">{points}</setvar></respcondition>'
    )


def told(tests: str, name: str) -> str:
    return (
        f"<respcondition><conditionvar>{tests}</conditionvar>"
        f'<displayfeedback feedbacktype="Response" linkrefid="{name}"/></respcondition>'
    )


def feedback(name: str, html: str) -> str:
    return f'<itemfeedback ident="{name}"><flow_mat>{material(html)}</flow_mat></itemfeedback>'


def between(low: float, high: float) -> str:
    return f'<vargte respident="response1">{low}</vargte><varlte respident="response1">{high}</varlte>'


def equal(value: object) -> str:
    return f'<varequal respident="response1">{value}</varequal>'


def read(data: bytes) -> Taken | Refused:
    (one,) = package.read(data).items
    return one


def given(data: bytes) -> dict[str, object]:
    one = read(data)
    assert isinstance(one, Taken), one
    return dict(one.facts["given"])


def test_a_choice_of_one_with_its_feedback() -> None:
    conditions = told(equal(1), "1_fb") + scored(equal(2))
    words = feedback("1_fb", "<p>No.</p>")
    one = read(a_question("multiple_choice_question", choices("this", "a &lt; b"), conditions, words))

    assert one == Taken(
        "q1",
        "Question",
        {
            "kind": "authored-choice",
            "stem": "Which?",
            "given": {
                "options": [{"text": "this", "right": False, "feedback": "No."}, {"text": "a \\< b", "right": True}],
                "select": "one",
                "solution": "",
            },
        },
    )


def test_several_of_several_leave_out_what_is_negated() -> None:
    tests = f"<and>{equal(1)}<not>{equal(2)}</not>{equal(3)}</and>"
    found = given(a_question("multiple_answers_question", choices("a", "b", "c", many=True), scored(tests)))

    assert [option["right"] for option in found["options"]] == [True, False, True]
    assert found["select"] == "many"


@pytest.mark.parametrize(
    ("tests", "value", "amount"),
    [(f"<or>{equal(2.5)}<and>{between(2.4, 2.6)}</and></or>", "2.5", 0.1), (between(1, 3), "2", 1.0)],
)
def test_a_number_between_two_ends(tests: str, value: str, amount: float) -> None:
    one = read(a_question("numerical_question", TYPED, scored(tests)))

    assert isinstance(one, Taken)
    assert (one.facts["given"]["value"], one.facts["format"]) == (
        value,
        {"tolerance": {"mode": "absolute", "amount": amount}},
    )


def test_a_short_answer_is_taken_where_it_means_a_shape() -> None:
    found = given(a_question("short_answer_question", TYPED, scored(equal("(9, 7)") + equal("9x7"))))

    assert (found["form"], found["value"]) == ("shape", "(9, 7)")


def test_lines_with_a_menu_each_are_matched() -> None:
    menus = [
        choices("sigmoid", "tanh", "none")
        .replace('"response1"', f'"{name}"')
        .replace("<render_choice>", f"{material(prompt)}<render_choice>")
        for name, prompt in (("a", "The gate"), ("b", "The candidate"))
    ]
    right = scored('<varequal respident="a">1</varequal>', 50) + scored('<varequal respident="b">2</varequal>', 50)
    one = read(a_question("matching_question", "".join(menus), right))

    assert isinstance(one, Taken)
    assert one.facts["given"]["pairs"] == [
        {"prompt": "The gate", "option": "sigmoid"},
        {"prompt": "The candidate", "option": "tanh"},
        {"option": "none"},
    ]
    assert read(a_question("matching_question", "".join(menus), "")) == Refused(
        "Question", "it does not say of each line which one option is right"
    )


@pytest.mark.parametrize(
    ("kind", "responses", "conditions", "reason"),
    [
        ("essay_question", TYPED, "", "a question of the type 'essay_question' has no form here"),
        ("calculated_question", TYPED, "", "a question of the type 'calculated_question' has no form here"),
        ("multiple_choice_question", "", "", "it asks 0 things at once, and a fixed question here asks one"),
        ("multiple_choice_question", choices("a", "b"), scored(equal(9)), "given.options: no option is right"),
        ("numerical_question", TYPED, scored(equal(1), 50), "no answer earns the whole mark"),
        ("short_answer_question", TYPED, scored(equal("memory")), NO_KEY),
        ("numerical_question", TYPED, scored("<vargte>low</vargte>"), "'low' is no number"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_here_is_refused_with_the_reason(
    kind: str, responses: str, conditions: str, reason: str
) -> None:
    assert read(a_question(kind, responses, conditions)) == Refused("Question", reason)


def test_an_image_is_lost_and_named() -> None:
    stem = '<p>Which? <img src="x.png"></p>'
    one = read(a_question("multiple_choice_question", choices("a", "b"), scored(equal(1)), stem=stem))

    assert isinstance(one, Taken)
    assert one.losses == ("an image was left out",)
