import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.interchange.sheets.cells import STARTS, harmless


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@A1", "\tx", "\rx", " =1", '"=1', "'=1", "\ufeff=1", "\n=1", "＝1"]
)
def test_what_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("cell", [-1, -0.5, 0, None, "Ada", "a=b", "", "1-2"])
def test_numbers_and_plain_texts_stay(cell: object) -> None:
    assert harmless(cell) == cell


@given(st.text())
def test_no_text_begins_like_a_formula(text: str) -> None:
    made = str(harmless(text))

    assert not made.startswith(STARTS)
    assert made in {text, f"'{text}"}
