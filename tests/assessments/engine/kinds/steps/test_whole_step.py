import math
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from assessments.engine.kinds.steps.whole_step import WholeStep
from assessments.engine.space import Space

SPACE = Space(WholeStep.domains())
TOLERANCE = 1e-12
Activation = Callable[[float], float]


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def some() -> Iterator[WholeStep]:
    """Spread over the whole space."""
    return (WholeStep(**SPACE.in_order_of(b"test", place)) for place in range(300))


def stepped(
    kind: WholeStep,
    changed: Mapping[str, float] = MappingProxyType({}),
    gate: Activation = sigmoid,
    candidate: Activation = math.tanh,
) -> dict[str, float]:
    """o, c and h by the textbook's equations; `changed` parameters stand in for the drawn ones."""
    of = vars(kind) | changed
    heard = {
        name: of[f"{name}_weight"] * of["x"] + of[f"{name}_recurrent"] * of["hidden"] + of[f"{name}_bias"]
        for name in "fico"
    }
    o, c = gate(heard["o"]), gate(heard["f"]) * of["before"] + gate(heard["i"]) * candidate(heard["c"])
    return {"o": o, "c": c, "h": o * math.tanh(c)}


def test_the_key_follows_the_equations() -> None:
    assert [kind for kind in some() if abs(kind.answer() - stepped(kind)["h"]) > TOLERANCE] == []


def test_every_slip_is_the_right_answer_to_another_cell() -> None:
    for kind in some():
        done, drawn = stepped(kind), vars(kind)
        swapped = {
            f"{a}_{part}": drawn[f"{b}_{part}"] for a, b in ("fi", "if") for part in ("weight", "recurrent", "bias")
        }
        witness = {
            "cell-state-given": done["c"],
            "output-tanh-left-out": done["o"] * done["c"],
            "old-cell-state": done["o"] * math.tanh(kind.before),
            "tanh-for-sigmoid": stepped(kind, gate=math.tanh)["h"],
            "sigmoid-for-tanh": stepped(kind, candidate=sigmoid)["h"],
            "gates-swapped": stepped(kind, swapped)["h"],
            "only-hidden-carried": stepped(kind, {"before": 0})["h"],
            "no-recurrent": stepped(kind, {f"{gate}_recurrent": 0 for gate in "fico"})["h"],
            "no-bias": stepped(kind, {f"{gate}_bias": 0 for gate in "fico"})["h"],
            "weights-swapped": stepped(kind, {"x": kind.hidden, "hidden": kind.x})["h"],
        }
        assert {tag for tag, value in kind.wrong_answers() if abs(value - witness[tag]) < TOLERANCE} == set(witness)


def test_the_solution_ends_with_the_hidden_state() -> None:
    kind = WholeStep(**SPACE[0])
    done = stepped(kind)

    assert rf"\cdot \tanh({done['c']:.4f}) \approx {done['h']:.4f}$$" in kind.because()
