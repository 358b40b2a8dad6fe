"""The worked solution of a quantity, step by step, with the numbers of one drawn network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from assessments.engine.formats import Shape
from assessments.engine.kinds.notation import factor, number
from assessments.engine.quantities.asked import Asked
from assessments.engine.quantities.drawn import RESET, Drawn, Numbers
from assessments.engine.quantities.numbers import column, needed
from assessments.engine.quantities.quantity import FACES, FINAL, TOTAL, Quantity
from assessments.engine.quantities.words import CELLS, ROLES, array, counted, phrase, symbol
from lstm_reference import parameters

GATES = {"f": "f", "i": "i", "g": "c", "o": "o", "z": "z", "r": "r", "n": "n"}  # tensor → the gate that puts it out
HEARD = r"W_{*F}\,x_t + W_{*R}\,h_{t-1} + b_*"
ACTIVATIONS = {**dict.fromkeys("fiozr", r"\sigma"), **dict.fromkeys("gn", r"\tanh")}
STATES = {
    "lstm": {"c": r"f_t \odot C_{t-1} + i_t \odot \tilde{C}_t", "h": r"o_t \odot \tanh(C_t)"},
    "rnn": {"h": rf"\tanh({HEARD.replace('*', 'h')})"},
    "gru": {"h": r"(1 - z_t) \odot n_t + z_t \odot h_{t-1}"},
}
ORDER = {"lstm": "figoch", "rnn": "h", "gru": "zrnh"}
BEHIND = {"output": "h", "h_n": "h", "c_n": "c"}
RANGES = {
    **dict.fromkeys("fio", "It is a sigmoid of a sum that can be any number, so it lies between $0$ and $1$."),
    "g": r"It is $\tanh$ of a sum that can be any number, so it lies between $-1$ and $1$.",
    "c": (
        "Each step keeps less than the whole old state and adds less than $1$ in size, and the state starts at $0$. "
        "So its size stays below the number of steps."
    ),
    "h": (
        r"It is $o_t \tanh(C_t)$, with $o_t$ below $1$ and the size of $C_t$ below the number of steps $T$. "
        r"So its size stays below $\tanh(T)$."
    ),
}


def solution(asked: Asked, drawn: Drawn) -> str:
    parts = by_step(asked, drawn) if asked.first.measure == "value" else each(asked, drawn)
    return "\n\n".join((*parts, *conclusion(asked, drawn)))


def conclusion(asked: Asked, drawn: Drawn) -> Iterator[str]:
    key = asked.format.show(asked.of(drawn))
    if asked.second:
        first, second = (quantity.of(drawn) for quantity in asked.quantities)
        sign = {"difference": "-", "ratio": "/"}[asked.combine]
        yield f"So the answer is ${number(first)} {sign} {factor(second)}$, that is **{key}**."
    elif asked.first.measure == "value":
        yield f"So {phrase(asked.first, drawn)} is **{key}**."


def each(asked: Asked, drawn: Drawn) -> Iterator[str]:
    for quantity in asked.quantities:
        if quantity.measure == "range":
            ends = asked.format.show(quantity.of(drawn))
            yield f"{RANGES[quantity.tensor]} With {counted(drawn.steps, 'step')}: **{ends}**. Neither end is reached."
        else:
            yield (total if quantity.tensor == TOTAL else size)(quantity, drawn)


def by_step(asked: Asked, drawn: Drawn) -> Iterator[str]:
    """Each tensor of each step in the order in which it is computed, as far as it is needed."""
    cell = asked.first.cell
    numbers, gates = drawn.numbers(cell), needed(asked, drawn)
    ends = {BEHIND.get(quantity.tensor, quantity.tensor) for quantity in asked.quantities}
    for step in range(1, drawn.steps + 1):
        last = step == drawn.steps
        kept = [
            name for name in ORDER[cell] if GATES.get(name, "") in gates and (not last or reaches(cell, name, ends))
        ]
        yield f"Step {step}:\n\n" + "\n".join(line(numbers, name, step) for name in kept)


def reaches(cell: str, name: str, ends: set[str]) -> bool:
    """A gate is shown where its weights are; a state only on the way to what is asked."""
    return name in GATES or any(ORDER[cell].index(name) <= ORDER[cell].index(end) for end in ends - set(GATES))


def line(numbers: Numbers, name: str, step: int) -> str:
    found = column(getattr(numbers.trace.steps[step - 1], name))
    return f"- ${at(symbol(name), step)} = {worked(numbers, name, step)} \\approx {found}$"


def worked(numbers: Numbers, name: str, step: int) -> str:
    if name not in GATES:
        return at(STATES[numbers.spec.cell][name], step)
    gate, activation = GATES[name], ACTIVATIONS[name]
    read = r"(r_t \odot h_{t-1})" if gate == RESET else "h_{t-1}"
    heard = at(HEARD.replace("*", gate).replace("h_{t-1}", read), step)
    return rf"{activation}({heard}) = {activation}\left({column(numbers.heard(gate, step - 1))}\right)"


def at(latex: str, step: int) -> str:
    return latex.replace("_{t-1}", f"_{step - 1}").replace("_t", f"_{step}")


def total(quantity: Quantity, drawn: Drawn) -> str:
    counts = parameters(drawn.spec(quantity.cell), quantity.convention)
    alike: dict[tuple[int, ...], list[str]] = {}
    for name in counts:
        one = Quantity(name, cell=quantity.cell, convention=quantity.convention)
        alike.setdefault(one.shape(drawn), []).append(array(one))
    listed = "\n".join(f"- {Shape().show(shape)}: {', '.join(names)}" for shape, names in alike.items())
    summed = " + ".join(
        f"{times} \\cdot {size}".removeprefix(r"1 \cdot ") for size, times in Counter(counts.values()).items()
    )
    return (
        f"The {CELLS[quantity.cell]} layer holds these arrays, sorted by their shapes:\n\n{listed}\n\n"
        f"Their sizes add up to ${summed} =$ **{counts.total}** parameters."
    )


def size(quantity: Quantity, drawn: Drawn) -> str:
    shape = quantity.shape(drawn)
    found = f"{why(quantity, drawn)} So its shape is **{Shape().show(shape)}**"
    if quantity.measure == "shape":
        return f"{found}."
    if quantity.measure == "axis":
        return f"{found}, and {phrase(quantity, drawn)} is **{quantity.of(drawn)}**."
    product = r" \cdot ".join(map(str, shape))
    return f"{found}, which makes ${product} =$ **{quantity.of(drawn)}** entries."


def why(quantity: Quantity, drawn: Drawn) -> str:
    n, h, name, subject = drawn.input_size, drawn.hidden_size, quantity.tensor, array(quantity)
    if quantity.convention != "lesson":
        whose = "the only block" if quantity.cell == "rnn" else "all gates and of the candidate in one array"
        return f"{subject} holds the numbers of {whose}, for {n} inputs and {h} units."
    if name in FACES:
        run = f"{counted(drawn.batch, 'sequence')} of {counted(drawn.steps, 'step')}"
        follows = "keeps what the last step leaves: first an axis for layers and directions, then batch and features"
        return (
            f"The layer reads {run}, and each step turns {n} numbers into {h}. "
            f"{subject} {follows if name in FINAL else 'follows time, batch, features'}."
        )
    if name.endswith("F"):
        return f"{subject} multiplies $x_t$, a column of {n}, and gives a column of {h}."
    if name.endswith("R"):
        return f"{subject} multiplies a column of {h}, the hidden state, and gives a column of {h}."
    each = f"{n} inputs" if name == "x" else f"{h} hidden units"
    columns = f", in a column for each of the {drawn.batch} sequences" if drawn.batch > 1 and name in ROLES else ""
    return f"{subject} has one number for each of the {each}{columns}."
