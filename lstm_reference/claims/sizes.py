"""What the lesson says of sizes, counts and layers."""

from typing import Any, Final

import numpy as np

from lstm_reference.bounds import unconstrained_ranges
from lstm_reference.claims.cells import cell, ends, scalar_step
from lstm_reference.claims.reach import reach
from lstm_reference.claims.registry import claim
from lstm_reference.claims.verdict import Finding, Verdict, as_stated, shown
from lstm_reference.count import parameters
from lstm_reference.network import run
from lstm_reference.spec import GATES, Spec
from lstm_reference.weights import from_arrays, seeded, zeros

LESSON: Final = Spec(80, 12)
SHORT, LONG = 1, 50
CLASSES: Final = 3


@claim("hidden-state-is-prediction")
def hidden_state_is_prediction() -> Verdict:
    """Of classes: an output layer W h + b is needed between the two."""
    h = unconstrained_ranges(LONG).h
    negative = scalar_step(cell({"b_c": -1.0})).h.item()
    finding = shown(
        "refuted",
        "A hidden state stays strictly between -1 and 1 and may be negative, so it is neither a score, which may be "
        "any number, nor a probability; an output layer makes those of it.",
        {"reach": ends(h), "h": [negative]},
        by=h.open and h.hi.item() <= 1 and negative < 0,
    )
    return Verdict({"h_t itself as scores or probabilities": finding})


@claim("output-gate-passes-to-next-layer")
def output_gate_passes_to_next_layer() -> Verdict:
    spec = Spec(1, 1, num_layers=2)
    upper, later = (_after_another_output_gate(spec, place) for place in ("upper", "later"))
    among = shown("proved", "The layer above hears another hidden state.", upper, by=_moves(upper))
    alone = shown(
        "refuted",
        "With another output gate in the first step, the same layer's forget gate differs in the second step.",
        later,
        by=_moves(later),
    )
    return Verdict({"to the next layer among others": among, "to the next layer alone": alone})


def _moves(witness: dict[str, Any]) -> bool:
    return bool(witness["gate that hears it"][0] != witness["gate that hears it"][1])


def _after_another_output_gate(spec: Spec, place: str) -> dict[str, Any]:
    closed, opened = -2.0, 2.0
    heard = []
    for bias in (closed, opened):
        # All ones, so that whatever hears the hidden state shows it.
        ones = {name: np.ones(array.shape) for name, array in zeros(spec).items()}
        weights = from_arrays(spec, {**ones, "b_o_l0": [[bias]]})
        layers = run(spec, weights, [[1.0], [1.0]], by_gate=True).layers
        step = layers[1][0][0] if place == "upper" else layers[0][0][1]
        heard.append(step.f.item())
    return {"output gate's bias": [closed, opened], "gate that hears it": heard}


@claim("layer-contains-several-cells")
def layer_contains_several_cells() -> Verdict:
    h = run(LESSON, zeros(LESSON), np.zeros((1, LESSON.input_size)), by_gate=True).steps[0].h
    why = "Some call one unit a cell, others, as LSTMCell of PyTorch and Keras, a whole layer's step: mere words."
    return as_stated(Finding("undefined", why, {"hidden state of one LSTMCell": list(h.shape)}))


@claim("output-size-is-number-of-classes")
def output_size_is_number_of_classes() -> Verdict:
    step = run(LESSON, zeros(LESSON), np.zeros((1, LESSON.input_size)), by_gate=True).steps[0]
    scores = np.zeros((CLASSES, LESSON.hidden_size)) @ step.h
    projected = Spec(80, 12, proj_size=5)
    short = run(projected, zeros(projected), np.zeros((1, 80)), by_gate=True).steps[0]
    alike = shown(
        "proved",
        "The output gate has one value for each unit, and so has the hidden state it lets through.",
        {"o": list(step.o.shape), "h": list(step.h.shape)},
        by=step.o.shape == step.h.shape,
    )
    classes = shown(
        "refuted",
        "An output layer makes any number of scores of the hidden state; with a projection even h_t has another size.",
        {"o": list(step.o.shape), "scores": list(scores.shape), "projected h": list(short.h.shape)},
        by=len(scores) != len(step.o) and len(short.h) != len(short.o),
    )
    return Verdict({"o_t and h_t are of one size": alike, "that size is the number of classes": classes})


