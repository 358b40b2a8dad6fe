"""A fixed question with lines, to each of which one of the options belongs.
https://docs.moodle.org/en/Matching_question_type
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.engine.authoring.authored import Pair, pairs, prose
from assessments.engine.formats import Match
from assessments.engine.formats.match import Matched
from assessments.engine.kind import Kind, given


@dataclass(frozen=True)
class AuthoredMatch(Kind):
    slug = "authored-match"
    title = "Fixed question with lines to match"

    pairs: tuple[Pair, ...] = given(pairs)
    solution: str = given(prose, "")

    @classmethod
    def at_odds(cls, given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        made = cls(**given)
        try:
            made.natural_format().with_options(made.statements())
        except ValueError as wrong:
            yield "pairs", str(wrong)

    def natural_format(self) -> Match:
        return Match(tuple(one.prompt for one in self.pairs if one.prompt))

    def statements(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.option for one in self.pairs))

    def answer(self) -> Matched:
        return tuple(one.option for one in self.pairs if one.prompt)

    def because(self) -> str:
        return self.solution

    def hint(self) -> str:
        """An author's solution may say the answer anywhere, and in any words."""
        return ""
