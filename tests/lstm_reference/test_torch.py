"""PyTorch in float64, where it is installed; it is never required."""

from itertools import product
from typing import Any

import numpy as np
import pytest

from lstm_reference import Spec, layouts, parameters, run

torch = pytest.importorskip("torch", reason="PyTorch is not installed")

MODULES = {"lstm": "LSTM", "gru": "GRU", "rnn": "RNN"}
KINDS = [{"cell": "lstm"}, {"cell": "lstm", "proj_size": 3}, {"cell": "gru", "reset_after": True}, {"cell": "rnn"}]
LENGTHS = [6, 4, 2, 1]
CONFIGURATIONS = [
    (Spec(*sizes, num_layers=layers, bidirectional=bidirectional, bias=bias, **kind), lengths)
    for kind, sizes, layers, bidirectional, bias, lengths in product(
        KINDS, [(3, 5), (20, 12), (7, 7)], [1, 2, 3], [False, True], [True, False], [None, LENGTHS]
    )
]


def module(spec: Spec, seed: int) -> Any:
    torch.manual_seed(seed)
    named = {"proj_size": spec.proj_size} if spec.proj_size else {}
    kind = getattr(torch.nn, MODULES[spec.cell])
    sizes = (spec.input_size, spec.hidden_size, spec.num_layers)
    return kind(*sizes, bias=spec.bias, bidirectional=spec.bidirectional, **named).double()


def theirs(net: Any, x: np.ndarray, state: list[np.ndarray], lengths: list[int] | None) -> list[np.ndarray]:
    sequence, start = torch.tensor(x), tuple(torch.tensor(part) for part in state)
    if lengths is not None:
        sequence = torch.nn.utils.rnn.pack_padded_sequence(sequence, lengths)
    with torch.no_grad():
        output, final = net(sequence, start if len(start) > 1 else start[0])
    if lengths is not None:
        output, _ = torch.nn.utils.rnn.pad_packed_sequence(output)
    return [part.numpy() for part in (output, *(final if len(start) > 1 else (final,)))]


def apart(spec: Spec, lengths: list[int] | None, seed: int) -> float:
    net, rng = module(spec, seed), np.random.RandomState(seed)
    arrays = {name: array.detach().numpy() for name, array in net.named_parameters()}
    weights = layouts.from_torch(spec, arrays)
    sizes = [spec.output_size, spec.hidden_size][: 2 if spec.cell == "lstm" else 1]
    state = [rng.randn(spec.num_layers * spec.directions, 4, size) for size in sizes]
    x = rng.randn(6, 4, spec.input_size)

    trace = run(spec, weights, x, *state, lengths=lengths)

    packed = layouts.to_torch(spec, weights)
    assert {name: array.shape for name, array in packed.items()} == {name: a.shape for name, a in arrays.items()}
    assert parameters(spec, "torch").total == sum(array.size for array in arrays.values())
    faces = zip((trace.output, *trace.state), theirs(net, x, state, lengths), strict=True)
    return max(np.abs(ours - known).max() for ours, known in faces)


@pytest.mark.parametrize("kind", KINDS, ids=str)
@pytest.mark.parametrize("lengths", [None, LENGTHS])
def test_pytorch_computes_the_same(kind: dict[str, Any], lengths: list[int] | None) -> None:
    assert apart(Spec(3, 5, num_layers=2, bidirectional=True, **kind), lengths, seed=1) <= 1e-13


@pytest.mark.slow
def test_pytorch_computes_the_same_in_every_configuration() -> None:
    far = [apart(*configuration, seed) for seed, configuration in enumerate(CONFIGURATIONS)]

    assert len(far) >= 200
    assert max(far) <= 1e-13
