"""A fixed question with options; what is right is the author's word or a claim that the reference settles.
https://docs.moodle.org/en/Multiple_Choice_question_type
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.engine.authoring.authored import Option, one_of, options, prose
from assessments.engine.formats import Choice, Format, MultiChoice
from assessments.engine.kind import Kind, given

ONE, MANY = "one", "many"


@dataclass(frozen=True)
class AuthoredChoice(Kind):
    slug = "authored-choice"
    title = "Fixed question with options"

    options: tuple[Option, ...] = given(options)
    select: str = given(one_of(ONE, MANY), ONE)
    solution: str = given(prose, "")

    @classmethod
    def at_odds(cls, given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        made = cls(**given)
        right = made.right()
        if not right:
            yield "options", "no option is right"
        elif made.select == ONE and len(right) > 1 and made.weights() is None:
            yield "options", f"{len(right)} options are right, where one is selected: {'; '.join(right)}"
        elif not made.adds_up():
            yield "options", "the right options do not earn the whole mark by their weights"

    def natural_format(self) -> Format[Any]:
        weights = self.weights()
        if self.select == ONE:
            return Choice[str](weights=weights)
        return MultiChoice() if weights is None else MultiChoice(scoring="weights", weights=weights)

    def adds_up(self) -> bool:
        try:
            return self.natural_format().credit(self.answer(), self.answer()) >= 1
        except ValueError:  # weights by which nothing can be earned
            return False

    def statements(self) -> tuple[str, ...]:
        return tuple(option.text for option in self.options)

    def fixed_last(self) -> frozenset[str]:
        return frozenset(option.text for option in self.options if option.none)

    def answer(self) -> str | frozenset[str]:
        right = self.right()
        if self.select == MANY:
            return frozenset(right)
        weights = self.weights() or {}
        return max(right, key=lambda text: weights.get(text, 0))

    def slips(self) -> Iterator[tuple[str, str | frozenset[str]]]:
        """A wrong option taken alone, or beside all that is right; none that its weight leaves without a cost."""
        right, form, key = self.right(), self.natural_format(), self.answer()
        for option in self.options:
            taken = option.text if self.select == ONE else frozenset({*right, option.text})
            if option.tag and option.text not in right and form.credit(taken, key) < 1:
                yield option.tag, taken

    def because(self) -> str:
        return self.solution

    def hint(self) -> str:
        """An author's solution may say the answer anywhere, and in any words."""
        return ""

    def remark(self, response: str | frozenset[str]) -> str:
        chosen = {response} if isinstance(response, str) else response
        return "\n\n".join(option.feedback for option in self.options if option.text in chosen and option.feedback)

    def right(self) -> tuple[str, ...]:
        """The texts of the options that are."""
        held = {option.text for option in self.options if option.holds}
        return tuple(option.text for option in self.options if option.text in held or (option.none and not held))

    def weights(self) -> dict[str, float] | None:
        """Share of the mark by option; None where no option has one of its own."""
        own = {option.text: option.weight for option in self.options if option.weight is not None}
        return {option.text: own.get(option.text, 0.0) for option in self.options} if own else None
