"""Mistakes one could make in the cell, each as an edit of its source."""

import inspect
from collections.abc import Callable

from lstm_reference import cell

Edit = tuple[str, str]


HEARD = {
    "f": 'else gate(net(w, "{}", x, h, c))\n    i =',
    "i": 'else gate(net(w, "{}", x, h, c))\n    g =',
    "c": 'candidate(net(w, "{}", x, h))',
    "o": 'gate(net(w, "{}", x, h, c))\n    h =',
}


def hears(gate: str, other: str) -> Edit:
    return HEARD[gate].format(gate), HEARD[gate].format(other)


def swapped(gate: str, other: str) -> list[Edit]:
    return [hears(gate, other), hears(other, gate)]


FEED_FORWARD = 'w[f"W_{gate}F"] @ x'
RECURRENT = 'w[f"W_{gate}R"] @ h'
BIAS = "    if w.spec.bias:"
CELL_STATE = "f * c + i * g"
HIDDEN_STATE = "o * tanh(c)"

MUTANTS: dict[str, list[Edit]] = {
    "i and f swapped": swapped("i", "f"),
    "i and o swapped": swapped("i", "o"),
    "f and o swapped": swapped("f", "o"),
    "g and o swapped": swapped("c", "o"),
    "i and g swapped": swapped("i", "c"),
    "W_R transposed": [(RECURRENT, 'w[f"W_{gate}R"].T @ h')],
    "W_F reshaped": [(FEED_FORWARD, 'w[f"W_{gate}F"].reshape(w.spec.input_size, -1).T @ x')],
    "no recurrent weights": [(RECURRENT, '0.0 * w[f"W_{gate}R"] @ h')],
    "no bias": [(BIAS, "    if False:")],
    "doubled bias": [('heard + w[f"b_{gate}"]', 'heard + 2.0 * w[f"b_{gate}"]')],
    "forget bias dropped": [(BIAS, '    if w.spec.bias and gate != "f":')],
    "sigmoid candidate": [("candidate: Lifted = tanh", "candidate: Lifted = sigmoid")],
    "tanh gates": [("gate: Lifted = sigmoid", "gate: Lifted = tanh")],
    "no tanh of c": [(HIDDEN_STATE, "o * c")],
    "sigmoid of c": [(HIDDEN_STATE, "o * sigmoid(c)")],
    "tanh around the product": [(HIDDEN_STATE, "tanh(o * c)")],
    "h from the old c": [(HIDDEN_STATE, "o * tanh(state[1])")],
    "h adds the old h": [(HIDDEN_STATE, "h + o * tanh(c)")],
    "f on the sum": [(CELL_STATE, "f * (c + i * g)")],
    "no i": [(CELL_STATE, "f * c + g")],
    "no f": [(CELL_STATE, "c + i * g")],
    "1 - f keeps": [(CELL_STATE, "(1.0 - f) * c + i * g")],
    "1 - f writes": [(CELL_STATE, "f * c + (1.0 - f) * g")],
    "i and f on the wrong terms": [(CELL_STATE, "i * c + f * g")],
}


def mutated(edits: list[Edit]) -> Callable[..., object]:
    """The LSTM's step with the edits made; each must fit the source in exactly one place."""
    source = inspect.getsource(cell)
    for old, new in edits:
        found = source.count(old)
        if found != 1:
            raise LookupError(f"{old!r} stands {found} times in the cell")
        source = source.replace(old, new)
    namespace: dict[str, Callable[..., object]] = {}
    exec(compile(source, "mutant", "exec"), namespace)  # noqa: S102 -- our own source, with one mistake
    return namespace["lstm"]
