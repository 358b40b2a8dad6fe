import contextlib
import json
from typing import Any

import pytest
from hypothesis import given as drawn_with
from hypothesis import strategies as st

from assessments.engine.definition import Definition, Faulty, narrow, recalled
from assessments.engine.formats import Choice, Integer, Real, Shape, Tolerance
from assessments.engine.kind import drawn, given
from tests.assessments.engine.toys import a_kind

SHAPE = "feed-forward-shape"
DOMAIN = (2, 3, 5, 7)
pytestmark = pytest.mark.usefixtures("own_kinds")


def faults_of(facts: object) -> dict[str, str]:
    with pytest.raises(Faulty) as refusal:
        Definition.read(facts)
    return refusal.value.faults


def test_the_shortest_definition_is_a_kind() -> None:
    definition = Definition.read({"kind": SHAPE})

    assert definition == Definition(SHAPE, {}, {}, "", "entry", 4, {}, {})
    assert len(definition.space) == 127 * 63 * 4


def test_a_definition_survives_as_json() -> None:
    definition = Definition.read(
        {"kind": SHAPE, "domains": {"gate": ["o", "f"]}, "stem": "What?", "ask": "choice", "options": 3}
    )

    assert Definition.read(json.loads(json.dumps(definition.facts()))) == definition


@pytest.mark.parametrize(
    ("facts", "faults"),
    [
        ([], {"definition": "must be a JSON object"}),
        (None, {"definition": "must be a JSON object"}),
        ({"kind": "no-such"}, {"kind": "'no-such' is not one of the kinds"}),
        ({"kind": ["list"]}, {"kind": "['list'] is not one of the kinds"}),
        ({}, {"kind": "None is not one of the kinds"}),
        ({"kind": SHAPE, "color": 1, "size": 2}, dict.fromkeys(("color", "size"), "is not a part of a definition")),
        ({"kind": SHAPE, "ask": "aloud"}, {"ask": "must be one of entry, choice"}),
        ({"kind": SHAPE, "options": 1}, {"options": "must be a whole number from 2 to 12"}),
        ({"kind": SHAPE, "options": True}, {"options": "must be a whole number from 2 to 12"}),
        ({"kind": SHAPE, "options": "4"}, {"options": "must be a whole number from 2 to 12"}),
        ({"kind": SHAPE, "stem": "x" * 10_001}, {"stem": "must be text of at most 10,000 characters"}),
        ({"kind": SHAPE, "stem": 7}, {"stem": "must be text of at most 10,000 characters"}),
        ({"kind": SHAPE, "domains": [], "given": 1}, dict.fromkeys(("domains", "given"), "must be a JSON object")),
        ({"kind": SHAPE, "domains": {"depth": [1]}}, {"domains.depth": "is not drawn by this kind"}),
        (
            {"kind": SHAPE, "domains": {"gate": ["z"]}},
            {"domains.gate": "'z' is outside what this kind draws, f, i, c, o"},
        ),
        ({"kind": SHAPE, "given": {"depth": 1}}, {"given.depth": "is not decided by the author of this kind"}),
        (
            {"kind": SHAPE, "ask": "aloud", "domains": {"gate": []}},
            {"ask": "must be one of entry, choice", "domains.gate": 'must be a list of values or {"from": …, "to": …}'},
        ),
    ],
)
def test_every_fault_is_told_with_its_field(facts: object, faults: dict[str, str]) -> None:
    assert faults_of(facts) == faults


@pytest.mark.parametrize(
    ("asked", "narrowed"),
    [
        ([5, 2], (2, 5)),  # in the domain's order
        ((7,), (7,)),
        ([3, 3], (3,)),
        ([3.0], (3,)),
        ({"from": 3, "to": 5}, (3, 5)),
        ({"from": 2.5, "to": 6}, (3, 5)),
    ],
)
def test_an_author_may_narrow(asked: object, narrowed: tuple[int, ...]) -> None:
    assert narrow(DOMAIN, asked) == narrowed


