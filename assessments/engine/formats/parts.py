"""Answers of several named parts, each with a format of its own, one to a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assessments.engine.formats.base import Format
from assessments.engine.formats.choice import must_differ
from assessments.engine.formats.lines import labelled, unlabelled
from assessments.engine.formats.text import Fault
from assessments.engine.texts.said import Clause, Said

Values = tuple[Any, ...]

EQUALS = " = "


@dataclass(frozen=True)
class Parts(Format[Values]):
    slug = "parts"
    base_type = "string"
    cardinality = "record"

    names: tuple[str, ...]  # in Markdown
    formats: tuple[Format[Any], ...]

    def __post_init__(self) -> None:
        must_differ(self.names)
        if any(len(name.splitlines()) > 1 for name in self.names):
            raise ValueError("a name is a single line")
        if not isinstance(self.formats, tuple) or not all(isinstance(form, Format) for form in self.formats):
            raise ValueError(f"formats are a list of formats, not {self.formats!r}")
        if len(self.formats) != len(self.names) or len(self.names) < 2:  # noqa: PLR2004 -- else it is no several
            raise ValueError("there are at least two parts, each with a name and a format")

    def labels(self) -> tuple[str, ...]:
        return self.names

    def read(self, raw: str) -> Values:
        lines = unlabelled(self.names, EQUALS, raw)
        if len(lines) != len(self.names):
            raise Fault("There is not one answer for each field.")
        values, faults = [], {}
        for place, (form, line) in enumerate(zip(self.formats, lines, strict=True)):
            try:
                values.append(form.read(line))
            except Fault as fault:
                faults[place] = fault.words
        if faults:
            raise Fault("{unread} of {all} fields cannot be read yet.", faults, unread=len(faults), all=len(lines))
        return tuple(values)

    def credit(self, response: Values, key: Values) -> float:
        each = zip(self.formats, response, key, strict=True)
        return sum(form.credit(one, truth) for form, one, truth in each) / len(self.formats)

    def show(self, value: Values) -> str:
        return labelled(self.names, EQUALS, (form.show(one) for form, one in zip(self.formats, value, strict=True)))

    def echo(self, response: Values) -> str:
        return labelled(self.names, EQUALS, (form.echo(one) for form, one in zip(self.formats, response, strict=True)))

    def explain(self, response: Values, key: Values) -> str | None:
        """What happened to the one part that is wrong."""
        each = zip(self.formats, response, key, strict=True)
        wrong = [(form, one, truth) for form, one, truth in each if form.credit(one, truth) < 1]
        if len(wrong) != 1:
            return None
        ((form, one, truth),) = wrong
        return form.explain(one, truth)

    def guide(self) -> Said:
        if len(set(self.formats)) > 1:
            return Said("Answer in every field; each right one earns its share.")
        return Said("In each field, {guide}; each right one earns its share.", guide=Clause.of(self.formats[0].guide()))

    def example(self) -> Said:
        if len(set(self.formats)) > 1:
            return Said("Every field needs an answer of its kind.")
        return self.formats[0].example()

    def check(self, key: Values) -> None:
        for form, truth in zip(self.formats, key, strict=True):
            form.check(truth)
        super().check(key)
