"""What is computed: the sizes and the kind of cell, and by name what is not computed."""

from dataclasses import KW_ONLY, dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Final

LARGEST: Final = 4096
TALLEST: Final = 64

# Gate names in the order of the lesson's equations; "c" is the candidate.
GATES: Final = MappingProxyType({"lstm": ("f", "i", "c", "o"), "rnn": ("h",), "gru": ("z", "r", "n")})

# Which gate a coupled cell saves, by the direction of the coupling. TFLite and Greff et al. save the input gate,
# ONNX the forget gate. https://arxiv.org/abs/1503.04069 https://github.com/onnx/onnx/issues/149
SAVED: Final = MappingProxyType({"input_from_forget": "i", "forget_from_input": "f"})

CHOICES: Final = MappingProxyType(
    {
        "bidirectional": (False, True),
        "bias": (True, False),
        "peepholes": (False, True),
        "coupled": (False, *SAVED),
        "reset_after": (False, True),
        "dtype": ("float64", "float32"),
    }
)
# Fields that mean something for one kind of cell only.
BELONGS: Final = MappingProxyType({"proj_size": "lstm", "peepholes": "lstm", "coupled": "lstm", "reset_after": "gru"})


class Unsupported(ValueError):
    """Names what is not computed, rather than computing something else."""


@dataclass(frozen=True)
class Spec:
    """An LSTM (or rnn, or gru) by its sizes.

    Names as in https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html, where it has one. Sizes are whole
    numbers of features and units, 1 to 4096, num_layers up to 64; proj_size is below hidden_size, 0 for none.
    Outside that ValueError, for what is not computed Unsupported.

    `peepholes`: each gate also hears the cell state, unit by unit: f and i the old one, o the new one.
    `coupled`: "input_from_forget" has i = 1 - f and no weights for i; "forget_from_input" has f = 1 - i.
    `reset_after`: a gru resets after the recurrent product, as PyTorch and (by default) Keras do.
    """

    input_size: int
    hidden_size: int
    _: KW_ONLY
    cell: str = "lstm"
    num_layers: int = 1
    bidirectional: bool = False
    proj_size: int = 0
    bias: bool = True
    peepholes: bool = False
    coupled: bool | str = False
    reset_after: bool = False
    dtype: str = "float64"

    def __post_init__(self) -> None:
        _check_size("input_size", self.input_size, LARGEST)
        _check_size("hidden_size", self.hidden_size, LARGEST)
        _check_size("num_layers", self.num_layers, TALLEST)
        if self.proj_size != 0 or type(self.proj_size) is not int:
            _check_size("proj_size", self.proj_size, self.hidden_size - 1, least=0)
        if self.cell not in GATES:
            raise Unsupported(f"cell={self.cell!r}: only {', '.join(GATES)} are computed")
        for name, values in CHOICES.items():
            # Mostly it is the first one, and Specs are made by the thousand.
            if (value := getattr(self, name)) is not values[0]:
                _check_choice(name, value, values)
        for name, owner in BELONGS.items():
            if getattr(self, name) and self.cell != owner:
                raise Unsupported(f"cell={self.cell!r}: {name} is for {owner} only")
        # Two directions side by side can be wider than anything asked for.
        if self.num_layers > 1:
            _check_size("what layer 1 reads", self.directions * self.output_size, LARGEST)

    @property
    def directions(self) -> int:
        return 1 + self.bidirectional

    @property
    def output_size(self) -> int:
        """Rows of one direction's hidden state: projected, or all units."""
        return self.proj_size or self.hidden_size

    @property
    def gates(self) -> tuple[str, ...]:
        """Those that have weights."""
        saved = SAVED.get(str(self.coupled))
        return tuple(gate for gate in GATES[self.cell] if gate != saved)

    @property
    def single(self) -> bool:
        """One layer in one direction: one cell."""
        return self.num_layers == self.directions == 1

    def layer(self, k: int) -> "Spec":
        """One cell of layer k; above the first it reads the directions of the layer below, side by side."""
        return self if self.single else _cell(self, k > 0)


@lru_cache(maxsize=4096)
def _cell(spec: Spec, above: bool) -> Spec:
    reads = spec.directions * spec.output_size if above else spec.input_size
    return replace(spec, input_size=reads, num_layers=1, bidirectional=False)


def _check_size(name: str, size: object, most: int, *, least: int = 1) -> None:
    # bool is an int to Python; nobody means True units.
    if type(size) is not int:
        raise ValueError(f"{name} is {size!r}, a whole number is expected")
    if not least <= size <= most:
        raise ValueError(f"{name} is {size}, the limits are {least} and {most}")


def _check_choice(name: str, value: object, choices: tuple[object, ...]) -> None:
    # 0 equals False, but says something else.
    if not any(type(value) is type(choice) and value == choice for choice in choices):
        raise Unsupported(f"{name}={value!r}: only {', '.join(map(repr, choices))} are computed")
