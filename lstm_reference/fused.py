"""The same LSTM a second time, written for speed: one product for all steps, all gates in one array.

Rows are sequences here, as in the frameworks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from lstm_reference.axes import Array
from lstm_reference.cell import Step
from lstm_reference.packed import Packed
from lstm_reference.passes import Going, Pass
from lstm_reference.spec import Spec
from lstm_reference.weights import Weights


def fused(cell: Weights, x: Array, state: tuple[Array, ...], going: Going | None, *, backward: bool) -> Pass:
    """As `by_gate`, columns in and out; equal to it within a few units in the last place."""
    pack, (T, _, B), spec = cell.packed, x.shape, cell.spec
    rows = np.ascontiguousarray(x.transpose(0, 2, 1))
    z = (rows.reshape(T * B, -1) @ pack.W).reshape(T, B, -1)
    z += pack.b
    h, c = (np.ascontiguousarray(part.T) for part in state)
    cells, hidden = np.empty((T, B, spec.hidden_size), spec.dtype), np.empty((T, B, spec.output_size), spec.dtype)
    for t in range(T)[:: -1 if backward else 1]:
        before = h, c
        h, c = hidden[t], cells[t]
        _step(spec, pack, z[t], before, (h, c))
        if going is not None:
            h, c = (np.where(going[t, :, np.newaxis], new, old) for new, old in zip((h, c), before, strict=True))
    output = hidden if going is None else hidden * going[:, :, np.newaxis]
    return Pass(output.transpose(0, 2, 1), (h.T, c.T), Steps(spec, pack, x, z, cells, hidden))


def _step(spec: Spec, pack: Packed, z: Array, old: tuple[Array, Array], new: tuple[Array, Array]) -> None:
    """Turns what the gates hear from x, in place, into what they put out, and fills the new h and c."""
    (h, c), (new_h, new_c), places = old, new, pack.places
    z += h @ pack.R
    units, o = spec.hidden_size, places["o"]
    if spec.peepholes:
        for gate in places.keys() & {"f", "i"}:
            z[:, places[gate]] += pack.p[places[gate]] * c
    early = z[:, : o.start] if spec.peepholes else z
    np.tanh(early, out=early)
    open_early = early[:, units:]
    open_early *= 0.5
    open_early += 0.5
    f, i = gates(spec, z, places)
    np.multiply(f, c, out=new_c)
    new_c += i * z[:, places["c"]]
    if spec.peepholes:
        z[:, o] = 0.5 + 0.5 * np.tanh(z[:, o] + pack.p[o] * new_c)
    if pack.P is None:
        np.tanh(new_c, out=new_h)
        new_h *= z[:, o]
    else:
        np.matmul(z[:, o] * np.tanh(new_c), pack.P, out=new_h)


def gates(spec: Spec, z: Array, places: dict[str, slice]) -> tuple[Array, Array]:
    """The forget and input gates, of which one may be what the other leaves."""
    if spec.coupled == "input_from_forget":
        return z[:, places["f"]], 1 - z[:, places["f"]]
    if spec.coupled == "forget_from_input":
        return 1 - z[:, places["i"]], z[:, places["i"]]
    return z[:, places["f"]], z[:, places["i"]]


@dataclass(frozen=True, eq=False)
class Steps(Sequence[Step[Array]]):
    """Each Step is put together when it is asked for."""

    spec: Spec
    pack: Packed
    x: Array
    z: Array
    cells: Array
    hidden: Array

    def __len__(self) -> int:
        return len(self.x)

    def __getitem__(self, t: int) -> Step[Array]:  # type: ignore[override]  # slices go by way of Trace.steps
        z, places = self.z[t], self.pack.places
        f, i = gates(self.spec, z, places)
        g, o = z[:, places["c"]], z[:, places["o"]]
        return Step(self.x[t], f.T, i.T, g.T, o.T, self.cells[t].T, self.hidden[t].T)

    def __iter__(self) -> Iterator[Step[Array]]:
        return (self[t] for t in range(len(self)))
