"""Who hears what: weights and inputs of each gate."""

from typing import Any, Final

from lstm_reference.cell import Step
from lstm_reference.claims.cells import cell, scalar_step
from lstm_reference.claims.registry import claim
from lstm_reference.claims.symbols import symbol, symbolic_step
from lstm_reference.claims.verdict import Finding, Verdict, as_stated, shown
from lstm_reference.spec import Spec

PARTS: Final = ("f", "i", "g", "o")
HEARD: Final = ("x", "h_prev", "c_prev")
STANDARD, PEEPHOLES = "standard cell", "with peepholes"
SPECS: Final = {STANDARD: Spec(1, 1), PEEPHOLES: Spec(1, 1, peepholes=True)}


@claim("gates-have-own-weights")
def gates_have_own_weights() -> Verdict:
    """The lesson's first statement."""
    step = symbolic_step(SPECS[STANDARD])
    sets = {gate: getattr(step, gate).weights for gate in PARTS}
    finding = shown(
        "proved",
        "The three gates and the candidate each hold two matrices and a bias, and no two of them share one.",
        {"weights of": {name: sorted(held) for name, held in sets.items()}},
        by=sum(map(len, sets.values())) == len(frozenset().union(*sets.values())) == 3 * len(PARTS),
    )
    return as_stated(finding)


@claim("gate-depends-on")
def gate_depends_on(gate: str, on: str) -> Verdict:
    """`gate` f, i, g or o; `on` x, h_prev or c_prev. True where some weights let it."""
    for name, given, known in (("gate", gate, PARTS), ("on", on, HEARD)):
        if given not in known:
            raise ValueError(f"gate-depends-on: {name} is {given!r}, one of {', '.join(known)} is expected")
    return Verdict({reading: _dependence(gate, on, spec) for reading, spec in SPECS.items()})


def _dependence(gate: str, on: str, spec: Spec) -> Finding:
    heard: frozenset[str] = getattr(symbolic_step(spec), gate).tensors
    ends = [getattr(_heard_at(spec, on, value), gate).item() for value in (0.0, 1.0)]
    witness = {"heard": sorted(heard), on: [0.0, 1.0], gate: ends}
    if on in heard:
        why = (
            f"{gate} is computed from {', '.join(sorted(heard))}; here {on} alone moves from 0 to 1, and {gate} moves."
        )
        return shown("proved", why, witness, by=ends[0] != ends[1])
    why = f"{gate} is computed from {', '.join(sorted(heard))}; {on} is not among them, whatever the weights are."
    return shown("refuted", why, witness, by=ends[0] == ends[1])


def _heard_at(spec: Spec, on: str, value: float) -> Step[Any]:
    # All of them ones, so that whatever is heard moves the gate.
    weights = cell(dict.fromkeys(_all_weights(spec), 1.0), spec)
    return scalar_step(weights, **{on.removesuffix("_prev"): value})


def _all_weights(spec: Spec) -> list[str]:
    return [name for part in PARTS for name in sorted(getattr(symbolic_step(spec), part).weights)]


@claim("gates-are-functions-of-the-input")
def gates_are_functions_of_the_input() -> Verdict:
    weights = {"W_fF": 1.0, "W_fR": 1.0}
    first, second, third = (scalar_step(cell(weights), x=x, h=h) for x, h in ((0.0, 0.0), (0.0, 0.5), (1.0, 0.0)))
    f = [first.f.item(), second.f.item(), third.f.item()]
    witness = {"weights": weights, "x_t": [0.0, 0.0, 1.0], "h_prev": [0.0, 0.5, 0.0], "forget gate": f}
    among = shown("proved", "Another input alone gives other gates.", witness, by=f[0] != f[2])
    alone = shown(
        "refuted",
        "The same input gives other gates when the previous hidden state differs.",
        witness,
        by=f[0] != f[1],
    )
    return Verdict({"of x_t among others": among, "of x_t alone": alone})


@claim("output-gate-considers-cell-state")
def output_gate_considers_cell_state() -> Verdict:
    """Which cell state: o's peephole, where there is one, looks at the new one."""
    found = {f"o_t, {reading}": _dependence("o", "c_prev", spec) for reading, spec in SPECS.items()}
    step = symbolic_step(SPECS[STANDARD])
    ends = [scalar_step(cell({}), c=c).h.item() for c in (0.0, 1.0)]
    state = shown(
        "proved",
        "h_t is o_t times tanh(c_t), so the hidden state follows the cell state, in every cell.",
        {"c_prev": [0.0, 1.0], "h_t": ends},
        by="c_prev" in step.h.tensors and ends[0] != ends[1],
    )
    return Verdict(found | {"h_t": state})


@claim("sigmoid-reads-hidden-state-alone")
def sigmoid_reads_hidden_state_alone() -> Verdict:
    weights = {"W_oF": 1.0}
    steps = [scalar_step(cell(weights), x=x, h=0.5) for x in (3.0, -3.0)]
    finding = shown(
        "refuted",
        "The hidden state is the same, the input is not, and the output gate opens or closes with it.",
        {"weights": weights, "h_prev": 0.5, "x_t": [3.0, -3.0], "output gate": [step.o.item() for step in steps]},
        by=steps[0].o.item() > 0.5 > steps[1].o.item(),  # noqa: PLR2004 -- half open
    )
    return as_stated(finding)


@claim("step-reads-three-gives-two")
def step_reads_three_gives_two() -> Verdict:
    step = symbolic_step(SPECS[STANDARD])
    read = step.h.tensors | step.c.tensors
    finding = shown(
        "proved",
        "One step reads x_t, h_{t-1} and c_{t-1}, and hands on h_t and c_t.",
        {"read": sorted(read), "handed on": len(step.state)},
        by=read == set(HEARD) and step.state == (step.h, step.c),
    )
    return as_stated(finding)


@claim("cell-state-is-kept-plus-written")
def cell_state_is_kept_plus_written() -> Verdict:
    step, c_prev = symbolic_step(SPECS[STANDARD]), symbol("c_prev")
    numbers = scalar_step(cell({"b_f": 1.0, "b_i": -1.0, "b_c": 0.5}), c=2.0)
    finding = shown(
        "proved",
        "c_t is f_t times c_{t-1} plus i_t times the candidate, whatever the numbers: what an update adds is the "
        "input gate's share of the candidate.",
        {name: getattr(numbers, name).item() for name in ("f", "i", "g", "c")} | {"c_prev": 2.0},
        by=step.c == step.f * c_prev + step.i * step.g,
    )
    return as_stated(finding)


@claim("six-equations")
def six_equations() -> Verdict:
    """In the order f, i, candidate, c, o, h: the first is the forget gate's, the last two the output's."""
    step, x, h, c = symbolic_step(SPECS[STANDARD]), symbol("x"), symbol("h_prev"), symbol("c_prev")

    def net(gate: str) -> Any:
        return symbol(f"W_{gate}F") @ x + symbol(f"W_{gate}R") @ h + symbol(f"b_{gate}")

    equations = {
        "f": net("f").sigmoid(),
        "i": net("i").sigmoid(),
        "g": net("c").tanh(),
        "c": step.f * c + step.i * step.g,
        "o": net("o").sigmoid(),
        "h": step.o * step.c.tanh(),
    }
    finding = shown(
        "proved",
        "The executed step is these six equations: forget gate, input gate, candidate, cell state, output gate, "
        "hidden state.",
        {name: equation.text for name, equation in equations.items()},
        by=all(getattr(step, name) == equation for name, equation in equations.items()),
    )
    return as_stated(finding)
