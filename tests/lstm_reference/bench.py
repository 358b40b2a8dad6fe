"""`lstm_reference.run` beside ONNX Runtime, PyTorch where it is installed, and its matrix products alone.

`OPENBLAS_NUM_THREADS=1 python -m tests.lstm_reference.bench` takes a minute: one process on one core, round after
round, measured in CPU time. Figures are medians over the rounds, ratios are formed within each.
"""

import os
from collections.abc import Callable, Iterator
from importlib import import_module, util
from statistics import median
from time import process_time
from typing import NamedTuple

import numpy as np

from lstm_reference import Spec, Weights, layouts, run, seeded

ROUNDS = 9
LONG_ENOUGH = 0.02  # seconds of one measurement
SIZES = [(80, 12, 1, 1), (20, 50, 1, 1), (128, 128, 1, 100), (128, 128, 32, 100), (512, 512, 32, 100)]
OURS = "run"

Work = Callable[[], object]


class Size(NamedTuple):
    inputs: int
    units: int
    sequences: int
    steps: int

    def __str__(self) -> str:
        return f"n={self.inputs} h={self.units} B={self.sequences} T={self.steps}"


def contenders(spec: Spec, size: Size) -> dict[str, Work]:
    """Name → one pass over the same sequences, ours first."""
    weights = seeded(spec, 0)
    x = np.random.RandomState(0).uniform(-1, 1, (size.steps, size.sequences, size.inputs)).astype(spec.dtype)
    found = {OURS: lambda: run(spec, weights, x), "products alone": products(spec, weights, x)}
    if spec.dtype == "float32" and util.find_spec("onnxruntime"):
        found["ONNX Runtime"] = onnx_runtime(spec, weights, x)
    if util.find_spec("torch"):
        found["PyTorch"] = torch(spec, weights, x)
    return found


def products(spec: Spec, weights: Weights, x: np.ndarray) -> Work:
    """What no implementation can do without: x with every gate's weights at once, and h with them step by step."""
    gates = [weights[f"W_{gate}{part}"].T for part in "FR" for gate in spec.gates]
    W, R = (np.concatenate(gates[k : k + 4], axis=1) for k in (0, 4))
    h, heard = np.zeros((x.shape[1], spec.hidden_size), spec.dtype), np.empty((x.shape[1], R.shape[1]), spec.dtype)
    rows = x.reshape(-1, spec.input_size)

    def work() -> None:
        rows.dot(W)
        for _ in x:
            h.dot(R, heard)

    return work


def onnx_runtime(spec: Spec, weights: Weights, x: np.ndarray) -> Work:
    node = import_module("tests.lstm_reference.onnx_node")
    feeds = node.feeds(spec, weights, x, [], None)
    outputs = ["Y", "Y_h", "Y_c"]
    session = node.session(spec, feeds, outputs, fixed=feeds.keys() - {"X"})
    return lambda: session.run(outputs, {"X": x})


def torch(spec: Spec, weights: Weights, x: np.ndarray) -> Work:
    library = import_module("torch")
    library.set_num_threads(1)
    net = library.nn.LSTM(spec.input_size, spec.hidden_size).to(getattr(library, spec.dtype))
    with library.no_grad():
        for name, array in layouts.to_torch(spec, weights).items():
            getattr(net, name).copy_(library.tensor(array))
    sequence = library.tensor(x)

    def work() -> None:
        with library.inference_mode():
            net(sequence)

    return work


def measured(found: dict[str, Work], rounds: int = ROUNDS, long_enough: float = LONG_ENOUGH) -> dict[str, list[float]]:
    """Name → seconds of one pass, round after round, everybody's turn in each."""
    often = {name: repeats(work, long_enough) for name, work in found.items()}
    done = [{name: seconds(work, often[name]) for name, work in found.items()} for _ in range(rounds)]
    return {name: [one[name] for one in done] for name in found}


def repeats(work: Work, long_enough: float) -> int:
    work()
    return max(1, round(long_enough / max(seconds(work, 1), 1e-6)))


def seconds(work: Work, times: int) -> float:
    start = process_time()
    for _ in range(times):
        work()
    return (process_time() - start) / times


def told(size: Size, dtype: str, figures: dict[str, list[float]]) -> Iterator[str]:
    for name, rounds in figures.items():
        ratio = median(ours / theirs for ours, theirs in zip(figures[OURS], rounds, strict=True))
        beside = "" if name == OURS else f"{ratio:12.2f}"
        yield f"{size!s:26} {dtype:8} {name:15} {1e6 * median(rounds):12,.1f}{beside}"


def main() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    say(f"{'':51} {'µs':>12}{'run is ×':>12}")
    for numbers in SIZES:
        for dtype in ("float32", "float64"):
            size = Size(*numbers)
            spec = Spec(size.inputs, size.units, dtype=dtype)
            say(*told(size, dtype, measured(contenders(spec, size))))


def say(*lines: str) -> None:
    print("\n".join(lines), flush=True)  # noqa: T201 -- what it is for


if __name__ == "__main__":
    main()
