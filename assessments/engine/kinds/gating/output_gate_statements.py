"""What the output gate does, what it looks at and where its work goes.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from assessments.engine.kind import drawn
from assessments.engine.kinds.gating.pool import PoolKind, Statement, handfuls

# A letter stays with its statement: attempts remember their statements by it.
POOL = MappingProxyType(
    {
        "A": Statement(
            "For a given $C_t$ other than $0$, a higher $o_t$ makes $h_t$ larger in size.",
            "higher-output-gate-passes-more",
            r"In size, $h_t$ is $o_t$ times $\tanh(C_t)$.",
            ("gate-inverted",),
        ),
        "B": Statement(
            "For a given $C_t$, the closer $o_t$ is to $1$, the less of the cell state shows in $h_t$.",
            "higher-output-gate-passes-less",
            "It is the other way round: near $1$ nearly all passes, near $0$ next to nothing.",
            ("gate-inverted",),
        ),
        "C": Statement(
            "Where $C_t$ is positive, $h_t$ is positive, whatever the output gate hears.",
            "positive-tanh-gives-positive-state",
            "A sigmoid is above $0$ for whatever it hears, so the gate shrinks and never flips.",
            ("tanh-for-sigmoid",),
        ),
        "D": Statement(
            "Where $C_t$ is positive, $h_t$ is always larger than $h_{t-1}$.",
            "positive-tanh-raises-state",
            "A positive $C_t$ puts $h_t$ above $0$. If the gate closes in between, $h_t$ still falls below $h_{t-1}$.",
            ("positive-means-rising",),
            reading="relative to the previous hidden state",
        ),
        "E": Statement(
            "A gate that is nearly closed can make $h_t$ negative in a unit whose $C_t$ is positive.",
            "positive-tanh-lowers-state",
            r"A closed gate is near $0$, not below it: $h_t$ keeps the sign of $C_t$ and comes close to $0$.",
            ("tanh-for-sigmoid",),
            reading="relative to zero",
        ),
        "F": Statement(
            "What the output gate puts out does not change $C_t$ of the same step.",
            "output-gate-leaves-cell-state",
            "$C_t$ is finished before the output gate comes into play; a closed gate hides it and erases nothing.",
            ("output-gate-on-cell-state",),
            reading="of the same step",
        ),
        "G": Statement(
            "What the output gate puts out has no influence on the cell states of later steps.",
            "output-gate-leaves-cell-state",
            "It scales $h_t$, which all gates and the candidate read at the next step; through them it reaches "
            "$C_{t+1}$.",
            ("hidden-state-not-fed-back",),
            reading="of later steps",
        ),
        "H": Statement(
            "In an LSTM without peepholes, the output gate reads $C_{t-1}$ beside $x_t$ and $h_{t-1}$.",
            "gate-depends-on",
            r"It reads $x_t$ and $h_{t-1}$. The cell state comes in afterwards: $\tanh(C_t)$ is what the gate scales.",
            ("gate-hears-cell-state",),
            {"gate": "o", "on": "c_prev"},
            "standard cell",
        ),
        "I": Statement(
            "For the same $x_t$, another $h_{t-1}$ can give another $o_t$.",
            "gate-depends-on",
            r"The gate computes $o_t = \sigma(W_{oF} x_t + W_{oR} h_{t-1} + b_o)$.",
            ("gate-hears-input-alone",),
            {"gate": "o", "on": "h_prev"},
            "standard cell",
        ),
        "J": Statement(
            "What the gate lets through goes to the layer above and nowhere else.",
            "output-gate-passes-to-next-layer",
            "$h_t$ goes up to the next layer and also on to the next step of its own layer.",
            ("hidden-state-not-fed-back",),
            reading="to the next layer alone",
        ),
        "K": Statement(
            "The gate puts out one number for each hidden unit.",
            "output-size-is-number-of-classes",
            "It scales the units one by one, so there are as many entries in $o_t$ as units.",
            ("one-number-for-all",),
            reading="o_t and h_t are of one size",
        ),
        "L": Statement(
            "A classifier with $12$ classes needs an LSTM whose $o_t$ has $12$ entries.",
            "output-size-is-number-of-classes",
            "An output layer on top of $h_t$ makes any number of scores out of any number of units.",
            ("hidden-state-for-prediction",),
            reading="that size is the number of classes",
        ),
        "M": Statement(
            "The gate turns the cell state into class scores or probabilities.",
            "hidden-state-is-prediction",
            "What it lets through stays strictly between $-1$ and $1$ and may be negative, so it is neither; that "
            "takes an output layer.",
            ("hidden-state-for-prediction",),
        ),
    }
)


@dataclass(frozen=True)
class OutputGateStatements(PoolKind):
    slug = "output-gate-statements"
    title = "What the output gate does"
    topic = "gating-mechanism"
    skill = "output-gate"
    difficulty = 2
    nudge = "Look where $o_t$ stands in the equations of this step, and where $h_t$ stands in those of the next."
    pool = POOL
    stems = (
        (
            r"In an LSTM, $h_t = o_t \odot \tanh(C_t)$, and $o_t$ is what the output gate puts out. Which statements "
            "about this gate are true?"
        ),
        (
            "The output gate of an LSTM puts out $o_t$, a logistic sigmoid of what it hears. What is true of it and of "
            r"the hidden state $h_t = o_t \odot \tanh(C_t)$?"
        ),
    )

    offered: str = drawn(handfuls(POOL, 5))
