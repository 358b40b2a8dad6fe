"""Four things that a cell can do with its memory, for any sizes."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from lstm_reference.axes import Array

OPEN, CLOSED, PULSE = 6.0, -6.0, 3
HELD = np.array([[1.0], [-1.0], [0.5]])  # C_0 of each unit
SIGNAL = (1.0, -0.5, 0.75, -1.0, 0.25, -0.75, 0.5, -0.25)
QUIET = (0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0)  # a pulse at step 3
NOISE = (0.5, -0.5)  # of the entries that no gate hears


@dataclass(frozen=True)
class Preset:
    """What each gate hears of the first entry of the input, and its bias."""

    slug: str
    title: str
    says: str
    f: tuple[float, float]
    i: tuple[float, float]
    signal: tuple[float, ...]
    held: float = 1.0
    step: int = PULSE

    def arrays(self, input_size: int, hidden_size: int, steps: int) -> dict[str, Array]:
        heard = {"f": self.f, "i": self.i, "c": (2.0, 0.0), "o": (0.0, OPEN)}
        x = np.resize(NOISE, (input_size, steps)).T.copy()
        x[:, 0] = self.signal[:steps]
        arrays = {"x": x, "c_0": self.held * HELD[:hidden_size]}
        for gate, (weight, bias) in heard.items():
            arrays[f"W_{gate}F"] = np.zeros((hidden_size, input_size))
            arrays[f"W_{gate}F"][:, 0] = weight
            arrays[f"b_{gate}"] = np.full((hidden_size, 1), bias)
        return arrays


PRESETS = MappingProxyType(
    {
        one.slug: one
        for one in (
            Preset(
                "keep",
                "Keep",
                "The forget gate is open, the input gate closed: whatever is read, the cell state stays what it was.",
                f=(0.0, OPEN),
                i=(0.0, CLOSED),
                signal=SIGNAL,
            ),
            Preset(
                "overwrite",
                "Overwrite",
                "A pulse in the input closes the forget gate and opens the input gate: what was held gives way to the "
                "candidate, and that is held from then on.",
                f=(-8.0, 4.0),
                i=(8.0, -4.0),
                signal=QUIET,
                held=-1.0,
            ),
            Preset(
                "forget",
                "Forget",
                "A pulse in the input closes the forget gate. Nothing is written, so the cell state is empty from "
                "then on.",
                f=(-8.0, 4.0),
                i=(0.0, CLOSED),
                signal=QUIET,
            ),
            Preset(
                "copy",
                "Copy",
                "Nothing is kept and everything is written: the hidden state follows the input of the same step.",
                f=(0.0, CLOSED),
                i=(0.0, OPEN),
                signal=SIGNAL,
                held=0.0,
                step=1,
            ),
        )
    }
)
