"""What a gate of one unit hears while its input and the old hidden state move, each between two ends."""

from __future__ import annotations

from assessments.engine.executed.one_unit import SPEC, weights
from assessments.engine.kinds.notation import factor, number
from lstm_reference import exact
from lstm_reference.detour import remembered
from lstm_reference.exact import PUTS_OUT

Two = tuple[float, float]  # the lower end and the upper one
Reads = tuple[float, float, float]  # a gate's feed-forward weight, its recurrent weight and its bias
OUT_OF = {gate: out for out, gate in PUTS_OUT.items()}


class InBox:
    """For kinds that draw a gate's weights and a box: an input from a lower end on, a hidden state around zero."""

    feed_forward: float
    recurrent: float
    bias: float
    x_low: float
    x_width: float
    hidden_bound: float

    @property
    def reads(self) -> Reads:
        return self.feed_forward, self.recurrent, self.bias

    @property
    def x(self) -> Two:
        return self.x_low, self.x_low + self.x_width

    @property
    def h(self) -> Two:
        return -self.hidden_bound, self.hidden_bound


@remembered
def heard(gate: str, reads: Reads, x: Two, h: Two) -> Two:
    """Exact to the last bit of a double."""
    lo, hi = exact.net_range(SPEC, weights(**named(gate, reads)), OUT_OF[gate], 0, x, h)
    return float(lo), float(hi)


@remembered
def put_out(gate: str, reads: Reads, x: Two, h: Two) -> Two:
    """After the gate's sigmoid, or the candidate's tanh."""
    lo, hi = exact.gate_range(SPEC, weights(**named(gate, reads)), OUT_OF[gate], 0, x, h)
    return float(lo), float(hi)


def moved_together(gate: str, reads: Reads, x: Two, h: Two) -> Two:
    """What is heard with both at their lower ends, and with both at their upper ends; the lesser comes first."""
    low, high = sorted(heard(gate, reads, (x[end],) * 2, (h[end],) * 2)[0] for end in (0, 1))
    return low, high


def named(gate: str, reads: Reads) -> dict[str, float]:
    return dict(zip((f"W_{gate}F", f"W_{gate}R", f"b_{gate}"), reads, strict=True))


def written_out(reads: Reads, x: Two, h: Two, *, least: bool) -> str:
    """The sum with its numbers: a positive weight meets its input's lower end where the least is asked."""
    feed_forward, recurrent, bias = reads
    at_x, at_h = (ends[least != (weight > 0)] for weight, ends in ((feed_forward, x), (recurrent, h)))
    products = rf"{number(feed_forward)} \cdot {factor(at_x)} + {factor(recurrent)} \cdot {factor(at_h)}"
    return f"{products} + {factor(bias)}"
