from typing import Any

import pytest
from django.template.loader import render_to_string

from assessments.engine.formats import FORMATS
from assessments.engine.variant import Question
from assessments.web.widgets import widget

MATCH = Question(
    "<p>Which?</p>", "match", "Choose.", (("forget", "forget"), ("write", "write")), ("<i>f</i>", "i", "o")
)


def html(question: Question, **context: Any) -> str:
    return render_to_string(
        f"web/formats/{question.widget}.html", {"question": {"format": widget(question)}, **context}
    )


@pytest.mark.parametrize("slug", FORMATS)
def test_every_format_has_an_input_with_a_guide(slug: str) -> None:
    heads = ("A", "B") if slug == "matrix" else ()
    shown = html(Question("<p>Which?</p>", slug, "Type <it>.", (("a", "a"), ("b", "b")), ("one", "two"), heads))

    assert 'aria-describedby="guide"' in shown
    assert 'name="raw"' in shown
    assert "Type &lt;it&gt;." in shown


def test_a_chosen_option_stays_chosen() -> None:
    question = Question("", "multi-choice", "", (("a", "A"), ("b", "B")))

    assert [option["checked"] for option in widget(question, "b\n")["options"]] == [False, True]


def test_each_input_keeps_its_own_line() -> None:
    fields = widget(MATCH, "forget\r\n\nwrite")["fields"]

    assert [(field["label"], field["raw"]) for field in fields] == [("<i>f</i>", "forget"), ("i", ""), ("o", "write")]


@pytest.mark.parametrize("raw", ["", "forget", "\n\n\n\n\n"])
def test_there_is_one_input_for_each_label_whatever_was_sent(raw: str) -> None:
    assert len(widget(MATCH, raw)["fields"]) == 3


def test_an_input_at_fault_says_why_and_the_first_has_the_focus() -> None:
    shown = render_to_string(
        "web/formats/match.html",
        {"question": {"format": widget(MATCH, "\nwrite\n", {0: "Nothing here.", 2: "Nor here."})}, "error": "Two."},
    )

    assert (shown.count("aria-invalid"), shown.count("autofocus"), shown.count(" selected")) == (2, 1, 1)
    assert shown.index('aria-describedby="error-1"') < shown.index("autofocus") < shown.index("Nothing here.")
    assert '<p class="error" id="error-3">Nor here.</p>' in shown


@pytest.mark.parametrize("slug", ["integer", "real", "parts"])
def test_a_number_is_typed_on_a_keyboard_that_has_a_minus(slug: str) -> None:
    assert "inputmode" not in html(Question("", slug, "", labels=("one", "two")))


MATRIX = Question("", "matrix", "", labels=("<i>f</i>", "i"), heads=("A", "B", "C"))


def test_cells_of_a_matrix_stand_in_rows_and_keep_what_was_sent() -> None:
    table = widget(MATRIX, "1\n\n3\n4", {4: "No."})["table"]

    assert [[(cell["number"], cell["raw"], cell["fault"]) for cell in row] for row in table["rows"]] == [
        [(1, "1", ""), (2, "", ""), (3, "3", "")],
        [(4, "4", ""), (5, "", "No."), (6, "", "")],
    ]
    assert [(row[0]["label"], row[2]["head"]) for row in table["rows"]] == [("<i>f</i>", "C"), ("i", "C")]


def test_each_cell_of_a_matrix_is_named_by_its_row_and_its_column() -> None:
    shown = html(MATRIX)

    for row in (1, 2):
        for column in (1, 2, 3):
            assert f'aria-labelledby="row-{row} head-{column}"' in shown
    assert shown.count(' id="row-') + shown.count(' id="head-') == 5
