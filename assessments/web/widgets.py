"""The input for a question: what its template in `web/formats/` shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from types import MappingProxyType
from typing import Any

from assessments.engine.variant import Question
from assessments.web import trusted


def widget(question: Question, raw: str = "", faults: Mapping[int, str] = MappingProxyType({})) -> dict[str, Any]:
    """`raw` is what was sent last, a line from each input; `faults` says by place which of them could not be read."""
    chosen = set(raw.split("\n"))
    options = [
        {"value": value, "html": trusted.html(shown), "checked": value in chosen} for value, shown in question.options
    ]
    return {
        "slug": question.widget,
        "guide": question.guide,
        "options": options,
        "fields": list(fields(question, raw, faults)),
    }


def fields(question: Question, raw: str, faults: Mapping[int, str]) -> Iterator[dict[str, Any]]:
    """One for each input, where the answer is typed into several."""
    sent = raw.split("\n")[: len(question.labels)]
    for place, (label, line) in enumerate(zip_longest(question.labels, sent, fillvalue="")):
        yield {
            "label": trusted.html(label),
            "raw": line.strip(),
            "fault": faults.get(place, ""),
            "is_first_fault": place == min(faults, default=None),
        }
