"""An LSTM's weights as the fused path multiplies by them.

Weights of sigmoid gates are halved, for a sigmoid is a tanh: sigmoid(z) = (1 + tanh(z / 2)) / 2, so one call serves
every gate.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from lstm_reference.axes import Array
from lstm_reference.spec import Spec

# The candidate first, so that sigmoid gates lie together; o last, for its peephole waits for the new cell state.
ORDER: Final = "cfio"


Place = tuple[slice, slice]


@dataclass(frozen=True, eq=False)
class Packed:
    """W (n, G·h), R (q, G·h), b (1, G·h) and peepholes (1, G·h) of the gates that have weights; P (h, q) projects.

    `places` and `open`, of all sigmoid gates that do not wait for the new cell state, index what the gates hear;
    `half` is 0.5 of the dtype. To make these anew would take as long as to multiply a small layer.
    """

    places: dict[str, Place]
    open: Place
    half: Array
    W: Array
    R: Array
    b: Array
    p: Array
    P: Array | None


def packed(spec: Spec, cell: Mapping[str, Array]) -> Packed:
    h = spec.hidden_size
    gates = [gate for gate in ORDER if gate in spec.gates]
    share = np.repeat([1.0 if gate == "c" else 0.5 for gate in gates], h).astype(spec.dtype)

    nothing = np.zeros((h, 1), spec.dtype)

    def fused(name: str) -> Array:
        columns = np.ascontiguousarray(np.concatenate([cell.get(name.format(gate), nothing) for gate in gates]).T)
        columns *= share
        return columns

    places = {gate: np.s_[:, k * h : (k + 1) * h] for k, gate in enumerate(gates)}
    opened = np.s_[:, h : (len(gates) - spec.peepholes) * h]
    half = np.array(0.5, spec.dtype)
    projection = np.ascontiguousarray(cell["W_P"].T) if spec.proj_size else None
    return Packed(places, opened, half, fused("W_{}F"), fused("W_{}R"), fused("b_{}"), fused("p_{}"), projection)