@pytest.mark.parametrize(
    ("domain", "asked", "why"),
    [
        (DOMAIN, [2, 4], "4 is outside what this kind draws, 2, 3, 5, 7"),
        ((0, 1), [True], "True is outside what this kind draws, 0, 1"),
        ((False, True), [1], "1 is outside what this kind draws, False, True"),
        (DOMAIN, ["2"], "'2' is outside what this kind draws, 2, 3, 5, 7"),
        (DOMAIN, [[2]], r"\[2\] is outside what this kind draws, 2, 3, 5, 7"),
        (tuple(range(2, 20)), [1], "1 is outside what this kind draws, 2 to 19"),
        (DOMAIN, {"from": 1, "to": 5}, "1 to 5 reaches outside what this kind draws, 2, 3, 5, 7"),
        (DOMAIN, {"from": 3, "to": 8}, "3 to 8 reaches outside what this kind draws, 2, 3, 5, 7"),
        (DOMAIN, {"from": 5, "to": 3}, "nothing lies between 5 and 3"),
        (DOMAIN, {"from": 6, "to": 6}, "nothing lies between 6 and 6"),
        (DOMAIN, {"from": 2}, 'a range needs the two numbers "from" and "to"'),
        (DOMAIN, {"from": 2, "to": None}, 'a range needs the two numbers "from" and "to"'),
        (("f", "i"), {"from": 1, "to": 2}, 'a range needs the two numbers "from" and "to"'),
        (DOMAIN, [], "must be a list of values or"),
        (DOMAIN, 3, "must be a list of values or"),
        (DOMAIN, "35", "must be a list of values or"),
        ((), [1], "is not drawn by this kind"),
    ],
)
def test_an_author_may_not_widen(domain: tuple[Any, ...], asked: object, why: str) -> None:
    with pytest.raises(ValueError, match=f"^{why}"):
        narrow(domain, asked)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(st.sampled_from(["from", "to", "x"]), inside),
)


@drawn_with(anything)
def test_whatever_is_asked_never_widens(asked: object) -> None:
    try:
        narrowed = narrow(DOMAIN, asked)
    except ValueError:
        return

    assert narrowed
    assert set(narrowed) <= set(DOMAIN)


@drawn_with(anything)
def test_whatever_is_read_is_a_definition_or_faulty(facts: object) -> None:
    for wrapped in (facts, {"kind": SHAPE, "domains": facts}, {"kind": SHAPE, "given": facts, "stem": facts}):
        with contextlib.suppress(Faulty):
            Definition.read(wrapped)


def a_positive(value: Any) -> int:
    if not isinstance(value, int) or value < 1:
        raise ValueError("must be positive")
    return value


def a_kind_with_givens(**parts: Any) -> None:
    fields = {"__annotations__": {"n": "int", "depth": "int", "width": "int"}}
    a_kind(**fields, depth=given(a_positive), width=given(a_positive, 3), **parts)


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({}, {"given.depth": "is needed"}),
        ({"depth": 0}, {"given.depth": "must be positive"}),
        ({"depth": 0, "width": -1}, {"given.depth": "must be positive", "given.width": "must be positive"}),
        ({"width": 1}, {"given.depth": "is needed"}),
        ({"depth": 2, "height": 1}, {"given.height": "is not decided by the author of this kind"}),
    ],
)
def test_given_fields_are_checked_one_by_one(given: dict[str, Any], faults: dict[str, str]) -> None:
    a_kind_with_givens()

    assert faults_of({"kind": "toy", "given": given}) == faults


def test_given_fields_are_checked_together_once_each_is_right_by_itself() -> None:
    def at_odds(cls: object, given: dict[str, int]) -> list[tuple[str, str]]:
        return [("depth", "must be below the width")] if given["depth"] >= given.get("width", 3) else []

    a_kind_with_givens(at_odds=classmethod(at_odds))

    assert faults_of({"kind": "toy", "given": {"depth": 3}}) == {"given.depth": "must be below the width"}
    assert faults_of({"kind": "toy", "given": {"depth": 0}}) == {"given.depth": "must be positive"}
    assert Definition.read({"kind": "toy", "given": {"depth": 2}}).kind_at({"n": 1}).depth == 2


def test_what_is_given_may_decide_what_is_drawn() -> None:
    def allowed(cls: Any, given: dict[str, int]) -> dict[str, tuple[int, ...]]:
        return {"n": tuple(range(1, given["depth"] + 1))}

    def usual(cls: Any, given: dict[str, int]) -> dict[str, tuple[int, ...]]:
        return {"n": (1,)}

    a_kind_with_givens(allowed=classmethod(allowed), usual=classmethod(usual))
    facts = {"kind": "toy", "given": {"depth": 2}}

    assert list(Definition.read(facts).space) == [{"n": 1}]
    assert list(Definition.read(facts | {"domains": {"n": [1, 2]}}).space) == [{"n": 1}, {"n": 2}]
    assert faults_of(facts | {"domains": {"n": [3]}}) == {"domains.n": "3 is outside what this kind draws, 1, 2"}


