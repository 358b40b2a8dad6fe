"""How a solution's beginning becomes a hint. That no hint of any kind tells its key is among the laws of kinds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from assessments.engine.formats import Choice, Format, Integer, Shape
from assessments.engine.kind import KINDS, Kind, opening
from assessments.engine.learning.hints import hint
from assessments.engine.variant import Variant
from tests.assessments.engine.kinds.draws import definitions, drawn


@dataclass(frozen=True)
class Asked(Kind):
    """Without a slug, so that no registry has it."""

    solution: str
    key: Any
    form: Format[Any]

    def natural_format(self) -> Format[Any]:
        return self.form

    def answer(self) -> Any:
        return self.key

    def because(self) -> str:
        return self.solution


def told(solution: str, key: Any = 7777, form: Format[Any] | None = None) -> str:
    form = form or Integer()
    return hint(Variant(Asked(solution, key, form), form, form))


FEW = 5  # draws, of every kind that there is
LONG = "Each of the four blocks has two matrices and one bias."


@pytest.mark.parametrize(
    ("solution", "expected"),
    [
        ("", ""),
        (LONG, LONG),
        (f"{LONG}\n\nSo there are 7777.", LONG),
        (f"- {LONG}\n- That makes 7777.", LONG),
        (f"{LONG} For the first of them:\n\n$$7777$$", LONG),
        (f"{LONG} Each block has\n\n- 7777 weights", LONG),
        ("First what the gate hears, then its sigmoid:", "First what the gate hears, then its sigmoid."),
        ("First it. Then what follows from it is:", "First it. Then what follows from it is."),
        ("Step 1:\n\n$$7777$$", ""),
        ("$$C_t = f_t C_{t-1} + i_t g_t$$", "$$C_t = f_t C_{t-1} + i_t g_t$$"),
    ],
)
def test_a_hint_is_the_first_step_as_a_sentence(solution: str, expected: str) -> None:
    assert told(solution) == expected


@pytest.mark.parametrize(
    ("solution", "key", "form"),
    [
        ("There are 7777 parameters in all of these blocks.", 7777, Integer()),
        ("It has 12 rows, and 80 columns stand beside each other.", (12, 80), Shape()),
        ("It has 12 rows, one for each of the units.", (12, 80), Shape()),
        ("The rows and columns together make it $12 \\times 80$.", (12, 80), Shape()),
    ],
)
def test_a_step_that_holds_a_part_of_the_key_is_no_hint(solution: str, key: Any, form: Format[Any]) -> None:
    assert told(solution, key, form) == ""


@pytest.mark.parametrize(
    ("solution", "key", "form"),
    [
        ("There are 17777 parameters before the last of the layers.", 7777, Integer()),
        ("The gate reads $h_{t-1}$ and $x_t$ and nothing else.", 1, Integer()),
    ],
)
def test_another_number_is_none_of_the_key(solution: str, key: Any, form: Format[Any]) -> None:
    assert told(solution, key, form) == solution


def test_where_sentences_decide_only_what_leads_up_to_the_reason_is_a_hint() -> None:
    choice = Choice(("It grows.", "It stays."))

    assert told("Nothing in it depends on time, so it does not change.", "It stays.", choice) == ""
    assert told(f"{LONG} With these it is:", "It stays.", choice) == LONG


def test_the_nudge_of_a_kind_goes_before_its_solution() -> None:
    @dataclass(frozen=True)
    class Nudged(Asked):
        nudge = "Ask what becomes of it with time."

    choice = Choice(("It grows.", "It stays."))
    kind = Nudged("It stays, because nothing depends on time.", "It stays.", choice)

    assert hint(Variant(kind, choice, choice)) == Nudged.nudge


def test_most_kinds_have_a_hint() -> None:
    helped = {facts["kind"] for facts in definitions().values() if any(hint(one) for _, one in drawn(facts, FEW))}

    assert len(helped) > 0.9 * len(KINDS)


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("cell-state-bound", "+ 1"),
        ("coupled-parameters", "Three blocks"),
        ("gate-rows", "in the order $"),
        ("output-shape", "come first"),
        ("output-shape", "comes first"),
        ("peephole", "looks at $"),
        ("product-of-gates", "the slope of each step is its forget gate"),
        ("torch-weight-shape", "matrices that multiply $"),
        ("what-grows-with-time", "hold something of every step"),
    ],
)
def test_what_a_question_turns_on_is_not_in_its_hint(slug: str, words: str) -> None:
    hints = [hint(one) for facts in definitions().values() if facts["kind"] == slug for _, one in drawn(facts)]

    assert not any(words in told for told in hints)


@pytest.mark.parametrize("slug", ["authored-choice", "authored-value"])
def test_what_an_author_wrote_as_a_solution_is_no_hint(slug: str) -> None:
    assert {hint(one) for facts in definitions().values() if facts["kind"] == slug for _, one in drawn(facts)} == {""}


def test_the_opening_is_a_paragraph_or_an_entry() -> None:
    assert [opening(one) for one in ("a\nb\n\nc", "- a\n- b", "\n\n a b", "")] == ["a\nb", "a", "a b", ""]
