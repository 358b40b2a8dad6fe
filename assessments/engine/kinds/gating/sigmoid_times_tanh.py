"""What it is good for that the write pairs a sigmoid with a tanh, and what it is not.
https://d2l.ai/chapter_recurrent-modern/lstm.html
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from assessments.engine.kind import drawn
from assessments.engine.kinds.gating.pool import PoolKind, Statement, handfuls

TWO_SIGMOIDS = MappingProxyType({"gate": "sigmoid", "candidate": "sigmoid"})
AS_IT_IS = MappingProxyType({"gate": "sigmoid", "candidate": "tanh"})

# A letter stays with its statement: attempts remember their statements by it.
POOL = MappingProxyType(
    {
        "A": Statement(
            r"Whether the written term lifts $C_t$ above the kept part $f_t \odot C_{t-1}$ or pushes it below is "
            r"decided by the sign of $\tilde{C}_t$.",
            "written-term-sign-is-candidates",
            "The input gate is positive, so the written term has the candidate's sign.",
            ("gate-sets-the-sign",),
        ),
        "B": Statement(
            r"Whether $C_t$ ends above $C_{t-1}$ or below is decided by the sign of $\tilde{C}_t$ alone.",
            "candidate-sign-moves-state",
            r"The candidate moves $C_t$ away from the kept part. With $f_t = 0.5$, $C_{t-1} = 2$, $i_t = 0.9$ and "
            r"$\tilde{C}_t = 0.5$ the cell state falls from $2$ to $1.45$.",
            ("kept-part-for-old-state",),
            reading="relative to the previous cell state",
        ),
        "C": Statement(
            "The input gate can weaken the candidate, but it never turns the candidate's sign.",
            "written-term-follows-candidate",
            "A sigmoid is above $0$ and below $1$: it scales, and no more.",
            ("tanh-for-sigmoid", "gate-sets-the-sign"),
            {"gate": "sigmoid"},
        ),
        "D": Statement(
            "With a second tanh in place of the sigmoid, the written term would still always have the candidate's "
            "sign.",
            "written-term-follows-candidate",
            "A tanh can be negative, and a negative gate turns the sign of whatever it scales.",
            ("tanh-only-scales",),
            {"gate": "tanh"},
        ),
        "E": Statement(
            "With a second sigmoid in place of the tanh, the written term could never be negative.",
            "written-term-never-negative",
            "A product of two positive factors is positive: such a cell could only ever write upwards.",
            ("tanh-for-sigmoid",),
            TWO_SIGMOIDS,
        ),
        "F": Statement(
            "The written term is never negative, because both of its factors lie between $0$ and $1$.",
            "written-term-never-negative",
            r"The candidate is a tanh and may be negative: $i_t = 0.27$ and $\tilde{C}_t = -0.76$ write about $-0.2$.",
            ("sigmoid-for-tanh",),
            AS_IT_IS,
        ),
        "G": Statement(
            "An entry of the written term can be $-0.9$.",
            "written-term-attains",
            "An open gate and a strongly negative candidate do it: $0.95$ times $-0.95$ is about $-0.9$.",
            ("sigmoid-for-tanh",),
            {"value": -0.9},
        ),
        "H": Statement(
            "An entry of the written term can be $1.5$.",
            "written-term-attains",
            "Both factors are smaller than $1$ in size, and so is their product. Only over several steps can more "
            "than that add up.",
            ("range-unbounded",),
            {"value": 1.5},
        ),
        "I": Statement(
            "No entry of the written term is larger in size than that entry of the candidate.",
            "written-term-at-most-candidate",
            "It is the candidate times a factor below $1$.",
            ("gate-above-one",),
        ),
        "J": Statement(
            r"It is this pair that lets gradients through: with another activation for the candidate, the derivative "
            r"of $C_t$ by $C_{t-1}$ at fixed $h_{t-1}$ would be another.",
            "pairing-eases-gradient",
            "With $h_{t-1}$ fixed that derivative is $f_t$, whatever makes the candidate. What eases the way of "
            "gradients is that $C_t$ is a sum.",
            ("pair-eases-gradient",),
        ),
        "K": Statement(
            "Whatever amount is to be written, this pair comes nearer to it than two sigmoids in these places could.",
            "always-better-than-two-sigmoids",
            "Either pair can write $0.25$ exactly: $0.5$ times $0.5$. The difference shows in negative amounts, which "
            "two sigmoids cannot write.",
            ("always-for-sometimes",),
        ),
        "L": Statement(
            "Whatever amount is to be written, this pair comes nearer to it than two tanh in these places could.",
            "always-better-than-two-tanh",
            "Either pair can write $0.25$ exactly: $0.5$ times $0.5$. What two tanh lose is a gate that only scales.",
            ("always-for-sometimes",),
        ),
    }
)


@dataclass(frozen=True)
class SigmoidTimesTanh(PoolKind):
    slug = "sigmoid-times-tanh"
    title = "Why the write pairs a sigmoid with a tanh"
    topic = "gating-mechanism"
    skill = "cell-state"
    difficulty = 3
    nudge = (
        "A sigmoid lies above zero and below one, a tanh takes either sign. Try each statement with a few such pairs."
    )
    pool = POOL
    stems = (
        (
            r"Into its cell state an LSTM writes $i_t \odot \tilde{C}_t$, the output of a logistic sigmoid times that "
            r"of a tanh, on top of the kept part $f_t \odot C_{t-1}$. Which statements about this pair are true?"
        ),
        (
            r"Look at the second term of $C_t = f_t \odot C_{t-1} + i_t \odot \tilde{C}_t$. The input gate $i_t$ is a "
            r"logistic sigmoid, the candidate $\tilde{C}_t$ a tanh. Choose what is true of them, entry by entry."
        ),
    )

    offered: str = drawn(handfuls(POOL, 5))