@pytest.mark.parametrize(("stem", "wordings"), [("", 2), ("  \n ", 2), ("My own.", ("My own.",))])
def test_the_authors_words_replace_the_kinds(stem: str, wordings: Any) -> None:
    found = Definition.read({"kind": SHAPE, "stem": stem}).wordings

    assert wordings in (found, len(found))


def test_a_kind_without_words_needs_the_authors() -> None:
    a_kind(stems=())

    assert faults_of({"kind": "toy", "stem": " "}) == {
        "stem": "this kind has no wording of its own: write the question here"
    }


def test_only_what_every_wording_prints_is_told() -> None:
    a_kind(__annotations__={"n": "int", "m": "int"}, m=drawn((1, 2)), stems=("{n} and {m}?", "{n}?"))

    assert Definition("toy").told == {"n"}
    assert Definition("toy", stem="{m}!").told == {"m"}


@pytest.mark.parametrize(
    ("settings", "form"),
    [
        ({}, Shape()),
        ({"per_axis": True}, Shape(per_axis=True)),
        ({"slug": "shape"}, Shape()),
    ],
)
def test_an_author_may_set_the_format(settings: dict[str, Any], form: Shape) -> None:
    definition = Definition(SHAPE, format=settings)

    assert definition.asked(definition.kind_at(definition.space[0])) == form


def test_an_author_may_set_a_tolerance() -> None:
    a_kind(format=Real())
    definition = Definition("toy", format={"tolerance": {"mode": "places", "amount": 2}})

    assert definition.asked(definition.kind_at({"n": 1})) == Real(Tolerance("places", 2))


@pytest.mark.parametrize("settings", [{"color": 1}, {"per_axis": 7}, {"slug": "none"}])
def test_a_setting_that_the_format_lacks_is_refused(settings: dict[str, Any]) -> None:
    definition = Definition(SHAPE, format=settings)

    with pytest.raises(ValueError, match=r"color|per_axis|names no format"):
        definition.asked(definition.kind_at(definition.space[0]))


def test_a_natural_choice_stays_one() -> None:
    a_kind(format=Choice(of=Integer()))

    assert Definition("toy").asked(Definition("toy").kind_at({"n": 1})) == Choice(of=Integer())


@pytest.mark.parametrize(
    ("stem", "told"),
    [
        ("{input_size} and {hidden_size}: what shape has ${matrix}$?", {"input_size", "hidden_size"}),
        ("A cell with {hidden_size} units: what shape has ${matrix}$?", {"hidden_size"}),
        ("What shape has ${matrix}$, by {nothing}?", set()),
    ],
)
def test_what_a_wording_prints_may_be_told(stem: str, told: set[str]) -> None:
    assert Definition(SHAPE, stem=stem).told == told


def test_what_only_some_wordings_print_may_not_be_told() -> None:
    a_kind(stems=("Is {n} prime?", "Is this prime?"))

    assert Definition("toy").told == set()


def test_a_drawn_number_that_is_asked_for_may_not_be_told() -> None:
    assert "value" not in Definition("possible-gate-value").told


def test_the_same_facts_are_read_once_and_others_are_not_mixed_up() -> None:
    facts = {"kind": a_kind().slug, "domains": {"n": [1, 2]}, "stem": "How many?"}

    assert recalled(facts) == Definition.read(facts)
    assert recalled(facts) is recalled(dict(facts))
    assert recalled({**facts, "domains": {"n": [3]}}).domains == {"n": (3,)}


def test_another_kind_by_the_same_name_is_not_taken_for_the_one_before() -> None:
    facts = {"kind": a_kind().slug, "domains": {"n": [4]}}
    recalled(facts)

    a_kind(n=drawn((1, 2)))

    with pytest.raises(Faulty):
        recalled(facts)


@pytest.mark.parametrize("facts", [None, [], "x", {"kind": ["a"]}, {"kind": "unheard-of"}])
def test_what_cannot_be_read_is_faulty_each_time(facts: object) -> None:
    for _ in range(2):
        with pytest.raises(Faulty):
            recalled(facts)
