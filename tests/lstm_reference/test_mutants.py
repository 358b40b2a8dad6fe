import inspect

import pytest

from lstm_reference import cell
from tests.lstm_reference.goldens import GOLDENS
from tests.lstm_reference.kills import ONNX_RUNTIME, goldens, killers, matrix, told
from tests.lstm_reference.mutants import HEARD, MUTANTS, VARIANTS, mutated

PUBLISHED = "published run of seven steps"


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_published_run_alone_kills_every_mutant(mutant: str) -> None:
    assert killers(MUTANTS[mutant], {PUBLISHED: GOLDENS[PUBLISHED]}) == [PUBLISHED]


@pytest.mark.skipif(not ONNX_RUNTIME, reason="ONNX Runtime is not installed")
@pytest.mark.parametrize("mutant", VARIANTS)
def test_every_mutant_of_a_variant_is_killed_by_another_implementation(mutant: str) -> None:
    assert killers(VARIANTS[mutant], goldens()) != []


def test_the_cell_unchanged_survives() -> None:
    assert killers([], goldens()) == []


def test_the_matrix_is_told_with_its_total() -> None:
    *_, total = told({"one": ["scalar example by hand"], "other": []})

    assert total.startswith("1 of 2 mutants killed, 1 kills by ")


@pytest.mark.skipif(not ONNX_RUNTIME, reason="ONNX Runtime is not installed")
def test_no_mutant_in_the_matrix_survives() -> None:
    assert [mutant for mutant, by in matrix().items() if not by] == []


def test_a_mutant_that_no_longer_fits_the_source_says_so() -> None:
    with pytest.raises(LookupError, match="stands 0 times in the cell"):
        mutated([("f * c - i * g", "f * c")])


def test_every_gate_of_the_cell_is_mutated() -> None:
    source = inspect.getsource(cell.lstm)

    assert [gate for gate in HEARD if HEARD[gate].format(gate) in source] == ["f", "i", "c", "o"]
