"""One of several texts for each of several prompts, one to a line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from assessments.engine.formats.base import Format
from assessments.engine.formats.choice import must_differ, picked
from assessments.engine.formats.lines import labelled, unlabelled
from assessments.engine.formats.text import Fault
from assessments.engine.texts.said import Said

Matched = tuple[str, ...]

ARROW = " → "
MARKED = frozenset("$`*\\")


@dataclass(frozen=True)
class Match(Format[Matched]):
    """A kind declares the prompts, in Markdown; the options are its statements, in plain text, as menus show no other.

    Without prompts, as a kind declares it before a variant has drawn any, it reads any number of lines.
    """

    slug = "match"
    offers = True
    base_type = "directedPair"
    cardinality = "multiple"

    prompts: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    per_prompt: bool = False  # each prompt with its right option earns its share

    def __post_init__(self) -> None:
        must_differ(self.prompts)
        must_differ(self.options)
        if any(len(text.splitlines()) > 1 for text in (*self.prompts, *self.options)):
            raise ValueError("a prompt and an option are single lines")
        if any(MARKED & set(option) for option in self.options):
            raise ValueError(f"an option of a menu is plain text, without {' '.join(sorted(MARKED))}")
        if not isinstance(self.per_prompt, bool):
            raise ValueError(f"per_prompt is true or false, not {self.per_prompt!r}")  # noqa: TRY004 -- JSON may bring it

    def offered(self) -> tuple[str, ...]:
        return self.options

    def with_options(self, texts: tuple[str, ...]) -> Self:
        return replace(self, options=texts)

    def labels(self) -> tuple[str, ...]:
        return self.prompts

    def longest(self) -> int:
        widest = max(map(len, self.options), default=0)
        return max(super().longest(), sum(len(prompt) + len(ARROW) + 2 * widest for prompt in self.prompts))

    def read(self, raw: str) -> Matched:
        lines = unlabelled(self.prompts, ARROW, raw)
        if self.prompts and len(lines) != len(self.prompts):
            raise Fault("There is not one choice for each line.")
        if empty := {place: Said("Nothing is chosen here yet.") for place, line in enumerate(lines) if not line}:
            raise Fault("Nothing is chosen yet in {empty} of {all} lines.", empty, empty=len(empty), all=len(lines))
        return tuple(picked(line, self.options) for line in lines)

    def credit(self, response: Matched, key: Matched) -> float:
        if len(response) != len(key) or not (self.per_prompt and key):
            return float(response == key)
        return right_lines(response, key) / len(key)

    def show(self, value: Matched) -> str:
        return labelled(self.prompts, ARROW, value) if len(value) == len(self.prompts) else "\n".join(value)

    def explain(self, response: Matched, key: Matched) -> str | None:
        if len(response) != len(key):  # before the prompts are known
            return None
        wrong = [place for place, (one, truth) in enumerate(zip(response, key, strict=True)) if one != truth]
        if len(wrong) == 2 and response[wrong[0]] == key[wrong[1]] and response[wrong[1]] == key[wrong[0]]:  # noqa: PLR2004 -- a pair
            return "pair-swapped"
        return "one-match-wrong" if len(wrong) == 1 else None

    def guide(self) -> Said:
        if self.per_prompt:
            return Said("Choose one option for each line; each right line earns its share.")
        return Said("Choose one option for each line; every line must be right.")

    def example(self) -> Said:
        return Said("Choose one of the options shown for each line.")


def right_lines(response: Matched, key: Matched) -> int:
    return sum(one == truth for one, truth in zip(response, key, strict=True))
