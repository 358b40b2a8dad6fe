from typing import Any

import pytest

from assessments.engine.formats import Integer, Interval, Real, Shape, Tolerance
from assessments.engine.quantities.asked import Asked
from assessments.engine.quantities.drawn import Drawn
from assessments.engine.quantities.quantity import Quantity

TOTAL = Quantity("parameters", "elements")
RNN = Quantity("parameters", "elements", cell="rnn")
ROWS, COLUMNS = Quantity("W_fF", "axis", axis=0), Quantity("W_fF", "axis", axis=1)
GATE, CANDIDATE = Quantity("f", "value"), Quantity("g", "value")


@pytest.mark.parametrize(
    ("asked", "truth"),
    [
        (Asked(TOTAL), 4464),
        (Asked(TOTAL, RNN, "ratio"), 4.0),
        (Asked(TOTAL, RNN, "difference"), 3348),
        (Asked(ROWS, COLUMNS, "difference"), -68),
        (Asked(ROWS, COLUMNS, "ratio"), 0.15),
    ],
)
def test_two_quantities_are_subtracted_or_divided(asked: Asked, truth: float) -> None:
    assert asked.of(Drawn(80, 12)) == truth


@pytest.mark.parametrize(
    ("asked", "form"),
    [
        (Asked(Quantity("W_fF")), Shape()),
        (Asked(ROWS), Integer()),
        (Asked(TOTAL, RNN, "difference"), Integer()),
        (Asked(TOTAL, RNN, "ratio"), Real(Tolerance("relative", 0.001))),
        (Asked(Quantity("c", "range")), Interval()),
        (Asked(GATE, CANDIDATE, "difference"), Real()),
    ],
)
def test_the_format_follows_from_the_measure(asked: Asked, form: Any) -> None:
    assert asked.format == form


@pytest.mark.parametrize(
    ("asked", "faults"),
    [
        (Asked(TOTAL, RNN, "ratio"), []),
        (
            Asked(TOTAL, RNN),
            [("combine", "a second quantity and how to combine it, difference or ratio, belong together")],
        ),
        (
            Asked(TOTAL, None, "ratio"),
            [("combine", "a second quantity and how to combine it, difference or ratio, belong together")],
        ),
        (Asked(TOTAL, TOTAL, "ratio"), [("second", "is the same quantity as the first")]),
        (
            Asked(Quantity("W_fF"), ROWS, "ratio"),
            [("combine", "a shape is not one number: only numbers are subtracted or divided")],
        ),
        (
            Asked(GATE, Quantity("f", "range"), "ratio"),
            [
                ("combine", "a range is not one number: only numbers are subtracted or divided"),
                ("second", "a value and a size have nothing to do with each other"),
            ],
        ),
        (Asked(TOTAL, GATE, "ratio"), [("second", "a value and a size have nothing to do with each other")]),
        (
            Asked(TOTAL, Quantity("h", "range", cell="rnn"), "ratio"),
            [
                ("second", "measure: ranges are known of an lstm's f, i, g, o, c, h, not of h"),
                ("combine", "a range is not one number: only numbers are subtracted or divided"),
            ],
        ),
    ],
)
def test_what_does_not_go_together_is_refused_by_name(asked: Asked, faults: list[tuple[str, str]]) -> None:
    assert list(asked.faults()) == faults
