"""One of several texts. Choosing is typing the chosen text, so any format can be asked this way."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any, Self, cast

from assessments.engine.formats.base import SECRET, Format, V
from assessments.engine.formats.text import Fault, quoted
from assessments.engine.texts.said import Said


@dataclass(frozen=True)
class Choice(Format[V]):
    """Without options, as a kind declares it before a variant has drawn any, it reads every text."""

    slug = "choice"
    offers = True
    base_type = "identifier"

    options: tuple[str, ...] = ()
    of: Format[Any] | None = None  # reads an option's text; without it, the text itself is the value
    weights: Mapping[str, float] | None = field(default=None, hash=False, metadata=SECRET)  # option → share of the mark
    always_correct: tuple[str, ...] = ()  # options that are right as well: how a disputed one is mended

    def __post_init__(self) -> None:
        must_differ(self.options)
        if self.of is not None and not isinstance(self.of, Format):
            raise ValueError(f"of is a format, not {self.of!r}")
        try:
            values = {self._value(option) for option in self.options}
        except Fault as fault:
            raise ValueError(f"an option cannot be read: {fault}") from fault
        if len(values) < len(self.options):
            raise ValueError("two options mean the same")
        if not isinstance(self.always_correct, tuple):
            raise ValueError("always_correct is a list of options")  # noqa: TRY004 -- JSON may bring others
        must_be_offered(self.always_correct, self.options)
        if self.weights is not None:
            must_weigh(self.weights, self.options)
            if self.of:
                raise ValueError("weights are for options that are texts, not values")

    def offered(self) -> tuple[str, ...]:
        return self.options

    def with_options(self, texts: tuple[str, ...]) -> Self:
        return replace(self, options=texts)

    def longest(self) -> int:
        return max(super().longest(), 2 * sum(map(len, self.options)))

    def read(self, raw: str) -> V:
        return self._value(picked(raw, self.options))

    def _value(self, option: str) -> V:
        return cast(V, self.of.read(option) if self.of else option)

    def credit(self, response: V, key: V) -> float:
        if self.always_correct and response in map(self._value, self.always_correct):
            return 1.0
        if self.weights is not None:
            return min(1.0, max(0.0, self.weights.get(str(response), 0.0)))
        return self.of.credit(response, key) if self.of else float(response == key)

    def show(self, value: V) -> str:
        """The option itself where there is one."""
        if self.of is None:
            return str(value)
        equal = (option for option in self.options if self._value(option) == value)
        right = (option for option in self.options if self.of.credit(self._value(option), value) == 1)
        return next(chain(equal, right), None) or self.of.show(value)

    def explain(self, response: V, key: V) -> str | None:
        return self.of.explain(response, key) if self.of else None

    def guide(self) -> Said:
        return Said("Choose one option.")

    def example(self) -> Said:
        return Said("Choose one of the options shown.")

    def check(self, key: V) -> None:
        if self.of:
            self.of.check(key)
        # Without what was accepted afterwards, which may be right beside the key.
        plain = replace(self, always_correct=())
        right = sum(plain.credit(self._value(option), key) == 1 for option in self.options)
        if self.options and self.weights is None and right != 1:
            raise ValueError(f"{right} options are right where one should be")
        super().check(key)


def tidy(text: str) -> str:
    """Browsers change line ends, and nobody sees how many blanks there are."""
    return " ".join(text.split())


def picked(raw: str, options: tuple[str, ...]) -> str:
    """The option whose text was sent. Raises Fault for any other, which no page offers."""
    if not tidy(raw):
        raise Fault("Nothing is chosen yet.")
    chosen = next((option for option in options if tidy(option) == tidy(raw)), None)
    if options and chosen is None:
        raise Fault("{text} is not one of the options.", text=quoted(tidy(raw)))
    return chosen or raw.strip()


def must_differ(options: tuple[str, ...]) -> None:
    if not isinstance(options, tuple) or not all(isinstance(option, str) and tidy(option) for option in options):
        raise ValueError("options are texts that say something")
    if len(options) == 1:
        raise ValueError("a single option leaves nothing to choose")
    if len(set(map(tidy, options))) < len(options):
        raise ValueError("two options look alike")


def must_weigh(weights: object, options: tuple[str, ...]) -> None:
    if not isinstance(weights, Mapping):
        raise ValueError(f"weights are numbers by option, unlike {weights!r}")  # noqa: TRY004 -- JSON may bring it
    if not all(isinstance(weight, (int, float)) and math.isfinite(weight) for weight in weights.values()):
        raise ValueError("weights are finite numbers")
    must_be_offered(weights, options)


def must_be_offered(texts: Iterable[str], options: tuple[str, ...]) -> None:
    """Once there are options: before, anything may be among them."""
    for text in texts:
        if options and text not in options:
            raise ValueError(f"{text!r} is not one of the options")