@claim("one-bias-per-gate")
def one_bias_per_gate() -> Verdict:
    found = {}
    for convention in ("lesson", "keras", "torch", "onnx"):
        counts = parameters(LESSON, convention)
        biases = sum(count for name, count in counts.items() if name[0] in "bB")
        each = biases / (len(GATES["lstm"]) * LESSON.hidden_size)
        why = f"In the {convention} convention every unit of every gate holds {each:g}."
        found[convention] = shown("proved" if each == 1 else "refuted", why, {"biases": biases}, by=each in {1, 2})
    return Verdict(found)


@claim("time-leaves-sizes-alone")
def time_leaves_sizes_alone() -> Verdict:
    short, long = (
        run(LESSON, zeros(LESSON), np.zeros((steps, LESSON.input_size)), by_gate=True) for steps in (SHORT, LONG)
    )
    shapes = [[list(tensor.shape) for tensor in trace.steps[-1]] for trace in (short, long)]
    within = shown(
        "proved",
        "The weights know nothing of time, and one step's tensors are the same size at every step.",
        {"parameters": parameters(LESSON).total, "shapes": shapes},
        by=shapes[0] == shapes[1],
    )
    outputs = [list(trace.output.shape) for trace in (short, long)]
    whole = shown(
        "refuted",
        "The output of a whole run has a row for every step.",
        {"outputs": outputs},
        by=outputs[0] != outputs[1],
    )
    return Verdict({"weights and one step's tensors": within, "the output of a run": whole})


@claim("more-parameters-than-rnn")
def more_parameters_than_rnn() -> Verdict:
    totals = [parameters(Spec(80, 12, cell=kind)).total for kind in ("lstm", "rnn")]
    count = shown(
        "proved",
        "Three gates and a candidate are four times the one layer of a simple RNN.",
        {"lstm": totals[0], "rnn": totals[1]},
        by=totals[0] == len(GATES["lstm"]) * totals[1],
    )
    lstm, rnn = Spec(8, 12), Spec(8, 28, cell="rnn")
    sizes = {"lstm": parameters(lstm).total, "rnn": parameters(rnn).total}
    kept = {
        "rnn": reach(seeded(rnn, 0)),
        "lstm, forget bias 0": reach(seeded(lstm, 0), forget_bias=0.0),
        "lstm, forget bias 5": reach(seeded(lstm, 0), forget_bias=5.0),
    }
    cause = shown(
        "refuted",
        "Here the RNN has more parameters than the LSTM, yet of the first input's influence next to nothing is left "
        "after 60 steps, and with equal parameters the forget gate's bias decides how much an LSTM keeps.",
        {"parameters": sizes, "influence of the first input over that of the last": kept},
        by=sizes["rnn"] > sizes["lstm"]
        and kept["rnn"] < kept["lstm, forget bias 5"]
        and kept["lstm, forget bias 0"] < kept["lstm, forget bias 5"] / 1000,
    )
    return Verdict({"the count": count, "as the reason for what it does better": cause})


@claim("all-gates-have-sigmoid")
def all_gates_have_sigmoid() -> Verdict:
    ranges = unconstrained_ranges(1)
    reached = {name: ends(getattr(ranges, name)) for name in ("f", "i", "o", "g")}
    gates = shown(
        "proved",
        "Forget, input and output gate put out numbers between 0 and 1.",
        {"reach": reached},
        by=reached["f"] == reached["i"] == reached["o"] == [0.0, 1.0],
    )
    candidate = shown(
        "refuted",
        "The candidate, which PyTorch and ONNX call the cell gate, is a tanh and may be negative.",
        {"reach": reached},
        by=reached["g"] == [-1.0, 1.0],
    )
    return Verdict({"forget, input and output gate": gates, "the candidate counted as a gate": candidate})
