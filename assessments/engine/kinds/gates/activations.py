"""Which function each part of an LSTM, a GRU and a simple RNN goes through.
https://d2l.ai/chapter_recurrent-modern/lstm.html
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from types import MappingProxyType
from typing import Any

import numpy as np

from assessments.engine.executed.one_unit import GRU, RNN, identity, step, weights
from assessments.engine.formats import Format, Match
from assessments.engine.kind import Kind, drawn
from lstm_reference.cell import sigmoid, tanh

Matched = tuple[str, ...]

SIGMOID, TANH, NONE = "logistic sigmoid", "tanh", "none"
FUNCTIONS = MappingProxyType({SIGMOID: sigmoid, TANH: tanh, NONE: identity})
OPEN = 40.0  # a gate that hears this is 1.0 to the last bit
PROBE = 0.7  # where the three functions lie far apart


@dataclass(frozen=True)
class Part:
    text: str
    role: str
    through: Callable[[float], float]  # what becomes of a number that goes in, executed


# A letter stays with its part: attempts remember their parts by it.
PARTS = MappingProxyType(
    {
        "A": Part("LSTM: forget gate, on the way to $f_t$", "gate", lambda z: step(weights(b_f=z))["f"]),
        "B": Part("LSTM: input gate, on the way to $i_t$", "gate", lambda z: step(weights(b_i=z))["i"]),
        "C": Part("LSTM: output gate, on the way to $o_t$", "gate", lambda z: step(weights(b_o=z))["o"]),
        "D": Part(r"LSTM: candidate, on the way to $\tilde{C}_t$", "candidate", lambda z: step(weights(b_c=z))["g"]),
        "E": Part(
            "LSTM: kept part plus written part, on the way to $C_t$",
            "sum",
            lambda z: step(weights(b_f=OPEN), c=z)["c"],
        ),
        "F": Part(
            "LSTM: $C_t$, before $o_t$ scales it to $h_t$",
            "state",
            lambda z: step(weights(b_f=OPEN, b_o=OPEN), c=z)["h"],
        ),
        "G": Part("GRU: update gate, on the way to $z_t$", "gate", lambda z: step(weights(GRU, b_z=z))["z"]),
        "H": Part("GRU: reset gate, on the way to $r_t$", "gate", lambda z: step(weights(GRU, b_r=z))["r"]),
        "I": Part(
            r"GRU: candidate, on the way to $\tilde{h}_t$", "candidate", lambda z: step(weights(GRU, b_n=z))["n"]
        ),
        "J": Part(
            "GRU: mixture of old state and candidate, on the way to $h_t$",
            "sum",
            lambda z: step(weights(GRU, b_z=OPEN), h=z)["h"],
        ),
        "K": Part(
            "Simple RNN: sum of all it hears, on the way to $h_t$", "plain", lambda z: step(weights(RNN, b_h=z))["h"]
        ),
    }
)
WHY = MappingProxyType(
    {
        "gate": "A gate scales and so has to lie between $0$ and $1$: a logistic sigmoid.",
        "candidate": "A candidate says what is new and may be negative: a tanh.",
        "sum": "What is kept and what is new are added up and not squashed: that is how a state can last.",
        "state": "A cell state can have any size; before the output gate, a tanh brings it between $-1$ and $1$.",
        "plain": "A simple RNN has no gates; its one tanh keeps the hidden state between $-1$ and $1$.",
    }
)
# Mistake → role → the function that is put there.
IDEAS = MappingProxyType(
    {
        "tanh-for-sigmoid": {"gate": TANH},
        "sigmoid-for-tanh": {"candidate": SIGMOID, "plain": SIGMOID},
        "sum-squashed": {"sum": TANH},
        "output-tanh-left-out": {"state": NONE},
        "activations-swapped": {"gate": TANH, "candidate": SIGMOID, "plain": SIGMOID, "state": SIGMOID},
    }
)


@dataclass(frozen=True)
class Activations(Kind):
    slug = "activations"
    title = "Which activation stands where"
    topic = "lstm-gates"
    skill = "activations"
    difficulty = 2
    nudge = "What opens and closes lies between nothing and all. What is written may take either sign."
    format = Match()
    stems = (
        (
            "Parts of a standard LSTM, a standard GRU and a simple RNN are listed here. Which function does each "
            "of them go through?"
        ),
        (
            "Choose for each part the activation function that is applied to it, in the standard form of each cell; "
            "“none” where the number stays as it is."
        ),
    )

    offered: str = drawn("".join(letters) for letters in combinations(PARTS, 5))

    def natural_format(self) -> Format[Any]:
        return Match(prompts=tuple(part.text for part in self.parts))

    def statements(self) -> tuple[str, ...]:
        return tuple(FUNCTIONS)

    def fixed_last(self) -> frozenset[str]:
        return frozenset({NONE})

    def answer(self) -> Matched:
        return tuple(function(letter) for letter in self.offered)

    def slips(self) -> Iterator[tuple[str, Matched]]:
        """Those that touch a part that is offered."""
        right = self.answer()
        for tag, believed in IDEAS.items():
            wrong = tuple(believed.get(part.role, truth) for part, truth in zip(self.parts, right, strict=True))
            if wrong != right:
                yield tag, wrong

    def posable(self) -> bool:
        return len(set(self.answer())) > 1

    def because(self) -> str:
        lines = "\n".join(f"- {part.text}: **{truth}**" for part, truth in zip(self.parts, self.answer(), strict=True))
        return "\n\n".join([lines, *(WHY[role] for role in dict.fromkeys(part.role for part in self.parts))])

    @property
    def parts(self) -> list[Part]:
        return [PARTS[letter] for letter in self.offered]


@cache
def function(letter: str) -> str:
    """The one that gives what the executed part gives."""
    given = PARTS[letter].through(PROBE)
    (found,) = (name for name, f in FUNCTIONS.items() if math.isclose(f(np.array(PROBE)), given))
    return found
