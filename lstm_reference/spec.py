"""What is computed: the sizes and the kind of cell, and by name what is not computed yet."""

from dataclasses import KW_ONLY, dataclass
from types import MappingProxyType
from typing import Final

LARGEST: Final = 4096

# Gate names in the order of the lesson's equations; "c" is the candidate.
GATES: Final = MappingProxyType({"lstm": ("f", "i", "c", "o"), "rnn": ("h",), "gru": ("z", "r", "n")})

# Fields that mean what PyTorch means by them, each with the only value computed so far.
ONLY: Final = MappingProxyType(
    {"num_layers": 1, "bidirectional": False, "proj_size": 0, "peepholes": False, "coupled": False}
)


class Unsupported(ValueError):  # noqa: N818 -- reads as a sentence: raise Unsupported("num_layers=2 ...")
    """Names what is not computed, rather than computing something else."""


@dataclass(frozen=True)
class Spec:
    """An LSTM (or rnn, or gru) by its sizes.

    Sizes are whole numbers of features and units, 1 to 4096; outside that ValueError, for what is not computed
    Unsupported. Names as in https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
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
    coupled: bool = False

    def __post_init__(self) -> None:
        _check_size("input_size", self.input_size)
        _check_size("hidden_size", self.hidden_size)
        if self.cell not in GATES:
            raise Unsupported(f"cell={self.cell!r}: only {', '.join(GATES)} are computed")
        if type(self.bias) is not bool:
            raise ValueError(f"bias is {self.bias!r}, True or False is expected")
        for name, only in ONLY.items():
            _check_only(name, getattr(self, name), only)


def _check_size(name: str, size: object) -> None:
    # bool is an int to Python; nobody means True units.
    if type(size) is not int:
        raise ValueError(f"{name} is {size!r}, a whole number is expected")
    if not 1 <= size <= LARGEST:
        raise ValueError(f"{name} is {size}, the limits are 1 and {LARGEST}")


def _check_only(name: str, value: object, only: object) -> None:
    if type(value) is not type(only) or value != only:
        raise Unsupported(f"{name}={value!r}: only {name}={only!r} is computed so far")
