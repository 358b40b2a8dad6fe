"""The step run on names instead of numbers: what it computes holds for all of them."""

from dataclasses import dataclass
from typing import Any, cast

from lstm_reference.cell import STEPS, Step
from lstm_reference.spec import Spec


@dataclass(frozen=True)
class Symbol:
    """An expression as text, and the names in it."""

    text: str
    names: frozenset[str]

    def __add__(self, other: "Symbol | float") -> "Symbol":
        return _joined("+", self, other)

    def __mul__(self, other: "Symbol | float") -> "Symbol":
        return _joined("*", self, other)

    def __matmul__(self, other: "Symbol") -> "Symbol":
        return _joined("@", self, other)

    def __rsub__(self, other: float) -> "Symbol":
        return _joined("-", other, self)

    def tanh(self) -> "Symbol":
        """NumPy's tanh asks for this."""
        return Symbol(f"tanh({self.text})", self.names)

    def sigmoid(self) -> "Symbol":
        return Symbol(f"sigmoid({self.text})", self.names)

    @property
    def weights(self) -> frozenset[str]:
        return frozenset(name for name in self.names if name[:2] in {"W_", "b_", "p_"})

    @property
    def tensors(self) -> frozenset[str]:
        return self.names - self.weights


class Names:
    """Weights that are their own names."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec

    def __getitem__(self, name: str) -> Symbol:
        return symbol(name)


def symbol(name: str) -> Symbol:
    return Symbol(name, frozenset({name}))


def symbolic_step(spec: Spec) -> Step[Any]:
    """An lstm's step from x, h_prev and c_prev."""
    done: Any = STEPS["lstm"](
        Names(spec), symbol("x"), (symbol("h_prev"), symbol("c_prev")), gate=Symbol.sigmoid, candidate=Symbol.tanh
    )
    return cast("Step[Any]", done)


def _joined(sign: str, *sides: Symbol | float) -> Symbol:
    known = [side if isinstance(side, Symbol) else Symbol(str(side), frozenset()) for side in sides]
    return Symbol(f"({known[0].text} {sign} {known[1].text})", known[0].names | known[1].names)
