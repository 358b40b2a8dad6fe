from __future__ import annotations

from typing import Any

import pytest

from assessments.engine.living_cell import query, read
from assessments.web.cell.page import LEVELS, cell_page
from assessments.web.cell.views import fragment

ASKED = {"preset": "overwrite", "n": "2", "h": "1", "steps": "6"}


def page(**asked: str) -> dict[str, Any]:
    return cell_page(read(ASKED | asked))


def numbers(made: dict[str, Any]) -> dict[str, list[str]]:
    return {f"{row['name']} {row['unit']}".strip(): [cell["number"] for cell in row["cells"]] for row in made["rows"]}


def test_the_table_has_a_row_for_each_entry_and_a_column_for_each_step() -> None:
    made = numbers(page(h="2", steps="3"))

    assert list(made) == [
        "Input 1",
        "Input 2",
        *(f"{part} {unit}" for part in ("Forget gate", "Input gate", "Candidate") for unit in (1, 2)),
        *(f"{part} {unit}" for part in ("Output gate", "Cell state", "Hidden state") for unit in (1, 2)),
    ]
    assert {len(row) for row in made.values()} == {3}
    assert made["Forget gate 1"] == ["0.9820", "0.9820", "0.0180"]


def test_tints_go_by_how_far_a_number_is_from_zero() -> None:
    rows = {row["name"]: [cell["level"] for cell in row["cells"]] for row in page(n="1")["rows"]}

    assert rows["Input"] == [0, 0, LEVELS, 0, 0, 0]
    assert rows["Forget gate"] == [8, 8, 1, 8, 8, 8]
    assert rows["Cell state"][:2] == [LEVELS, LEVELS]  # held below zero
    assert max(rows["Cell state"]) <= LEVELS


def test_the_step_looked_at_is_marked() -> None:
    made = page(t="2")

    assert [time["is_current"] for time in made["times"]] == [False, True, False, False, False, False]
    assert {tuple(cell["is_current"] for cell in row["cells"]) for row in made["rows"]} == {
        (False, True, False, False, False, False)
    }


def test_who_predicts_sees_what_is_read_later_and_not_what_comes_of_it() -> None:
    made = page(predict="on", t="2", n="1")
    told = {name: sum(bool(number) for number in row) for name, row in numbers(made).items()}

    assert told == dict.fromkeys(told, 2) | {"Input": 6}  # what is read may be known beforehand
    assert {cell["level"] for row in made["rows"][1:] for cell in row["cells"][2:]} == {0}
    assert "0.9293" not in fragment(read(ASKED | {"predict": "on", "t": "2"}), "en-gb")  # C_3, the next one


@pytest.mark.parametrize(
    ("guess", "told"),
    [
        ("0.5", "You said 0.5, and it is 0.018: 0.482 less than you said."),
        ("0", "Well predicted. You said 0, and it is 0.018: 0.018 more than you said."),
        ("0.02", "Well predicted. You said 0.02, and it is 0.018: 0.002 less than you said."),
    ],
)
def test_a_prediction_is_held_against_the_number(guess: str, told: str) -> None:
    assert page(predict="on", reveal="1", guess=guess)["verdict"] == told


def test_a_prediction_may_hit_the_number() -> None:
    asked = {"n": "1", "h": "1", "predict": "on", "reveal": "1", "guess": "0.5"}

    assert cell_page(read(asked))["verdict"] == "Well predicted. You said 0.5, and that is what it is."


@pytest.mark.parametrize(
    ("part", "summary"),
    [
        ("f", "Step 3. Forget gate: 0.018. Cell state: from −0.9644 to 0.9293. Hidden state: 0.7285."),
        ("c", "Step 3. Cell state: from −0.9644 to 0.9293. Hidden state: 0.7285."),
    ],
)
def test_one_sentence_tells_the_step(part: str, summary: str) -> None:
    assert page(part=part)["summary"] == summary


def test_links_lead_to_the_state_that_they_name() -> None:
    made = page(part="o")

    assert made["url"] == f"/cell/?{query(read(ASKED | {'part': 'o'}))}"
    assert [time["url"] for time in made["times"]][4] == f"/cell/?{query(read(ASKED | {'part': 'o', 't': '5'}))}"


def test_every_colour_comes_with_its_letter() -> None:
    assert {(row["style"], row["letter"]) for row in page(n="4", h="3", steps="8")["rows"]} == {
        *((f"gate-{letter}", letter) for letter in "fico"),
        *(("gate-state", letter) for letter in "xCh"),
    }
