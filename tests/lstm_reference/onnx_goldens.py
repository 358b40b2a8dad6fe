"""What ONNX Runtime computes, as goldens: of peepholes, coupling, and the cells that are no LSTM."""

from collections.abc import Callable
from functools import lru_cache, partial

import numpy as np

from lstm_reference import Spec, Weights, faces, from_arrays, seeded
from tests.lstm_reference.goldens import Compared, run
from tests.lstm_reference.onnx_node import Arrays, theirs

TOLERANCE = 2e-6
X = np.random.RandomState(3).uniform(-1, 1, (6, 3, 4))


def weights(spec: Spec) -> Weights:
    return from_arrays(spec, {name: 3 * array for name, array in seeded(spec, 5).items()})


@lru_cache
def known(spec: Spec) -> Arrays:
    return theirs(spec, weights(spec), X, [], [6, 1, 4])


def alike(spec: Spec) -> Compared:
    found = faces.onnx(run(spec, weights(spec), X, lengths=[6, 1, 4]))
    return [(found[name], array, TOLERANCE) for name, array in known(spec).items()]


def coupled_the_other_way() -> Compared:
    """ONNX only has f = 1 - i, but 1 minus a sigmoid is the sigmoid of the opposite."""
    spec, mirrored = Spec(4, 5, coupled="forget_from_input"), Spec(4, 5, coupled="input_from_forget")
    opposite = {name.replace("_i", "_f"): -array if "_i" in name else array for name, array in weights(spec).items()}
    found = faces.onnx(run(mirrored, from_arrays(mirrored, opposite), X, lengths=[6, 1, 4]))
    return [(found[name], array, TOLERANCE) for name, array in known(spec).items()]


ONNX_GOLDENS: dict[str, Callable[[], Compared]] = {
    "ONNX Runtime: LSTM, both directions": partial(alike, Spec(4, 5, bidirectional=True)),
    "ONNX Runtime: peepholes": partial(alike, Spec(4, 5, peepholes=True)),
    "ONNX Runtime: f = 1 - i": partial(alike, Spec(4, 5, coupled="forget_from_input")),
    "ONNX Runtime: i = 1 - f, mirrored": coupled_the_other_way,
    "ONNX Runtime: f = 1 - i, peepholes": partial(alike, Spec(4, 5, coupled="forget_from_input", peepholes=True)),
    "ONNX Runtime: GRU, reset before": partial(alike, Spec(4, 5, cell="gru")),
    "ONNX Runtime: GRU, reset after": partial(alike, Spec(4, 5, cell="gru", reset_after=True)),
    "ONNX Runtime: RNN": partial(alike, Spec(4, 5, cell="rnn")),
}
