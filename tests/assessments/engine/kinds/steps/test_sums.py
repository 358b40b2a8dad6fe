import pytest

from assessments.engine.kinds.steps.sums import aligned, linear, worked
from assessments.engine.texts import markup


def test_negative_numbers_stand_in_brackets_unless_they_come_first() -> None:
    assert worked([(-0.5, -1.0), (-0.25, 2.0)], 1.0) == r"-0.5 \cdot (-1) + (-0.25) \cdot 2 + 1"
    assert worked([(2.0, 3.0)], -0.5) == r"2 \cdot 3 + (-0.5)"
    assert worked([(2.0, 3.0)]) == r"2 \cdot 3"


@pytest.mark.parametrize(
    ("terms", "shown"),
    [
        ([(0.5, "x"), (-0.75, "h"), (1.0, "")], r"0.5 \, x - 0.75 \, h + 1"),
        ([(-1.0, "x"), (1.0, "h"), (-0.25, "")], "-x + h - 0.25"),
        ([(-1.5, "x")], r"-1.5 \, x"),
    ],
)
def test_a_linear_sum_carries_its_signs(terms: list[tuple[float, str]], shown: str) -> None:
    assert linear(terms) == shown


def test_lines_meet_at_their_signs() -> None:
    assert aligned("a &= 1", "b &= 2") == "\\begin{aligned} a &= 1 \\\\\nb &= 2 \\end{aligned}"
    assert markup.formula_html(aligned("a &= 1", "b &= 2"), display=True).count("<mtr>") == 2
