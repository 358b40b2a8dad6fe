from __future__ import annotations

import pytest

from assessments.engine.formats import Matrix, Tolerance, Unreadable, load

TWO = ("one", "other")
SQUARE, WIDE = Matrix(TWO, TWO), Matrix(TWO, ("a", "b", "c"))
GRID = ((1.0, -2.0), (0.5, 4.0))


@pytest.mark.parametrize(
    "raw",
    [
        "1\n-2\n1/2\n4",
        " 1 \n\u22122\n,5\n4e0",
        "[[1, -2], [0.5, 4]]",
        "[[1, -2], [0.5, 4]]\n\n\n",
        "((1, -2), (0.5, 4))",
        "[1 -2; 0.5 4]",
        "1 -2; 0.5 4",
        "1, -2\n0.5, 4",
        "[[ 1.  -2. ]\n [ 0.5  4. ]]",
        "array([[1., -2.], [0.5, 4.]])",
        "torch.tensor([[1, -2],\n        [0.5, 4]])",
        "array([[ 1. , -2. ],\n       [ 0.5,  4. ]], dtype=float32)",
        "tensor([[ 1.0000, -2.0000], [ 0.5000, 4.0000]], dtype=torch.float64, grad_fn=<MmBackward0>)",
        "np.float64(1.0)\n-2\n0.5\n4",
        "1\t-2; 0,5\t4",
        "1\t-2\n0,5\t4",
    ],
)
def test_a_matrix_is_read_from_its_cells_or_from_one_text(raw: str) -> None:
    assert SQUARE.parse(raw) == GRID
    assert SQUARE.parse(SQUARE.laid_out(raw)) == GRID


@pytest.mark.parametrize(
    ("raw", "laid_out"),
    [
        ("[[1, -2], [0,5 4]]\n\n\n", "[[1, -2], [0,5 4]]\n\n\n"),
        ("[[1, -2], [0.5, 4]]\n\n\n", "1\n-2\n0.5\n4"),
        ("\n[1; -2]\n\n", "\n[1; -2]\n\n"),
        ("1\t-2; 0,5\t4\n\n\n", "1\n-2\n0,5\n4"),
        ("[[1, -2], [x, 4]]\n\n\n", "1\n-2\nx\n4"),
        ("1\n-2\n(3\n", "1\n-2\n(3\n"),
        ("1\n\n\n", "1\n\n\n"),
        ("", ""),
    ],
)
def test_a_whole_matrix_in_one_cell_is_laid_out_where_it_fits(raw: str, laid_out: str) -> None:
    assert SQUARE.laid_out(raw) == laid_out


def test_a_row_and_a_column_are_matrices_too() -> None:
    row, column = Matrix(("x",), TWO), Matrix(TWO, ("x",))

    assert (row.parse("[[1, 2]]"), row.parse("1\n2")) == (((1, 2),),) * 2
    assert (column.parse("[[1], [2]]"), column.parse("1\n2")) == (((1,), (2,)),) * 2


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("[[1, 2, 3], [4, 5, x]]", "That has 2 × 3 entries, and 2 × 2 are asked for."),
        ("[[1, 2]]", "That has 1 × 2 entries, and 2 × 2 are asked for."),
        ("[[1, 2], [3]]", "The rows are not equally long."),
        ("[[1,,2], [3, 4]]", "The rows are not equally long."),
        ("[[1, 2], [3, 4]", "The brackets do not match."),
        ("Z = [[1, 2], [3, 4]]", "Leave out what stands before or after the brackets."),
        ("[[1, 2], [3, x]]", "“x” cannot be read as one number: leave out words, names and units."),
        ("[[1, 2], [,3]]", "An entry is missing."),
    ],
)
def test_the_shape_is_at_fault_before_a_number_is(raw: str, fault: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        SQUARE.parse(raw)

    assert str(refusal.value).startswith(fault)


def test_each_cell_that_cannot_be_read_says_so() -> None:
    with pytest.raises(Unreadable, match=r"^2 of 4 fields cannot be read yet\. ") as refusal:
        SQUARE.parse("1\nx\n\n4")

    assert {place: str(words) for place, words in refusal.value.by_place.items()} == {
        1: "“x” cannot be read as one number: leave out words, names and units.",
        2: "There is no answer here yet.",
    }


def test_a_matrix_is_shown_as_python_writes_it() -> None:
    third = ((1 / 3, -2.0, 0.0), (1.0, 2.0, 3.0))

    assert WIDE.show(third) == "[[0.3333, -2, 0], [1, 2, 3]]"
    assert WIDE.echo(third) == "[[0.3333333333333333, -2, 0], [1, 2, 3]]"


@pytest.mark.parametrize(("per_entry", "credit"), [(False, 0), (True, 0.75)])
def test_a_wrong_entry_costs_all_or_its_share(per_entry: bool, credit: float) -> None:
    assert Matrix(TWO, TWO, per_entry=per_entry).credit(((1, -2), (0.5, 5)), GRID) == credit


@pytest.mark.parametrize(
    ("response", "tag"),
    [
        (((1.0, 0.5), (-2.0, 4.0)), "transposed"),
        (((-1.0, 2.0), (-0.5, -4.0)), "sign-flipped"),
        (((1.0, -2.0), (0.5, 7.0)), "one-entry-wrong"),
        (((-2.0, 1.0), (4.0, 0.5)), "entries-permuted"),
        (GRID, None),
    ],
)
def test_what_is_wrong_is_named(response: tuple[tuple[float, ...], ...], tag: str | None) -> None:
    assert SQUARE.diagnose(response, GRID) == tag


def test_a_matrix_that_is_not_square_is_not_turned() -> None:
    assert WIDE.diagnose(((3, 2, 1), (9, 9, 9)), ((1, 2, 3), (4, 5, 6))) is None


@pytest.mark.parametrize("key", [((1.0, 2.0),), ((1.0,), (2.0,)), ((1.0, 2.0, 3.0), (4.0, 5.0, 6.0))])
def test_a_key_of_another_shape_is_refused(key: tuple[tuple[float, ...], ...]) -> None:
    with pytest.raises(ValueError, match="the key is not 2 by 2"):
        SQUARE.check(key)


def test_a_zero_is_refused_where_it_leaves_no_room() -> None:
    with pytest.raises(ValueError, match="0"):
        Matrix(TWO, TWO, Tolerance("relative", 0.01)).check(((1.0, 0.0), (1.0, 1.0)))


@pytest.mark.parametrize(
    "settings",
    [
        {"rows": ["a"], "columns": ["b"]},
        {"rows": ["a"], "columns": []},
        {"rows": ["a", "b\nc"], "columns": ["d"]},
        {"rows": ["a", ""], "columns": ["d"]},
        {"rows": [1, 2], "columns": ["d"]},
        {"rows": ["a", "b"], "columns": ["d"], "per_entry": 1},
        {"rows": [str(n) for n in range(65)], "columns": ["d"]},
    ],
)
def test_settings_that_make_no_matrix_are_refused(settings: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"entries|names|per_entry"):
        load({"slug": "matrix", **settings})
