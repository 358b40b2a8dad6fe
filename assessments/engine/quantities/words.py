"""How a network and the quantity that is asked of it are put into words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assessments.engine.kinds.notation import TENSORS
from assessments.engine.quantities.asked import Asked
from assessments.engine.quantities.drawn import Drawn
from assessments.engine.quantities.numbers import inputs, needed, states, weights
from assessments.engine.quantities.quantity import FACES, FINAL, TOTAL, Quantity
from lstm_reference.spec import GATES

CELLS = {"lstm": "LSTM", "rnn": "simple RNN", "gru": "GRU"}
ARTICLES = {"lstm": "an", "rnn": "a", "gru": "a"}
ORDINALS = ("first", "second", "third")
FRAMEWORKS = {"keras": "Keras", "torch": "PyTorch", "onnx": "ONNX"}
COLUMNS = "All vectors are columns, and there is one bias wherever there are two matrices."
SIDE_BY_SIDE = "At each step the sequences stand side by side, a column for each."
DEFAULTS = {
    "keras": "All other settings are left as Keras has them.",
    "torch": "All other settings are left as PyTorch has them.",
    "onnx": "Biases are on, and all other settings are left as ONNX has them.",  # which are off by default
}
LAYOUT = "Arrays are laid out as in PyTorch by default: time first, then the batch, then the features."
FINAL_LAYOUT = "Final states are laid out as PyTorch hands them over."
# GRUs differ in what their gates mean, so the question has to say which one this is.
OF_CELL = {
    "gru": r" It computes $n_t = \tanh(W_{nF}\,x_t + W_{nR}\,(r_t \odot h_{t-1}) + b_n)$ and "
    r"$h_t = (1 - z_t) \odot n_t + z_t \odot h_{t-1}$."
}
OF_GRU = {"z": "z_t", "r": "r_t", "n": "n_t"}
ROLES = {
    "f": "the forget gate's output",
    "i": "the input gate's output",
    "g": "the candidate",
    "o": "the output gate's output",
    "c": "the cell state",
    "h": "the hidden state",
    "x": "the input",
    "z": "the update gate's output",
    "r": "the reset gate's output",
    "n": "the candidate",
}
MEASURED = {"shape": "the shape of", "elements": "the number of entries of"}
BETWEEN = {"difference": " minus ", "ratio": " divided by ", "": ""}


def counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' * (number != 1)}"


def symbol(name: str, step: str = "t") -> str:
    """LaTeX for an array in the lesson's notation: W_{fF}, f_t, f_{1}."""
    if name[:2] in {"W_", "b_"}:
        return f"{name[0]}_{{{name[2:]}}}"
    return (OF_GRU.get(name) or TENSORS[name]).replace("_t", f"_{step}")


def array(quantity: Quantity) -> str:
    """$W_{fF}$, $f_t$, `output`."""
    if quantity.convention != "lesson" or quantity.tensor in FACES:
        return f"`{quantity.tensor}`"
    return f"${symbol(quantity.tensor)}$"


def phrased(asked: Asked, drawn: Drawn) -> str:
    """What is asked, as it follows “What is”."""
    return BETWEEN[asked.combine].join(phrase(quantity, drawn) for quantity in asked.quantities)


def phrase(quantity: Quantity, drawn: Drawn) -> str:
    if quantity.tensor == TOTAL:
        return f"the number of parameters of the {CELLS[quantity.cell]} layer{within(quantity)}"
    if quantity.measure == "range":
        name = f"{ROLES[quantity.tensor]} ${symbol(quantity.tensor)}$"
        return f"the smallest interval that is sure to hold every entry of {name} at the last step"
    if quantity.measure == "value":
        return value_phrase(quantity, drawn)
    known = ROLES.get(quantity.tensor, "") if quantity.convention == "lesson" else ""
    what = MEASURED.get(quantity.measure, f"the size of the {ORDINALS[quantity.axis]} axis of")
    return " ".join(filter(None, (what, known, array(quantity)))) + within(quantity)


def value_phrase(quantity: Quantity, drawn: Drawn) -> str:
    if quantity.tensor in FACES:
        name = f"`{quantity.tensor}`" + (f" at step {drawn.steps}" if quantity.tensor == "output" else "")
    else:
        name = f"{ROLES[quantity.tensor]} ${symbol(quantity.tensor, str(drawn.steps))}$"
    entry = f"the {ORDINALS[quantity.unit - 1]} entry" if drawn.hidden_size > 1 else "the value"
    return f"{entry} of {name}"


def within(quantity: Quantity) -> str:
    return f" in {FRAMEWORKS[quantity.convention]}" if quantity.convention in FRAMEWORKS else ""


def setting(asked: Asked, drawn: Drawn) -> str:
    """Everything that has to be known for an answer."""
    if asked.first.measure == "range":
        return (
            "Nothing is known of an LSTM's weights and inputs but that they are real numbers. "
            f"It starts from the zero state and takes {counted(drawn.steps, 'step')}."
        )
    if asked.first.measure == "value":
        return with_numbers(asked, drawn)
    return " ".join((layers(asked, drawn), *conventions(asked, drawn)))


def layers(asked: Asked, drawn: Drawn) -> str:
    """The sizes, and how long the sequences are, whether or not that matters."""
    cells = list(dict.fromkeys(quantity.cell for quantity in asked.quantities))
    named = " and ".join(f"{ARTICLES[cell]} {CELLS[cell]} layer" for cell in cells)
    both, have = ("both read", "have") if len(cells) > 1 else ("reads", "has")
    faces = any(quantity.tensor in FACES for quantity in asked.quantities)
    batch = f"a batch of {counted(drawn.batch, 'sequence')}" if faces or drawn.batch > 1 else "a sequence"
    return (
        f"{named[0].upper()}{named[1:]} {both} inputs of size {drawn.input_size} and {have} {drawn.hidden_size} "
        f"hidden units. The input is {batch} of {counted(drawn.steps, 'step')}."
    )


def conventions(asked: Asked, drawn: Drawn) -> Iterator[str]:
    tensors = {quantity.tensor for quantity in asked.quantities}
    known = dict.fromkeys(quantity.convention for quantity in asked.quantities if quantity.tensor not in FACES)
    if tensors & set(FACES) - set(FINAL):
        yield LAYOUT
    if tensors & set(FINAL):
        yield FINAL_LAYOUT
    yield from (DEFAULTS.get(name, COLUMNS) for name in known)
    if drawn.batch > 1 and tensors & set(ROLES):
        yield SIDE_BY_SIDE


def with_numbers(asked: Asked, drawn: Drawn) -> str:
    cell = asked.first.cell
    sizes = f"{counted(drawn.input_size, 'input')} and {counted(drawn.hidden_size, 'hidden unit')}"
    parts = number_names(asked, drawn)
    some = "" if len(needed(asked, drawn)) == len(GATES[cell]) else ", among others,"
    return (
        f"{ARTICLES[cell].capitalize()} {CELLS[cell]} with {sizes} has{some} the weights\n\n"
        f"{parts['weights']}\n\nIt starts from {parts['states']} and reads {parts['inputs']}.{OF_CELL.get(cell, '')}"
    )


def number_names(asked: Asked, drawn: Drawn) -> Mapping[str, str]:
    """What a stem that asks for a value may name besides."""
    return {"weights": weights(asked, drawn), "states": states(asked, drawn), "inputs": inputs(asked, drawn)}
