"""The same LSTM a second time, written for speed: one product for all steps, all gates in one array.

Everything is rows here, one for each sequence, as in the frameworks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from lstm_reference.axes import Array
from lstm_reference.cell import Step
from lstm_reference.packed import Packed
from lstm_reference.passes import Going, Pass, State, kept
from lstm_reference.spec import Spec
from lstm_reference.weights import Weights

COUPLED: Final = {"f": "i", "i": "f"}  # to which gate


def fused(cell: Weights, x: Array, state: State, going: Going | None, *, backward: bool) -> Pass:
    """As `by_gate`, and equal to it but for rounding."""
    pack, spec, (T, B, n) = cell.packed, cell.spec, x.shape
    # One product for all steps: what is read of x does not wait for the state.
    z = (x[0] if T == 1 else x.reshape(T * B, n)).dot(pack.W)
    z += pack.b
    if T == 1:
        h, c = _step(spec, pack, z, state, (None, None))
        return Pass(h[np.newaxis], (h, c), Steps(spec, pack, x, z, c, h))
    z = z.reshape(T, B, -1)
    cells, hidden = np.empty((T, B, spec.hidden_size), z.dtype), np.empty((T, B, spec.output_size), z.dtype)
    now: tuple[Array, ...] = ()
    for t in range(T)[:: -1 if backward else 1]:
        new = _step(spec, pack, z[t], now or state, (hidden[t], cells[t]))
        now = new if going is None else kept(going[t, :, np.newaxis], new, now or state)
    output = hidden if going is None else hidden * going[:, :, np.newaxis]
    return Pass(output, now, Steps(spec, pack, x, z, cells, hidden))


def _step(spec: Spec, pack: Packed, z: Array, old: State, out: State) -> tuple[Array, Array]:
    """The new h and c, in the arrays of `out` if there are any; z turns from what gates hear into what they put out."""
    (h, c), (new_h, new_c), places, half = old, out, pack.places, pack.half
    if h is not None:
        z += h.dot(pack.R)
    o, opened = z[places["o"]], z[pack.open]
    if not spec.peepholes:
        np.tanh(z, z)
    else:
        _peep(pack, z, c)
    np.multiply(opened, half, opened)
    np.add(opened, half, opened)
    new_c = np.multiply(gate_of(pack, z, "i"), z[places["c"]], new_c)
    if c is not None:
        np.add(new_c, gate_of(pack, z, "f") * c, new_c)
    if spec.peepholes:
        o[...] = 0.5 + 0.5 * np.tanh(o + pack.p[places["o"]] * new_c)
    if pack.P is not None:
        return np.matmul(o * np.tanh(new_c), pack.P, out=new_h), new_c
    new_h = np.tanh(new_c, new_h)
    return np.multiply(new_h, o, new_h), new_c


def _peep(pack: Packed, z: Array, c: Array | None) -> None:
    """All but the output gate, whose peephole waits for the new cell state."""
    if c is not None:
        for gate in pack.places.keys() & {"f", "i"}:
            z[pack.places[gate]] += pack.p[pack.places[gate]] * c
    early = z[:, : pack.open[1].stop]
    np.tanh(early, early)


def gate_of(pack: Packed, z: Array, gate: str) -> Array:
    """What it puts out, which a coupled gate takes from the other one."""
    if gate in pack.places:
        return z[pack.places[gate]]
    return 1 - z[pack.places[COUPLED[gate]]]


@dataclass(eq=False, slots=True)
class Steps(Sequence[Step[Array]]):
    """Each Step is put together when it is asked for; z, cells and hidden have a row for each step's each sequence."""

    spec: Spec
    pack: Packed
    x: Array
    z: Array
    cells: Array
    hidden: Array

    def __len__(self) -> int:
        return len(self.x)

    def __getitem__(self, t: int) -> Step[Array]:  # type: ignore[override]  # slices go by way of Trace.steps
        z, c, h = (part.reshape(*self.x.shape[:2], -1)[t] for part in (self.z, self.cells, self.hidden))
        f, i, g, o = (gate_of(self.pack, z, gate) for gate in "fico")
        return Step(self.x[t].T, f.T, i.T, g.T, o.T, c.T, h.T)

    def __iter__(self) -> Iterator[Step[Array]]:
        return (self[t] for t in range(len(self)))
