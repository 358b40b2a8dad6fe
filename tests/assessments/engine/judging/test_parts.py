from dataclasses import asdict

import pytest

from assessments.engine.definition import Definition
from assessments.engine.formats import Real
from assessments.engine.judging.parts import Part, judged, note
from assessments.engine.kind import load
from assessments.engine.variant import posed
from tests.assessments.engine.steps import KEY, STEP, typed

F, I, G, C, O, H = STEP.format.names


def parts_of(raw: str) -> dict[str, Part]:
    return {part.label: part for part in judged(STEP, STEP.format.parse(raw))}


def notes_of(raw: str) -> dict[str, str]:
    return {label: note(asdict(part)) for label, part in parts_of(raw).items() if note(asdict(part))}


def test_every_part_of_the_key_is_right_and_needs_no_note() -> None:
    parts = parts_of(typed())

    assert ({part.score for part in parts.values()}, notes_of(typed())) == ({1}, {})


def test_a_later_part_is_right_where_it_follows_from_a_wrong_one() -> None:
    parts = parts_of(typed(f=0.5, i=0.9))

    assert [parts[label].score for label in STEP.format.names] == [0, 0, 1, 1, 1, 1]
    assert (parts[C].follows_from, parts[H].follows_from) == ((F, I), (C,))


def test_a_part_that_the_key_makes_right_needs_nothing_to_follow_from() -> None:
    values = {**KEY, "f": 0.5}

    parts = parts_of("\n".join(map(str, values.values())))

    assert [(part.score, part.follows_from) for part in parts.values()] == [(0, ()), *[(1, ())] * 5]


def test_rounding_carried_along_is_right_without_a_word() -> None:
    """Three values within the tolerance lead to a fourth that is outside."""
    rounded = typed(f=0.86545, i=0.6574, g=0.9055)

    assert abs(float(rounded.split("\n")[3]) - KEY["c"]) > 0.001
    assert notes_of(rounded) == {}
    assert {part.score for part in parts_of(rounded).values()} == {1}


def test_a_wrong_part_is_diagnosed_by_its_own_question() -> None:
    raw = typed(f=1.865, i=1 - KEY["i"], c=-2 + KEY["i"] * KEY["g"])

    found = {label: part.diagnosis for label, part in parts_of(raw).items() if part.diagnosis}

    assert found == {F: "activation-left-out", I: "gate-inverted"}


def test_a_wrong_part_is_diagnosed_from_the_learners_own_numbers() -> None:
    """The forget gate is 0.5 here, and the candidate is added whole to what it keeps."""
    part = parts_of(typed(f=0.5, c=0.5 * -2 + KEY["g"]))[C]

    assert (part.score, part.diagnosis) == (0, "input-gate-left-out")


@pytest.mark.parametrize("figures", [1, 2])
def test_the_key_in_too_few_digits_is_told_of_every_part(figures: int) -> None:
    """Although from the rounded gates another cell state follows, and from that another hidden state."""
    parts = parts_of("\n".join(f"{value:.{figures}g}" for value in KEY.values()))

    assert {part.diagnosis for part in parts.values() if part.score < 1} == {"rounded-too-far"}


@pytest.mark.parametrize("far", [1e300, -1e300, 1e9])
def test_numbers_that_lie_far_out_are_wrong_and_nothing_worse(far: float) -> None:
    assert {part.score for part in parts_of("\n".join([str(far)] * 6)).values()} == {0}


def test_an_answer_that_is_one_has_no_parts() -> None:
    load()
    variant = posed(Definition("forget-gate-value"), Definition("forget-gate-value").space[0], "seed")

    assert judged(variant, variant.key) == ()
    assert isinstance(variant.format, Real)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (Part(F, "1", 1.0), ""),
        (Part(H, "1", 1.0, (C,)), f"It follows from your {C}"),
        (Part(H, "1", 1.0, (F, C, O)), f"It follows from your {F}, {C} and {O}"),
        (Part(F, "1", 0.0, diagnosis="no-bias"), "The bias was left out"),
    ],
)
def test_a_note_says_why(part: Part, words: str) -> None:
    assert note(asdict(part)) == words
