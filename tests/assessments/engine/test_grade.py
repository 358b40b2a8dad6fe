import pytest

from assessments.engine.definition import Definition
from assessments.engine.formats import Shape, Unreadable
from assessments.engine.grade import Outcome, grade
from assessments.engine.variant import posed
from tests.assessments.engine.steps import KEY, STEP, typed
from tests.assessments.engine.toys import SLIP, a_kind

pytestmark = pytest.mark.usefixtures("own_kinds")
ENTRY = Definition("toy")


def one(tag: str) -> tuple[str, str, str]:
    """Misconception, remark and diagnosis of an answer with a single mistake."""
    return tag, "", tag


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [
        ("30", Outcome(1, "30", "30")),
        (" 3,000 ", Outcome(0, "3000", "30", *one("power-of-ten"))),
        ("3", Outcome(0, "3", "30", *one(SLIP))),  # the kind's own name for it, and not the format's power-of-ten
        ("31", Outcome(0, "31", "30", *one("off-by-one"))),
        ("77", Outcome(0, "77", "30")),
    ],
)
def test_an_answer_is_read_judged_and_named(raw: str, outcome: Outcome) -> None:
    a_kind()

    assert grade(posed(ENTRY, {"n": 3}, "seed"), raw) == outcome


def test_an_answer_that_cannot_be_read_is_not_judged() -> None:
    a_kind()

    with pytest.raises(Unreadable, match="is not a whole number"):
        grade(posed(ENTRY, {"n": 3}, "seed"), "thirty")


def test_a_choice_is_judged_as_if_its_text_were_typed() -> None:
    a_kind()
    variant = posed(Definition("toy", ask="choice", options=3), {"n": 3}, "seed")

    assert [grade(variant, raw) for raw in ("30", "3")] == [Outcome(1, "30", "30"), Outcome(0, "3", "30", *one(SLIP))]


def test_part_of_the_mark_still_names_what_went_wrong() -> None:
    a_kind(format=Shape(per_axis=True), answer=lambda _: (4, 5), slips=lambda _: iter([]))

    assert grade(posed(ENTRY, {"n": 3}, "seed"), "(4, 6)") == Outcome(0.5, "(4, 6)", "(4, 5)", *one("one-axis-wrong"))


def test_the_author_may_remark_on_an_answer() -> None:
    a_kind(remark=lambda self, response: f"{response} is not {self.n} tens.")

    assert grade(posed(ENTRY, {"n": 3}, "seed"), "77").remark == "77 is not 3 tens."


def test_an_answer_of_parts_earns_the_share_of_those_that_are_right() -> None:
    outcome = grade(STEP, typed(f=0.9))

    assert (outcome.score, outcome.diagnosis, outcome.misconception) == (5 / 6, "rounded-too-far", "rounded-too-far")
    assert [part.score for part in outcome.parts] == [0, 1, 1, 1, 1, 1]


def test_a_mistake_in_all_parts_is_named_once_and_not_part_by_part() -> None:
    swapped = STEP.kind.gates_swapped().answer()

    assert grade(STEP, "\n".join(map(str, swapped))).diagnosis == "gates-swapped"


def test_different_mistakes_in_different_parts_are_things_at_once() -> None:
    outcome = grade(STEP, typed(f=1.865, i=1 - KEY["i"], o=-KEY["o"]))

    assert outcome.diagnosis == "activation-left-out + gate-inverted + sign-flipped"
