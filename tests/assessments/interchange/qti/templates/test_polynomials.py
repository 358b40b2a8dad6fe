from __future__ import annotations

from itertools import product

import pytest

from assessments.interchange.qti.templates.polynomials import Grid, Polynomial, Term

GRID = Grid([{"n": n, "m": m, "k": k} for n, m, k in product(range(2, 12), range(3, 9), (1, 2))])


@pytest.mark.parametrize(
    "terms",
    [
        [Term(7, ())],
        [Term(4, ("m", "m")), Term(4, ("m", "n")), Term(8, ("m",))],
        [Term(-3, ("k",)), Term(1, ("k", "m", "n"))],
        [Term(1, ("m", "m", "n", "n"))],
    ],
)
def test_a_polynomial_is_found_from_its_values(terms: list[Term]) -> None:
    truth = Polynomial(tuple(terms))

    found = GRID.fitted([truth.at(point) for point in GRID.points])

    assert found is not None
    assert sorted(found.terms, key=str) == sorted(terms, key=str)


def test_one_value_that_does_not_fit_is_enough_against_it() -> None:
    values = [point["n"] * point["m"] for point in GRID.points]

    assert GRID.fitted(values) is not None
    assert GRID.fitted([*values[:-1], values[-1] + 1]) is None


def test_what_is_no_polynomial_is_not_made_one() -> None:
    assert GRID.fitted([2 ** point["n"] for point in GRID.points]) is None
    assert GRID.fitted([max(point["n"], point["m"]) for point in GRID.points]) is None
