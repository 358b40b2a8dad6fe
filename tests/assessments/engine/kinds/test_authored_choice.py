from collections.abc import Mapping
from typing import Any

import pytest

from assessments.engine.definition import Definition, Faulty
from assessments.engine.grade import grade
from assessments.engine.kinds.authored_choice import AuthoredChoice
from assessments.engine.proving.verify import verify
from assessments.engine.variant import build

RIGHT = {"text": "right", "right": True, "feedback": "Yes."}
WRONG = {"text": "wrong", "right": False, "feedback": "No.", "tag": "transposed"}
OTHER = {"text": "other", "right": False}
ALSO = {"text": "also right", "right": True}
NONE = {"text": "none of them", "none": True}


def a_choice(*options: Mapping[str, Any], **more: Any) -> Definition:
    given = {"options": list(options), **{name: more.pop(name) for name in ("select", "solution") if name in more}}
    return Definition.read({"kind": AuthoredChoice.slug, "stem": "Which?", "given": given, **more})


def outcome_of(definition: Definition, raw: str) -> tuple[float, str, str]:
    outcome = grade(build(definition, {}, "seed")[0], raw)
    return outcome.score, outcome.misconception, outcome.remark


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [("right", (1, "", "Yes.")), ("wrong", (0, "transposed", "No.")), ("other", (0, "", ""))],
)
def test_one_option_is_right(raw: str, outcome: tuple[float, str, str]) -> None:
    assert outcome_of(a_choice(RIGHT, WRONG, OTHER), raw) == outcome


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [
        ("right\nalso right", (1, "", "Yes.")),
        ("also right", (0, "missed-option", "")),
        ("right\nwrong\nalso right", (0, "transposed", "Yes.\n\nNo.")),
        ("right\nother\nalso right", (0, "extra-option", "Yes.")),
    ],
)
def test_several_options_are_right_together(raw: str, outcome: tuple[float, str, str]) -> None:
    assert outcome_of(a_choice(RIGHT, WRONG, OTHER, ALSO, select="many"), raw) == outcome


def test_the_format_of_the_item_decides_what_a_part_is_worth() -> None:
    half = a_choice(RIGHT, WRONG, ALSO, select="many", format={"scoring": "net-correct"})

    assert outcome_of(half, "also right")[0] == 0.5


@pytest.mark.parametrize(("value", "score"), [(0.2, 1), (0.9, 1)])
def test_a_claim_that_holds_makes_its_option_right(value: float, score: float) -> None:
    claim = {"name": "gate-output-attains", "arguments": {"gate": "f", "value": value}}

    assert outcome_of(a_choice({"text": "claimed", "claim": claim}, WRONG), "claimed")[0] == score


@pytest.mark.parametrize(("reading", "right"), [("generically", "claimed"), ("always", "none of them")])
def test_none_of_the_others_is_right_where_no_claim_holds(reading: str, right: str) -> None:
    claim = {"name": "gates-differ", "reading": reading}
    definition = a_choice({"text": "claimed", "claim": claim}, WRONG, NONE)

    assert {raw: outcome_of(definition, raw)[0] for raw in ("claimed", "wrong", "none of them")} == {
        raw: float(raw == right) for raw in ("claimed", "wrong", "none of them")
    }


def test_none_of_the_others_is_offered_last_always() -> None:
    definition = a_choice(NONE, RIGHT, WRONG, OTHER)
    orders = [[text for text, _ in build(definition, {}, str(seed))[1].options] for seed in range(20)]

    assert {order[-1] for order in orders} == {"none of them"}
    assert len({order[0] for order in orders}) == 3


@pytest.mark.parametrize(("raw", "score"), [("right", 1), ("wrong", 0.5), ("other", 0)])
def test_a_wrong_option_may_earn_a_share(raw: str, score: float) -> None:
    definition = a_choice(RIGHT | {"weight": 1}, WRONG | {"weight": 0.5}, OTHER)

    assert outcome_of(definition, raw)[0] == score


