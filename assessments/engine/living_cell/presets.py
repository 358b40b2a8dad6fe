"""Four things that a cell can do with its memory, for any sizes."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from lstm_reference.axes import Array

OPEN, CLOSED, PULSE = 6.0, -6.0, 3  # biases, and the step of the pulse
HELD = np.array([[1.0], [-1.0], [0.5]])  # C_0 of each unit
SIGNAL = (1.0, -0.5, 0.75, -1.0, 0.25, -0.75, 0.5, -0.25)
QUIET = (0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0)
NOISE = (0.5, -0.5)  # of the entries that no gate hears


@dataclass(frozen=True)
class Preset:
    """What each gate hears of the first entry of the input, and its bias."""

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
        "keep": Preset(f=(0.0, OPEN), i=(0.0, CLOSED), signal=SIGNAL),
        "overwrite": Preset(f=(-8.0, 4.0), i=(8.0, -4.0), signal=QUIET, held=-1.0),
        "forget": Preset(f=(-8.0, 4.0), i=(0.0, CLOSED), signal=QUIET),
        "copy": Preset(f=(0.0, CLOSED), i=(0.0, OPEN), signal=SIGNAL, held=0.0, step=1),
    }
)
