"""A fixed question whose answer is typed: a shape, a number, a vector, an interval or a block of rows.
https://docs.moodle.org/en/Numerical_question_type
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.engine.authoring.authored import Mistake, line, mistakes, one_of, prose
from assessments.engine.formats import FORMATS, Format, Integer, Interval, Real, Rows, Shape, Unreadable, Vector
from assessments.engine.kind import Kind, given

TYPED = tuple(family.slug for family in (Shape, Integer, Real, Vector, Interval, Rows))
FORESEEN = "foreseen-mistake"


@dataclass(frozen=True)
class AuthoredValue(Kind):
    slug = "authored-value"
    title = "Fixed question with a typed answer"

    form: str = given(one_of(*TYPED))  # the slug of the format that reads it
    value: str = given(line)  # the key, as a learner would type it
    mistakes: tuple[Mistake, ...] = given(mistakes, ())
    solution: str = given(prose, "")

    @classmethod
    def at_odds(cls, given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        made = cls(**given)
        form = made.natural_format()
        try:
            form.check(made.answer())
        except ValueError as wrong:
            yield "value", str(wrong)
            return
        for place, mistake in enumerate(made.mistakes, start=1):
            try:
                typed = form.parse(mistake.value)
            except Unreadable as wrong:
                yield "mistakes", f"mistake {place}: {wrong}"
                return
            if form.credit(typed, made.answer()) >= 1:
                yield "mistakes", f"mistake {place}: {mistake.value} is right"
                return

    def natural_format(self) -> Format[Any]:
        return FORMATS[self.form]()

    def answer(self) -> Any:
        return self.read(self.value)

    def slips(self) -> Iterator[tuple[str, Any]]:
        yield from ((mistake.tag or FORESEEN, self.read(mistake.value)) for mistake in self.mistakes)

    def because(self) -> str:
        return self.solution

    def hint(self) -> str:
        """An author's solution may say the answer anywhere, and in any words."""
        return ""

    def remark(self, response: Any) -> str:
        form = self.natural_format()
        same = (mistake.feedback for mistake in self.mistakes if form.credit(response, self.read(mistake.value)) >= 1)
        return next(same, "")

    def read(self, typed: str) -> Any:
        return self.natural_format().parse(typed)
