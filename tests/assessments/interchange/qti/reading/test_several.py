from __future__ import annotations

from tests.assessments.interchange.qti.reading.foreign import an_item, declared, refused, taken

BLANK = "\\_\\_\\_\\_\\_"


def entry(name: str) -> str:
    return f'<textEntryInteraction responseIdentifier="{name}"/>'


def bracket(name: str) -> str:
    options = "".join(f'<inlineChoice identifier="{one}">{one}</inlineChoice>' for one in ("open", "closed"))
    return f'<inlineChoiceInteraction responseIdentifier="{name}" shuffle="false">{options}</inlineChoiceInteraction>'


def near(name: str) -> str:
    return f"""<responseProcessing><responseCondition><responseIf><equal toleranceMode="absolute" tolerance="0.01 0.01">
        <variable identifier="{name}"/><correct identifier="{name}"/></equal></responseIf></responseCondition>
        </responseProcessing>"""


def test_several_numbers_are_the_entries_of_a_vector() -> None:
    body = f"<p>h = ({entry('A')}, {entry('B')})</p>"
    one = taken(an_item(body, declared("float", "0.5", name="A"), declared("float", "-2", name="B"), after=near("A")))

    assert one.facts == {
        "kind": "authored-value",
        "stem": f"h = ({BLANK}, {BLANK})",
        "given": {"form": "vector", "value": "(0.5, -2)", "solution": ""},
        "format": {"tolerance": {"mode": "absolute", "amount": 0.01}},
    }
    assert one.losses == ("its inputs, which are the entries of one vector here",)


def test_two_ends_and_their_brackets_are_an_interval() -> None:
    names = ("R_LEFT", "R_LOWER", "R_UPPER", "R_RIGHT")
    keys = [
        declared(kind, right, name=name)
        for name, kind, right in zip(
            names, ("identifier", "float", "float", "identifier"), ("open", "0", "1", "closed"), strict=True
        )
    ]
    body = f"<p>{bracket(names[0])} {entry(names[1])}, {entry(names[2])} {bracket(names[3])}</p>"
    one = taken(an_item(body, *keys, after=near("R_LOWER")))

    assert one.facts["given"] == {"form": "interval", "value": "(0, 1]", "solution": ""}
    assert one.losses == ()


def test_two_inputs_of_one_answer_and_inputs_of_words_are_refused() -> None:
    twice = an_item(f"<p>{entry('A')}{entry('A')}</p>", declared("float", "1", name="A"))
    words = an_item(
        f"<p>{entry('A')}{entry('B')}</p>", declared("string", "a", name="A"), declared("string", "b", name="B")
    )

    assert refused(twice) == refused(words) == "it asks 2 things at once, and a fixed question here asks one"
