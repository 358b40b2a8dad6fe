import csv
import io

import pytest

from assessments.interchange.tabular import BOM, comma_separated, harmless


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"])
def test_a_text_that_would_be_run_is_kept_a_text(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["a=b", "x", "", 3, -2.5, 0, True])
def test_all_else_stays_as_it_is(cell: str | float) -> None:
    assert harmless(cell) == cell


def test_what_is_not_defined_is_empty() -> None:
    assert comma_separated([["n", None, 0]]) == f"{BOM}n,,0\r\n"


def test_quotes_and_lines_come_back_as_they_went_in() -> None:
    row = ['say "so"', "two\nlines", "a,b", "Größe"]

    assert next(csv.reader(io.StringIO(comma_separated([row])[1:]))) == row
