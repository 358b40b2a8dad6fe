"""Which change of an LSTM layer adds the most parameters: the hidden size counts squared, the input size does not.
https://arxiv.org/abs/1503.04069
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from assessments.engine.executed.anatomy import sized
from assessments.engine.formats import Choice
from assessments.engine.kind import Kind, drawn
from lstm_reference import Spec, parameters

ALIKE = "All three add equally many."
CLOSE = 0.9  # nobody should have to count to the last parameter
MULTIPLES = {2: "Twice", 3: "Three times", 4: "Four times"}


@dataclass(frozen=True)
class LargestGrowth(Kind):
    slug = "largest-growth"
    title = "The change that adds the most parameters"
    topic = "lstm-parameters"
    skill = "choosing-sizes"
    difficulty = 3
    nudge = "Put each change into the count by itself. What does it multiply, and what does it leave as it was?"
    format: ClassVar[Choice[str]] = Choice()
    stems = (
        (
            "An LSTM layer has {input_size} inputs, {hidden_size} hidden units, and one bias for each gate and for the "
            "candidate. Which of these changes adds the most parameters?"
        ),
        (
            "You want to enlarge an LSTM that has one layer with {input_size} inputs and {hidden_size} hidden units; "
            "each gate and the candidate has one bias. Which single change makes its number of parameters grow most?"
        ),
    )

    input_size: int = drawn((10, 20, 30, 40, 60, 80, 100, 120))
    hidden_size: int = drawn((8, 12, 16, 24, 32, 48, 64))
    times: int = drawn(MULTIPLES)

    def statements(self) -> tuple[str, ...]:
        return (*self.changes, ALIKE)

    def fixed_last(self) -> frozenset[str]:
        return frozenset({ALIKE})

    def answer(self) -> str:
        return max(self.changes, key=self.added)

    def slips(self) -> Iterator[tuple[str, str]]:
        inputs, units, layer = self.changes
        ideas = {"square-overlooked": inputs, "square-always-wins": units, "depth-adds-most": layer}
        right = self.answer()
        yield from ((tag, text) for tag, text in ideas.items() if text != right)
        yield "every-change-alike", ALIKE

    def posable(self) -> bool:
        *_, second, most = sorted(map(self.added, self.changes))
        return second < CLOSE * most

    def because(self) -> str:
        n, h = self.input_size, self.hidden_size
        more_inputs, more_units, another = map(self.added, self.changes)
        return (
            f"Now there are $4 \\cdot {h} \\cdot ({n} + {h} + 1) = {parameters(sized(n, h)).total}$ parameters.\n\n"
            f"- {MULTIPLES[self.times]} as many inputs widen the four feed-forward matrices only: "
            f"$4 \\cdot {h} \\cdot {(self.times - 1) * n} = {more_inputs}$ more.\n"
            f"- Twice as many hidden units double the rows of every matrix, and the columns of the recurrent ones as "
            f"well: $4 \\cdot {2 * h} \\cdot ({n} + {2 * h} + 1)$ in all, ${more_units}$ more.\n"
            f"- A second layer reads {h} entries: $4 \\cdot {h} \\cdot ({h} + {h} + 1) = {another}$ more.\n\n"
            f"The most comes from this: **{self.answer()}** The hidden size counts squared, but a large change of the "
            "input size can outweigh it where there are many inputs."
        )

    @property
    def changes(self) -> Mapping[str, Spec]:
        """What the three options say, and the network that each of them makes."""
        n, h, larger = self.input_size, self.hidden_size, self.times * self.input_size
        return {
            f"{MULTIPLES[self.times]} as many inputs: {larger} in place of {n}.": sized(larger, h),
            f"Twice as many hidden units: {2 * h} in place of {h}.": sized(n, 2 * h),
            f"A second layer with {h} hidden units on top of the first.": sized(n, h, num_layers=2),
        }

    def added(self, change: str) -> int:
        return parameters(self.changes[change]).total - parameters(sized(self.input_size, self.hidden_size)).total
