from itertools import product

import numpy as np
import pytest

from lstm_reference import Spec, faces, from_arrays, run, seeded

onnx_node = pytest.importorskip("tests.lstm_reference.onnx_node", reason="ONNX Runtime is not installed")

VARIANTS = [
    {},
    {"peepholes": True},
    {"coupled": "forget_from_input"},
    {"peepholes": True, "coupled": "forget_from_input"},
    {"cell": "gru"},
    {"cell": "gru", "reset_after": True},
    {"cell": "rnn"},
]
CONFIGURATIONS = [
    (Spec(*sizes, bidirectional=bidirectional, bias=bias, **variant), lengths, started)
    for variant, sizes, bidirectional, bias, lengths, started in product(
        VARIANTS, [(3, 5), (8, 2), (20, 12)], [False, True], [True, False], [None, [6, 1, 4]], [False, True]
    )
]


def apart(spec: Spec, lengths: list[int] | None, started: bool, seed: int) -> float:
    """How far our float64 and their float32 are apart, over every face; weights are larger than at a start."""
    rng = np.random.RandomState(seed)
    weights = from_arrays(spec, {name: 2 * array for name, array in seeded(spec, seed).items()})
    x = rng.uniform(-1, 1, (6, 3, spec.input_size))
    state = list(rng.uniform(-1, 1, (2 if spec.cell == "lstm" else 1, spec.directions, 3, spec.hidden_size)))
    state = state if started else []

    theirs = onnx_node.theirs(spec, weights, x, state, lengths)
    ours = faces.onnx(run(spec, weights, x, *state, lengths=lengths))

    assert ours.keys() == theirs.keys()
    return max(np.abs(ours[name] - theirs[name]).max() for name in theirs)


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
@pytest.mark.parametrize("lengths", [None, [6, 1, 4]])
def test_onnx_runtime_computes_the_same(variant: dict[str, object], lengths: list[int] | None) -> None:
    assert apart(Spec(3, 5, bidirectional=True, **variant), lengths, True, seed=1) <= 2e-6


def test_onnx_runtime_computes_the_same_in_every_configuration() -> None:
    far = [apart(*configuration, seed) for seed, configuration in enumerate(CONFIGURATIONS)]

    assert len(far) >= 200
    assert max(far) <= 2e-6
