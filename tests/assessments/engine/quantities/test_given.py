from typing import Any

import pytest

from assessments.engine.quantities.asked import Asked
from assessments.engine.quantities.given import CHECKS, another, asked_of
from assessments.engine.quantities.quantity import Quantity


@pytest.mark.parametrize(
    ("field", "value"),
    [("tensor", " W_fF "), ("measure", "range"), ("axis", 2), ("unit", 3), ("cell", "gru"), ("convention", "onnx")],
)
def test_what_an_author_may_name_is_taken(field: str, value: Any) -> None:
    assert CHECKS[field](value) == (value.strip() if isinstance(value, str) else value)


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("tensor", "  ", "must be the name of an array"),
        ("tensor", 7, "must be the name of an array"),
        ("measure", "size", "must be one of shape, axis, elements, range, value"),
        ("axis", 3, "must be a whole number from 0 to 2"),
        ("axis", True, "must be a whole number from 0 to 2"),
        ("axis", "0", "must be a whole number from 0 to 2"),
        ("unit", 0, "must be a whole number from 1 to 3"),
        ("cell", "lstm2", "must be one of lstm, rnn, gru"),
        ("cell", [], "must be one of lstm, rnn, gru"),
        ("convention", "caffe", "must be one of lesson, keras, torch, onnx"),
    ],
)
def test_anything_else_is_refused_with_the_reason(field: str, value: Any, why: str) -> None:
    with pytest.raises(ValueError, match=f"^{why}"):
        CHECKS[field](value)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("W_fR", "must be a JSON object with any of tensor, measure, axis, unit, cell, convention"),
        ({"name": "W_fR"}, "must be a JSON object with any of tensor, measure, axis, unit, cell, convention"),
        ({"cell": "caffe"}, "cell must be one of lstm, rnn, gru"),
    ],
)
def test_a_second_quantity_is_refused_with_the_reason(value: Any, why: str) -> None:
    with pytest.raises(ValueError, match=f"^{why}$"):
        another(value)


def test_a_second_quantity_says_only_what_differs() -> None:
    given = {"tensor": "parameters", "measure": "elements", "second": another({"cell": "gru"}), "combine": "ratio"}

    assert asked_of(given) == Asked(
        Quantity("parameters", "elements"), Quantity("parameters", "elements", cell="gru"), "ratio"
    )


def test_what_is_not_given_is_as_usual() -> None:
    assert asked_of({"tensor": "W_fF"}) == Asked(Quantity("W_fF", "shape", axis=0, unit=1, cell="lstm"))
