import csv
import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from assessments.interchange.sheets.cells import harmless
from assessments.interchange.sheets.tables import as_csv, as_xlsx, name_of_sheet

texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
cells = st.one_of(st.none(), texts, st.integers(-(10**6), 10**6), st.floats(-1e6, 1e6))


@given(st.lists(st.lists(cells, min_size=2, max_size=2), max_size=4))
def test_what_is_written_is_read_back_and_harmless(rows: list[list[object]]) -> None:
    text = "".join(as_csv(rows)).removeprefix("\ufeff")

    read = list(csv.reader(io.StringIO(text, newline="")))

    assert read == [["" if cell is None else str(harmless(cell)) for cell in row] for row in rows]


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    made = as_xlsx("a/b: [c]", [["Name", "Score"], ["=cmd|'/c calc'!A1", -1], ["@x", None]])

    with zipfile.ZipFile(io.BytesIO(made)) as book:
        sheet, texts = (book.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "sharedStrings"))
    assert "<f>" not in sheet
    assert '<c r="B2"><v>-1</v></c>' in sheet
    assert "<t>=cmd|'/c calc'!A1</t>" in texts


def test_a_sheet_has_a_name_that_excel_takes() -> None:
    assert name_of_sheet("a/b: [c]*?" + "x" * 40) == ("a b   c   " + "x" * 40)[:31]
    assert name_of_sheet("///") == "Scores"
