"""Published results, each with the digits it was published with.

`run` and `step` come from a well-known NumPy exercise (n=3, h=5, 10 examples as columns; gates read [a; x] stacked),
and need only its seed. `scalar` is a hand-worked example with one input and one unit.
"""

from collections.abc import Callable
from functools import partial

import numpy as np

import lstm_reference
from lstm_reference import Spec, Trace, Weights, from_arrays, layouts, zeros

run = partial(lstm_reference.run, by_gate=True)  # the path that mutants spoil; on a detour it is the other one

INPUTS, UNITS, EXAMPLES, STEPS, CLASSES = 3, 5, 10, 7, 2
SPEC = Spec(INPUTS, UNITS)

# What was computed, what was published, how far apart printing may have set them.
Compared = list[tuple[object, object, float]]


def published_run() -> Compared:
    rng = np.random.RandomState(1)
    x, a_0 = rng.randn(INPUTS, EXAMPLES, STEPS), rng.randn(UNITS, EXAMPLES)
    weights = drawn(rng)
    W_y, b_y = rng.randn(CLASSES, UNITS), rng.randn(CLASSES, 1)
    trace = run(SPEC, weights, x.transpose(2, 1, 0), h_0=a_0.T[np.newaxis])
    return [
        (trace.steps[6].h[4, 3], 0.172117767533, 1e-12),
        (trace.steps[1].c[1, 2], -0.855544916718, 1e-12),
        (softmax(W_y @ trace.steps[3].h + b_y)[1, 4], 0.95087346185, 1e-11),
    ]


def published_step() -> Compared:
    rng = np.random.RandomState(1)
    x, a_0, c_0 = rng.randn(INPUTS, EXAMPLES), rng.randn(UNITS, EXAMPLES), rng.randn(UNITS, EXAMPLES)
    trace = run(SPEC, drawn(rng), x.T[np.newaxis], a_0.T[np.newaxis], c_0.T[np.newaxis])
    a_next = [-0.66408471, 0.0036921, 0.02088357, 0.22834167, -0.85575339]
    c_next = [0.63267805, 1.00570849, 0.35504474, 0.20690913, -1.64566718]
    return [
        (trace.h_n[0, :5, 4], a_next, 1e-8),
        (trace.c_n[0, :5, 2], c_next, 1e-8),
    ]


def scalar_by_hand() -> Compared:
    trace = scalar()
    return [(trace.output[:, 0], [0.2564, 0.6398, 0.8707], 5e-5), (trace.c_n[0], [1.6721], 5e-5)]


def scalar() -> Trace:
    spec = Spec(1, 1, bias=False)
    pairs = {"f": (0.5, 0.1), "i": (0.6, 0.2), "c": (0.7, 0.3), "o": (0.8, 0.4)}
    heard = {f"W_{gate}F": [[feed]] for gate, (feed, _) in pairs.items()}
    recalled = {f"W_{gate}R": [[back]] for gate, (_, back) in pairs.items()}
    return run(spec, from_arrays(spec, heard | recalled), [[1.0], [2.0], [3.0]])


def drawn(rng: np.random.RandomState) -> Weights:
    arrays = {}
    for gate in "fioc":
        both = rng.randn(UNITS, UNITS + INPUTS)
        arrays[f"W_{gate}R"], arrays[f"W_{gate}F"] = both[:, :UNITS], both[:, UNITS:]
        arrays[f"b_{gate}"] = rng.randn(UNITS, 1)
    return from_arrays(SPEC, arrays)


def softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max(axis=0))
    return powers / powers.sum(axis=0)


def projected_stack_of_torch() -> Compared:
    """PyTorch 2.13 in float64: 2 layers, both directions, projected, with these weights in its own layout."""
    spec = Spec(3, 5, num_layers=2, bidirectional=True, proj_size=2)
    rng = np.random.RandomState(4)
    shapes = {name: array.shape for name, array in layouts.to_torch(spec, zeros(spec)).items()}
    weights = layouts.from_torch(spec, {name: rng.uniform(-1, 1, shape) for name, shape in shapes.items()})
    trace = run(spec, weights, rng.uniform(-1, 1, (4, 2, 3)))
    last = [-0.035699395549, -0.327954095604, 0.202578741668, 0.1690675784482]
    first = [-0.1784431642787, -0.2834123121436, 0.2959706192842, 0.1417824850713]
    return [
        (trace.output[3, 1], last, 1e-12),
        (trace.output[0, 0], first, 1e-12),
        (trace.h_n[0, 1], [-0.0452283340064, 0.5848182484896], 1e-12),
        (trace.c_n[3, 0, :3], [-0.3082129006732, 0.068315484475, 0.1944043063077], 1e-12),
    ]


GOLDENS: dict[str, Callable[[], Compared]] = {
    "published run of seven steps": published_run,
    "published single step": published_step,
    "scalar example by hand": scalar_by_hand,
    "projected stack of PyTorch": projected_stack_of_torch,
}
