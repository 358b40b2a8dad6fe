"""Gates, candidate and states of one step, each by itself.
https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTMCell.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from assessments.engine.executed.one_unit import identity
from assessments.engine.formats import Parts, Real
from assessments.engine.kind import Kind
from assessments.engine.kinds.notation import TENSORS, equals, factor, number
from assessments.engine.kinds.steps.cell_update import CellUpdate
from assessments.engine.kinds.steps.forget_gate_value import ForgetGateValue
from assessments.engine.kinds.steps.hidden_state_value import HiddenStateValue
from assessments.engine.kinds.steps.one_unit_cell import BLOCKS
from assessments.engine.kinds.steps.one_unit_step import OneUnitStep
from assessments.engine.kinds.steps.rnn_step import RNNStep
from lstm_reference.cell import sigmoid, tanh

Tensors = tuple[float, ...]

ORDER = "figcoh"  # the candidate's output is g
NUMBER = Real()
MOST = 1e6  # nobody works a step out by hand with numbers beyond
INTRODUCED = "Each value follows from those before it; numbers are rounded only where they are shown:"
SYMBOLS = {"c": r"C_t = f_t \, C_{t-1} + i_t \, \tilde{C}_t \approx", "h": r"h_t = o_t \tanh(C_t) \approx"}


@dataclass(frozen=True)
class StepByParts(OneUnitStep):
    slug = "step-by-parts"
    title = "A step, part by part"
    topic = "lstm-steps"
    skill = "whole-steps"
    difficulty = 4
    nudge = (
        "Begin with a sum for each gate and for the candidate: its own $W_F$ times $x_t$, plus its own $W_R$ times "
        "$h_{t-1}$, plus its own $b$. Only then comes its activation."
    )
    format = Parts(tuple(f"${TENSORS[name]}$" for name in ORDER), (NUMBER,) * len(ORDER))
    stems = (
        (
            "A standard LSTM has one input and one unit. $W_F$ weighs the input, $W_R$ weighs the hidden state, and "
            "$b$ is the bias:\n\n"
            "{table}\n\n"
            "Take one step from $h_{t-1} = {hidden}$ and $C_{t-1} = {before}$ with the input $x_t = {x}$, part by "
            "part. What follows rightly from your own earlier values counts as right."
        ),
        (
            "In a standard LSTM with one input and one unit, the gates and the candidate, which has the index $c$, "
            "hear before their activations:\n\n"
            "$${sums}$$\n\n"
            "The unit holds $C_{t-1} = {before}$ and $h_{t-1} = {hidden}$, and it reads $x_t = {x}$. Work out its step "
            "part by part. What follows rightly from your own earlier values counts as right."
        ),
    )

    def answer(self) -> Tensors:
        return in_order(self.executed())

    def questions(self, response: Tensors) -> tuple[Kind, ...]:
        """The candidate is all that a simple RNN with its weights computes."""
        f, i, g, c, o, _ = (max(-MOST, min(MOST, value)) for value in response)
        gates = {gate: (*(self.part(gate, name) for name in self.parts), self.x, self.hidden) for gate in BLOCKS}
        return (
            ForgetGateValue(*gates["f"]),
            ForgetGateValue(*gates["i"]),
            RNNStep(*gates["c"]),
            CellUpdate(f, i, g, self.before),
            ForgetGateValue(*gates["o"]),
            HiddenStateValue(o, c, c - self.before),
        )

    def slips(self) -> Iterator[tuple[str, Tensors | Kind]]:
        """Ideas about the whole cell; those about one part are its own question's."""
        yield "tanh-for-sigmoid", in_order(self.executed(gate=tanh))
        yield "sigmoid-for-tanh", in_order(self.executed(candidate=sigmoid))
        yield "gates-swapped", self.gates_swapped()
        yield "only-hidden-carried", replace(self, before=0.0)
        yield "no-recurrent", replace(self, hidden=0.0)
        yield "no-bias", self.without("bias")
        yield "weights-swapped", replace(self, x=self.hidden, hidden=self.x)

    def because(self) -> str:
        return "\n\n".join([INTRODUCED, *self.formulas().values()])

    def because_of(self, response: Tensors) -> str:
        """Says where the response departs from it for the first time."""
        told = self.formulas()
        for name, given, truth in zip(ORDER, response, self.answer(), strict=True):
            if NUMBER.credit(given, truth) < 1:
                told[name] += (
                    f"\n\n> **Here your answer departs first:** you have ${TENSORS[name]} = {NUMBER.show(given)}$."
                )
                break
        return "\n\n".join([INTRODUCED, *told.values()])

    def formulas(self) -> dict[str, str]:
        """Tensor → its formula with these numbers, in Markdown."""
        done, heard = self.executed(), self.executed(gate=identity, candidate=identity)
        found = {name: number(value) for name, value in done.items()}
        worked = {
            "c": rf"{found['f']} \cdot {factor(self.before)} + {found['i']} \cdot {factor(done['g'])}",
            "h": rf"{found['o']} \cdot \tanh({found['c']})",
        }
        for gate, (_, activation) in BLOCKS.items():
            name = "g" if gate == "c" else gate
            summed = self.summed(gate, self.x, self.hidden)
            worked[name] = rf"{activation}({summed}) = {activation}({number(heard[name])})"
        begun = {name: SYMBOLS.get(name, f"{TENSORS[name]} =") for name in ORDER}
        return {name: f"$${begun[name]} {worked[name]} {equals(done[name])}$$" for name in ORDER}


def in_order(done: Mapping[str, float]) -> Tensors:
    return tuple(done[name] for name in ORDER)
