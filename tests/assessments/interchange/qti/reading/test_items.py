from __future__ import annotations

import pytest

from tests.assessments.interchange.qti.reading.foreign import (
    ENTRY,
    MAP_RESPONSE,
    an_item,
    choices,
    declared,
    mapped,
    refused,
    taken,
)

ONE = declared("identifier", "A")
TWO = "<p>Which?</p>" + choices(A="a", B="b")
FREE = "it is answered in free text, for which nothing here can tell right from wrong: make it a choice"
WORDS = (
    "“much” cannot be read as one number: leave out words, names and units. Type a number such as 31.5, 63/2 or 3.15e1."
)


def options(data: bytes) -> list[dict[str, object]]:
    return taken(data).facts["given"]["options"]


def test_a_choice_of_one_is_an_authored_choice() -> None:
    one = taken(an_item("<p>Which <b>one</b>?</p>" + choices(A="this", B="<em>that</em>"), ONE))

    assert (one.slug, one.title, one.losses) == ("i1", "Foreign", ())
    assert one.facts == {
        "kind": "authored-choice",
        "stem": "Which **one**?",
        "given": {
            "options": [{"text": "this", "right": True}, {"text": "*that*", "right": False}],
            "select": "one",
            "solution": "",
        },
    }


def test_version_3_is_read_alike() -> None:
    three = b"""<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="i1"
        title="Foreign">
        <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier">
        <qti-correct-response><qti-value>A</qti-value></qti-correct-response></qti-response-declaration>
        <qti-item-body><p>Which <b>one</b>?</p><qti-choice-interaction response-identifier="RESPONSE" max-choices="1"
        shuffle="true"><qti-simple-choice identifier="A">this</qti-simple-choice><qti-simple-choice identifier="B">
        <em>that</em></qti-simple-choice></qti-choice-interaction></qti-item-body></qti-assessment-item>"""

    assert taken(three) == taken(an_item("<p>Which <b>one</b>?</p>" + choices(A="this", B="<em>that</em>"), ONE))


def test_several_of_several_by_their_right_answer_are_all_or_nothing() -> None:
    several = declared("identifier", "A", "C", cardinality="multiple")
    one = taken(an_item("<p>Which?</p>" + choices(0, A="a", B="b", C="c"), several))

    assert one.facts["given"]["select"] == "many"
    assert [option["right"] for option in one.facts["given"]["options"]] == [True, False, True]
    assert "format" not in one.facts


@pytest.mark.parametrize(
    ("worth", "limits", "settings", "weights"),
    [
        ({"A": 0.5, "B": -0.5, "C": 0.5}, 'lowerBound="0"', {"scoring": "net-correct"}, [None, None, None]),
        ({"A": 1, "B": -2, "C": 1}, 'lowerBound="0"', {"scoring": "proportional-correct"}, [None, None, None]),
        ({"A": 3, "B": -1, "C": 1}, "", None, [0.75, -0.25, 0.25]),
    ],
)
def test_a_mapping_is_a_rule_of_ours_or_weights(
    worth: dict[str, float], limits: str, settings: dict[str, str] | None, weights: list[float | None]
) -> None:
    several = declared("identifier", "A", "C", cardinality="multiple", mapping=mapped(limits, **worth))
    one = taken(an_item("<p>Which?</p>" + choices(0, A="a", B="b", C="c"), several, after=MAP_RESPONSE))

    assert one.facts.get("format") == settings
    assert [option.get("weight") for option in one.facts["given"]["options"]] == weights


def test_an_option_that_keeps_the_last_place_is_none_of_the_others_where_that_is_so() -> None:
    last = '<simpleChoice identifier="Z" fixed="true">None of them</simpleChoice></choiceInteraction>'
    body = "<p>Which?</p>" + choices(A="a", B="b").replace("</choiceInteraction>", last)

    assert options(an_item(body, ONE))[2] == {"text": "None of them", "none": True}
    assert options(an_item(body, declared("identifier", "Z")))[2] == {"text": "None of them", "none": True}


def test_what_stands_beside_an_option_or_follows_it_is_its_feedback() -> None:
    beside = 'a<feedbackInline outcomeIdentifier="F" identifier="A" showHide="show">Indeed.</feedbackInline>'
    rules = """<responseProcessing><responseCondition><responseIf><match><variable identifier="RESPONSE"/>
        <baseValue baseType="identifier">B</baseValue></match><setOutcomeValue identifier="F">
        <baseValue baseType="identifier">told</baseValue></setOutcomeValue></responseIf></responseCondition>
        </responseProcessing><modalFeedback outcomeIdentifier="F" identifier="told" showHide="show">Look again.
        </modalFeedback>"""

    found = options(an_item("<p>Which?</p>" + choices(A=beside, B="b"), ONE, after=rules))
    assert [option["feedback"] for option in found] == ["Indeed.", "Look again."]


def test_a_choice_within_a_sentence_leaves_a_blank() -> None:
    inline = choices(A="open", B="shut").replace("simpleChoice", "inlineChoice")
    inline = inline.replace("choiceInteraction", "inlineChoiceInteraction")
    one = taken(an_item(f"<p>The gate is {inline}.</p>", ONE))

    assert one.facts["stem"] == "The gate is \\_\\_\\_\\_\\_."
    assert [option["text"] for option in one.facts["given"]["options"]] == ["open", "shut"]


