"""Which golden notices which mistake: `python -m tests.lstm_reference.kills` prints the matrix."""

import importlib.util
import sys
from collections.abc import Callable, Iterator, Mapping
from unittest import mock

import numpy as np

from lstm_reference import cell
from tests.lstm_reference.goldens import GOLDENS, Compared
from tests.lstm_reference.mutants import MUTANTS, VARIANTS, Edit, mutated_steps

ONNX_RUNTIME = importlib.util.find_spec("onnxruntime") is not None
ALL = MUTANTS | VARIANTS


def goldens() -> Mapping[str, Callable[[], Compared]]:
    if not ONNX_RUNTIME:
        return GOLDENS
    return GOLDENS | importlib.import_module("tests.lstm_reference.onnx_goldens").ONNX_GOLDENS


def killers(edits: list[Edit], among: Mapping[str, Callable[[], Compared]]) -> list[str]:
    """The goldens that notice, by other numbers or by failing."""
    with mock.patch.dict(cell.STEPS, mutated_steps(edits)):
        return [name for name, golden in among.items() if not _agrees(golden)]


def matrix() -> dict[str, list[str]]:
    among = goldens()
    return {mutant: killers(edits, among) for mutant, edits in ALL.items()}


def _agrees(golden: Callable[[], Compared]) -> bool:
    try:
        compared = golden()
    except (KeyError, ValueError):  # the mutant asks for weights that are not there, or of another shape
        return False
    return all(np.allclose(found, known, rtol=0, atol=tolerance) for found, known, tolerance in compared)


def told(killed: Mapping[str, list[str]]) -> Iterator[str]:
    names = list(goldens())
    yield from (f"{place}  {name}" for place, name in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", names, strict=False))
    yield ""
    for mutant, by in killed.items():
        yield f"{mutant:36} {' '.join('x' if name in by else '.' for name in names)}"
    dead = sum(bool(by) for by in killed.values())
    yield ""
    yield f"{dead} of {len(killed)} mutants killed, {sum(map(len, killed.values()))} kills by {len(names)} goldens"


if __name__ == "__main__":
    found = matrix()
    print("\n".join(told(found)))  # noqa: T201 -- what it is for
    sys.exit(not all(found.values()))
