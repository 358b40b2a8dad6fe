import math
from collections.abc import Callable, Iterator

import pytest

from assessments.engine.kinds.steps.two_steps import TwoSteps
from assessments.engine.space import Space

SPACE = Space(TwoSteps.domains())
TOLERANCE = 1e-12
Activation = Callable[[float], float]


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def some() -> Iterator[TwoSteps]:
    """Spread over the whole space."""
    return (TwoSteps(**SPACE.in_order_of(b"test", place)) for place in range(300))


def next_state(
    kind: TwoSteps, x: float, h: float, c: float, gate: Activation = sigmoid, candidate: Activation = math.tanh
) -> tuple[float, float, float]:
    """o, h and c by the textbook's equations."""
    heard = {name: getattr(kind, f"{name}_weight") * x + getattr(kind, f"{name}_recurrent") * h for name in "fico"}
    c = gate(heard["f"]) * c + gate(heard["i"]) * candidate(heard["c"])
    return gate(heard["o"]), gate(heard["o"]) * math.tanh(c), c


def after_two(kind: TwoSteps, gate: Activation = sigmoid, candidate: Activation = math.tanh) -> float:
    _, h, c = next_state(kind, kind.first, 0, 0, gate, candidate)
    return next_state(kind, kind.second, h, c, gate, candidate)[1]


def test_the_key_follows_the_equations_twice() -> None:
    assert [kind for kind in some() if abs(kind.answer() - after_two(kind)) > TOLERANCE] == []


def test_the_published_example_comes_out() -> None:
    """The inputs are 1 and 2, and no gate has a bias."""
    published = TwoSteps(0.5, 0.1, 0.6, 0.2, 0.7, 0.3, 0.8, 0.4, first=1.0, second=2.0)

    assert published.answer() == pytest.approx(0.6398, abs=5e-5)


def test_every_slip_loses_or_confuses_something() -> None:
    for kind in some():
        weights = [getattr(kind, f"{gate}_{part}") for gate in "fico" for part in ("weight", "recurrent")]
        f, i, rest = weights[:2], weights[2:4], weights[4:]
        alone = [value if place % 2 == 0 else 0.0 for place, value in enumerate(weights)]
        _, h, c = next_state(kind, kind.first, 0, 0)
        o, _, last = next_state(kind, kind.second, h, c)
        witness = {
            "stopped-after-one-step": h,
            "cell-state-given": last,
            "output-tanh-left-out": o * last,
            "state-not-carried": next_state(kind, kind.second, 0, 0)[1],
            "only-hidden-carried": next_state(kind, kind.second, h, 0)[1],
            "hidden-carried-as-cell-state": next_state(kind, kind.second, h, h)[1],
            "only-cell-carried": after_two(TwoSteps(*alone, kind.first, kind.second)),
            "gates-swapped": after_two(TwoSteps(*i, *f, *rest, kind.first, kind.second)),
            "inputs-reversed": after_two(TwoSteps(*weights, kind.second, kind.first)),
            "tanh-for-sigmoid": after_two(kind, gate=math.tanh),
            "sigmoid-for-tanh": after_two(kind, candidate=sigmoid),
        }
        assert {tag for tag, value in kind.wrong_answers() if abs(value - witness[tag]) < TOLERANCE} == set(witness)


def test_the_solution_hands_both_states_on() -> None:
    solution = TwoSteps(0.5, 0.1, 0.6, 0.2, 0.7, 0.3, 0.8, 0.4, first=1.0, second=2.0).because()

    assert r"$h_1 \approx 0.2564$ goes into the sums, $C_1 \approx 0.3902$ into the cell state" in solution
    assert r"\sigma(0.5 \cdot 2 + 0.1 \cdot 0.2564)" in solution
