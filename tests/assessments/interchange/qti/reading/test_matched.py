from __future__ import annotations

from tests.assessments.interchange.qti.reading.foreign import (
    MAP_RESPONSE,
    MATCH_CORRECT,
    an_item,
    choices,
    declared,
    refused,
    taken,
)

LINES = {"P": "The gate $x$", "Q": "The candidate"}


def sets(lines: dict[str, str], options: dict[str, str]) -> str:
    both = (
        "".join(
            f'<simpleAssociableChoice identifier="{name}" matchMax="1">{text}</simpleAssociableChoice>'
            for name, text in one.items()
        )
        for one in (lines, options)
    )
    inside = "".join(f"<simpleMatchSet>{one}</simpleMatchSet>" for one in both)
    return f'<p>Which?</p><matchInteraction responseIdentifier="RESPONSE" shuffle="true">{inside}</matchInteraction>'


OPTIONS = {"A": "sigmoid", "B": "tanh", "C": "none"}


def test_a_match_of_lines_with_one_option_each() -> None:
    one = taken(an_item(sets(LINES, OPTIONS), declared("directedPair", "P A", "Q B", cardinality="multiple")))

    assert one.facts == {
        "kind": "authored-match",
        "stem": "Which?",
        "given": {
            "pairs": [
                {"prompt": "The gate \\$x\\$", "option": "sigmoid"},
                {"prompt": "The candidate", "option": "tanh"},
                {"option": "none"},
            ],
            "solution": "",
        },
    }
    assert one.losses == ()


def test_a_mapping_gives_each_line_its_share() -> None:
    entries = "".join(f'<mapEntry mapKey="{pair}" mappedValue="1"/>' for pair in ("P A", "Q B"))
    worth = f'<mapping defaultValue="0">{entries}</mapping>'
    pairs = declared("directedPair", "P A", "Q B", cardinality="multiple", mapping=worth)

    assert taken(an_item(sets(LINES, OPTIONS), pairs, after=MAP_RESPONSE)).facts["format"] == {"per_prompt": True}
    assert "format" not in taken(an_item(sets(LINES, OPTIONS), pairs, after=MATCH_CORRECT)).facts


def test_a_line_of_two_options_or_of_none_is_refused() -> None:
    several = "a line or an option may have several partners, where each line here has one option"

    for pairs in (["P A", "P B", "Q B"], ["P A"], ["P A", "Q Z"]):
        assert (
            refused(an_item(sets(LINES, OPTIONS), declared("directedPair", *pairs, cardinality="multiple"))) == several
        )
    assert refused(an_item(sets(LINES, OPTIONS))) == "it says of no answer that it is right"


def test_an_order_is_asked_place_by_place() -> None:
    body = choices(A="first", B="last", C="middle").replace("choiceInteraction", "orderInteraction")
    one = taken(an_item(f"<p>Order!</p>{body}", declared("identifier", "A", "C", "B", cardinality="ordered")))

    assert one.facts["given"]["pairs"] == [
        {"prompt": "Place 1", "option": "first"},
        {"prompt": "Place 2", "option": "middle"},
        {"prompt": "Place 3", "option": "last"},
    ]
    assert one.losses == ("the order, which is asked place by place here",)
    assert (
        refused(an_item(body, declared("identifier", "A", cardinality="ordered")))
        == "not all of what is ordered has a place"
    )


def test_choices_within_a_text_are_lines_named_by_their_blanks() -> None:
    blanks = [
        choices(A="open", B="shut")
        .replace("simpleChoice", "inlineChoice")
        .replace("choiceI", "inlineChoiceI")
        .replace("RESPONSE", name)
        for name in ("ONE", "TWO")
    ]
    keys = [declared("identifier", right, name=name) for name, right in (("ONE", "A"), ("TWO", "B"))]
    one = taken(an_item(f"<p>It is {blanks[0]}, then {blanks[1]}.</p>", *keys))

    assert one.facts["stem"] == "It is \\_\\_\\_\\_\\_, then \\_\\_\\_\\_\\_."
    assert one.facts["given"]["pairs"] == [
        {"prompt": "Blank 1", "option": "open"},
        {"prompt": "Blank 2", "option": "shut"},
    ]
    assert one.losses == ("where in the text each choice stands",)