@pytest.mark.parametrize(
    ("test", "tolerance"),
    [
        ('<equal toleranceMode="absolute" tolerance="0.01 0.02">', {"mode": "absolute", "amount": 0.01}),
        ('<equal toleranceMode="relative" tolerance="5 5">', {"mode": "relative", "amount": 0.05}),
        ('<equal toleranceMode="exact">', {"mode": "absolute", "amount": 0.0}),
        ('<equalRounded roundingMode="significantFigures" figures="3">', {"mode": "figures", "amount": 3}),
        ('<equalRounded roundingMode="decimalPlaces" figures="2">', {"mode": "places", "amount": 2}),
    ],
)
def test_a_number_keeps_its_tolerance(test: str, tolerance: dict[str, object]) -> None:
    name = test[1:].split(maxsplit=1)[0]
    rules = f"""<responseProcessing><responseCondition><responseIf>{test}<variable identifier="RESPONSE"/>
        <correct identifier="RESPONSE"/></{name}><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1
        </baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>"""
    one = taken(an_item(ENTRY, declared("float", "2.5"), after=rules))

    assert one.facts["format"] == {"tolerance": tolerance}
    assert (one.facts["given"]["form"], one.facts["given"]["value"]) == ("real", "2.5")
    assert one.facts["stem"] == "How many? \\_\\_\\_\\_\\_ units"


def test_a_whole_number_is_exact() -> None:
    one = taken(an_item(ENTRY, declared("integer", "72")))

    assert (one.facts["given"]["form"], one.facts["given"]["value"]) == ("integer", "72")


def test_a_text_is_taken_where_all_its_spellings_mean_one_shape() -> None:
    spelt = declared("string", "(9, 7)", mapping=mapped(**{"(9, 7)": 1, "9x7": 1, "9 by 7": 1}))

    assert taken(an_item(ENTRY, spelt, after=MAP_RESPONSE)).facts["given"]["form"] == "shape"


def test_a_title_is_a_single_line() -> None:
    body = "<p>Which?</p>" + choices(A="a", B="b")

    assert taken(an_item(body, ONE, title="  Two\n words ")).title == "Two words"


@pytest.mark.parametrize(
    ("body", "declaration", "reason"),
    [
        ("<p>Nothing.</p>", "", "it asks nothing"),
        ("<p>Which?</p>" + choices(A="a", B="b"), "", "it says of no answer that it is right"),
        (ENTRY, declared("string", "memory"), FREE),
        (ENTRY, declared("float", "much"), WORDS),
        (ENTRY + ENTRY, declared("integer", "1"), "it asks 2 things at once, and a fixed question here asks one"),
        ('<hotspotInteraction responseIdentifier="RESPONSE"/>', ONE, "its hotspotInteraction has no form here"),
        ("<p>Which?</p>" + choices(A="a"), ONE, "given.options: 1 options, where 2 to 20 are expected"),
        ("<p>Which?</p>" + choices(A="a", B="a"), ONE, "given.options: two options look alike"),
        ("<p>Which?</p>" + choices(A="a", B="b"), declared("identifier", "Q"), "given.options: no option is right"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_here_is_refused_with_the_reason(body: str, declaration: str, reason: str) -> None:
    assert refused(an_item(body, declaration)) == reason


def test_an_adaptive_item_and_a_template_are_refused() -> None:
    body = "<p>Which?</p>" + choices(A="a", B="b")
    adaptive = an_item(body, ONE).replace(b'adaptive="false"', b'adaptive="true"')

    assert refused(adaptive) == "it is adaptive: what it asks next depends on answers, and nothing here does that"
    assert refused(an_item(body, ONE, "<templateProcessing/>")) == "it draws its numbers by a template"


@pytest.mark.parametrize(
    ("body", "loss"),
    [
        ('<p><img src="x.png" alt=""/></p>' + TWO, "an image was left out"),
        (f"<rubricBlock>Be kind.</rubricBlock>{TWO}", "words beside the question, for graders or after an answer"),
        (TWO.replace('"true"', '"false"'), "the order of its options, which are shuffled here"),
        ("<p>Which?</p>" + choices(2, A="a", B="b"), "how many options may be chosen"),
    ],
)  # fmt: skip
def test_what_is_lost_is_named(body: str, loss: str) -> None:
    assert taken(an_item(body, ONE)).losses == (loss,)


def test_scripts_of_a_foreign_item_are_gone() -> None:
    one = taken(
        an_item(
            "<p>Which?<script>alert(1)</script><a href='javascript:alert(1)'>x</a></p>" + choices(A="a", B="b"), ONE
        )
    )

    assert one.facts["stem"] == "Which?x"


def test_what_is_typed_in_a_paragraph_of_its_own_leaves_no_blank() -> None:
    entry = '<textEntryInteraction responseIdentifier="RESPONSE"/>'

    one = taken(an_item(f"<p>How many?</p><p> {entry} </p>", declared("integer", "42")))

    assert one.facts["stem"] == "How many?"


def test_our_own_heading_of_a_solution_does_not_become_a_part_of_it() -> None:
    worked = "<p><strong>Worked solution</strong></p><p>As <em>drawn</em>.</p>"
    told = f'<modalFeedback outcomeIdentifier="SOLUTION" identifier="worked" showHide="show">{worked}</modalFeedback>'

    one = taken(an_item(TWO, ONE, after=told))

    assert one.facts["given"]["solution"] == "As *drawn*."
