import inspect

import numpy as np
import pytest

from lstm_reference import cell
from tests.lstm_reference.goldens import GOLDENS
from tests.lstm_reference.mutants import HEARD, MUTANTS, mutated


def killers() -> list[str]:
    """The goldens that notice."""
    return [
        name
        for name, golden in GOLDENS.items()
        if not all(
            np.allclose(computed, published, rtol=0, atol=tolerance) for computed, published, tolerance in golden()
        )
    ]


@pytest.mark.parametrize("mutant", MUTANTS)
def test_every_mutant_is_killed_by_a_golden(mutant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cell.STEPS, "lstm", mutated(MUTANTS[mutant]))

    assert killers() != []


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_published_run_alone_kills_every_mutant(mutant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cell.STEPS, "lstm", mutated(MUTANTS[mutant]))

    assert "published run of seven steps" in killers()


def test_the_cell_unchanged_survives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cell.STEPS, "lstm", mutated([]))

    assert killers() == []


def test_a_mutant_that_no_longer_fits_the_source_says_so() -> None:
    with pytest.raises(LookupError, match="stands 0 times in the cell"):
        mutated([("f * c - i * g", "f * c")])


def test_every_gate_of_the_cell_is_mutated() -> None:
    source = inspect.getsource(cell.lstm)

    assert [gate for gate in HEARD if HEARD[gate].format(gate) in source] == ["f", "i", "c", "o"]
