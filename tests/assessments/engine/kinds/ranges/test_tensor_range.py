import math

import pytest

from assessments.engine.definition import Definition
from assessments.engine.formats import Ends
from assessments.engine.grade import grade
from assessments.engine.kinds.ranges.tensor_range import TensorRange
from assessments.engine.proving.verify import verify
from assessments.engine.space import Space
from assessments.engine.variant import posed

SPACE = Space(TensorRange.domains())
DEFINITION = Definition(TensorRange.slug)


def expected(tensor: str, steps: int) -> Ends:
    bound = {"c": steps, "h": math.tanh(steps)}.get(tensor, 1.0)
    return Ends.open(0.0 if tensor in "fio" else -bound, bound)


@pytest.mark.parametrize("point", list(SPACE))
def test_the_key_is_the_open_interval_of_the_equations(point: dict[str, object]) -> None:
    kind = TensorRange(**point)
    found, truth = kind.answer(), expected(kind.tensor, kind.steps)

    assert (found.lo, found.hi) == pytest.approx((truth.lo, truth.hi), abs=1e-12)
    assert (found.lo_open, found.hi_open) == (True, True)


@pytest.mark.parametrize(
    ("tensor", "raw", "misconception"),
    [
        ("f", "(0, 1)", ""),
        ("f", "[0, 1]", "ends-open-closed"),
        ("f", "(-1, 1)", "range-of-candidate"),
        ("f", "(-3, 3)", "range-of-cell-state"),
        ("o", "(-oo, oo)", "range-unbounded"),
        ("g", "(0, 1)", "range-of-gate"),
        ("c", "(-3, 3)", ""),
        ("c", "(-1, 1)", "range-of-candidate"),
        ("c", "(-0.9951, 0.9951)", "range-of-hidden-state"),
        ("h", "(-0.9951, 0.9951)", ""),
        ("h", "(-1, 1)", "range-of-candidate"),
        ("h", "(-3, 3)", "range-of-cell-state"),
    ],
)
def test_the_range_of_another_tensor_is_named(tensor: str, raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, {"tensor": tensor, "steps": 3}, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_only_where_two_ranges_cannot_be_told_apart_nothing_is_asked() -> None:
    report = verify(DEFINITION)

    assert (report.space, report.posable, report.verified) == (48, 42, 42)


@pytest.mark.parametrize(
    ("tensor", "shown"),
    [("c", "below the number of steps, $2$"), ("h", r"below $\tanh(2) \approx 0.964$"), ("i", r"\sigma(z)")],
)
def test_the_solution_uses_the_number_of_steps(tensor: str, shown: str) -> None:
    assert shown in TensorRange(tensor, 2).because()


@pytest.mark.parametrize(
    ("tensor", "shown"), [("f", "(0, 1)"), ("g", "(-1, 1)"), ("c", "(-3, 3)"), ("h", "(-0.9951, 0.9951)")]
)
def test_the_solution_ends_with_the_interval(tensor: str, shown: str) -> None:
    assert TensorRange(tensor, 3).because().endswith(f"both ends are open: **{shown}**.")