@pytest.mark.parametrize(("raw", "score"), [("right", 1), ("also right", 1), ("other", 0)])
def test_two_options_may_each_earn_it_all(raw: str, score: float) -> None:
    assert outcome_of(a_choice(RIGHT | {"weight": 1}, ALSO | {"weight": 1}, OTHER), raw)[0] == score


@pytest.mark.parametrize(
    ("raw", "score"),
    [("right\nalso right", 1), ("right", 0.75), ("right\nwrong", 0.25), ("wrong", 0), ("also right\nother", 0.25)],
)
def test_shares_add_up(raw: str, score: float) -> None:
    shares = [RIGHT | {"weight": 0.75}, ALSO | {"weight": 0.25}, WRONG | {"weight": -0.5}, OTHER]

    assert outcome_of(a_choice(*shares, select="many"), raw)[0] == score


def test_an_option_that_costs_nothing_keeps_nobody_from_the_question() -> None:
    definition = a_choice(RIGHT | {"weight": 1}, WRONG | {"weight": 0}, select="many")

    assert outcome_of(definition, "right\nwrong") == (1, "", "Yes.\n\nNo.")
    assert verify(definition).passed


@pytest.mark.parametrize("select", ["one", "many"])
def test_weights_stay_out_of_what_a_page_may_see(select: str) -> None:
    definition = a_choice(RIGHT | {"weight": 1}, WRONG | {"weight": 0.125}, select=select)
    variant, question = build(definition, {}, "seed")

    assert not {key for key, value in variant.format.facts().items() if key == "weights" or "0.125" in str(value)}
    assert "0.125" not in str(question.facts())


def test_the_solution_is_the_authors() -> None:
    variant, _ = build(a_choice(RIGHT, WRONG, solution="Because $1 = 1$."), {}, "seed")

    assert variant.kind.because() == "Because $1 = 1$."


@pytest.mark.parametrize("select", ["one", "many"])
def test_a_fixed_question_is_verified_like_any_other(select: str) -> None:
    report = verify(a_choice(RIGHT, WRONG, OTHER, NONE, select=select))

    assert (report.space, report.verified, report.slips, report.failures) == (1, 1, {"transposed": 1}, ())


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({}, {"given.options": "is needed"}),
        ({"options": [RIGHT]}, {"given.options": "1 options, where 2 to 20 are expected"}),
        ({"options": [WRONG, OTHER]}, {"given.options": "no option is right"}),
        (
            {"options": [RIGHT, ALSO]},
            {"given.options": "2 options are right, where one is selected: right; also right"},
        ),
        ({"options": [WRONG, OTHER], "select": "many"}, {"given.options": "no option is right"}),
        (
            {"options": [RIGHT | {"weight": 0.5}, WRONG]},
            {"given.options": "the right options do not earn the whole mark by their weights"},
        ),
        (
            {"options": [RIGHT | {"weight": -0.5}, WRONG], "select": "many"},
            {"given.options": "the right options do not earn the whole mark by their weights"},
        ),
        ({"options": [RIGHT, WRONG], "select": "some"}, {"given.select": "must be one of one, many"}),
        ({"options": [RIGHT, WRONG], "solution": 7}, {"given.solution": "must be text"}),
        (
            {"options": [RIGHT, WRONG], "key": "A"},
            {"given.key": "is not decided by the author of this kind"},
        ),
        (
            {"options": "A", "select": "some"},
            {"given.options": "must be a list", "given.select": "must be one of one, many"},
        ),
    ],
)
def test_a_faulty_question_names_the_field(given: dict[str, Any], faults: dict[str, str]) -> None:
    with pytest.raises(Faulty) as refused:
        Definition.read({"kind": AuthoredChoice.slug, "stem": "Which?", "given": given})

    assert refused.value.faults == faults


def test_a_fixed_question_needs_its_wording() -> None:
    with pytest.raises(Faulty) as refused:
        Definition.read({"kind": AuthoredChoice.slug, "given": {"options": [RIGHT, WRONG]}})

    assert list(refused.value.faults) == ["stem"]
