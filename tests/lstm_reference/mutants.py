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


ACTIVATIONS = "gate: Lifted = sigmoid, candidate: Lifted = tanh) -> Step"
TANH_GATES = (ACTIVATIONS, ACTIVATIONS.replace("sigmoid", "tanh"))
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
    "sigmoid candidate": [(ACTIVATIONS, ACTIVATIONS.replace("tanh", "sigmoid"))],
    "tanh gates": [TANH_GATES],
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

PEEP = 'w[f"p_{gate}"] * c'
PEEPS_AT = "if c is None or not w.spec.peepholes else"
FORGET_COUPLED = '1.0 - gate(net(w, "i", x, h, c)) if coupled == "forget_from_input"'
INPUT_COUPLED = '1.0 - f if coupled == "input_from_forget"'
PROJECTED = 'w["W_P"] @ h'
RESET = 'net(w, "n", x, r * h)'
MIXED = "(1.0 - z) * n + z * h"
RECALLED = '(w["W_nR"] @ h + w["b_nR"])'

# Of what the lesson's cell does not have: only other implementations tell.
VARIANTS: dict[str, list[Edit]] = {
    "o's peephole at the old c": [(HEARD["o"].format("o"), 'gate(net(w, "o", x, h, state[1]))\n    h =')],
    "peepholes ignored": [(PEEPS_AT, "if True else")],
    "peepholes of f and i swapped": [(PEEP, 'w["p_" + {"f": "i", "i": "f"}.get(gate, gate)] * c')],
    "one peephole for all units": [(PEEP, 'w[f"p_{gate}"][0] * c')],
    "coupling the other way": [
        (FORGET_COUPLED, 'gate(net(w, "i", x, h, c)) if coupled == "forget_from_input"'),
        (INPUT_COUPLED, "1.0 - f if coupled"),
    ],
    "coupled f equals i": [(FORGET_COUPLED, FORGET_COUPLED.removeprefix("1.0 - "))],
    "coupled i equals f": [(INPUT_COUPLED, INPUT_COUPLED.removeprefix("1.0 - "))],
    "no projection": [(PROJECTED, 'h[:len(w["W_P"])]')],
    "projection before the output gate": [(PROJECTED, 'w["W_P"] @ tanh(c)')],
    "gru: z and r swapped": [
        ('z = gate(net(w, "z"', 'z = gate(net(w, "r"'),
        ('r = gate(net(w, "r"', 'r = gate(net(w, "z"'),
    ],
    "gru: z the other way": [(MIXED, "z * n + (1.0 - z) * h")],
    "gru: no reset": [(RESET, 'net(w, "n", x, h)')],
    "gru: reset of both": [(RESET, 'net(w, "n", r[0] * x, r * h)')],
    "gru: reset always before": [("if w.spec.reset_after else", "if False else")],
    "gru: recurrent bias not reset": [(RECALLED, '(w["W_nR"] @ h) + w["b_nR"]')],
    "rnn: a sigmoid": [("activation: Lifted = tanh", "activation: Lifted = sigmoid")],
}


def mutated(edits: list[Edit]) -> Callable[..., object]:
    """The LSTM's step with the edits made."""
    return mutated_steps(edits)["lstm"]


def mutated_steps(edits: list[Edit]) -> dict[str, Callable[..., object]]:
    """Every cell's step with the edits made; each must fit the source in exactly one place."""
    source = inspect.getsource(cell)
    for old, new in edits:
        found = source.count(old)
        if found != 1:
            raise LookupError(f"{old!r} stands {found} times in the cell")
        source = source.replace(old, new)
    namespace: dict[str, dict[str, Callable[..., object]]] = {}
    exec(compile(source, "mutant", "exec"), namespace)  # noqa: S102 -- our own source, with one mistake
    return namespace["STEPS"]
