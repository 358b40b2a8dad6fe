"""The input for a question: what its template in `web/formats/` shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import cycle, zip_longest
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
        "table": table(question, raw, faults) if question.heads else None,
    }


def fields(question: Question, raw: str, faults: Mapping[int, str]) -> Iterator[dict[str, Any]]:
    """One for each input, where the answer is typed into several."""
    labels = [label for label in question.labels for _ in question.heads or [""]]
    for place, (label, line) in enumerate(zip_longest(labels, raw.split("\n")[: len(labels)], fillvalue="")):
        yield {
            "label": trusted.html(label),
            "raw": line.strip(),
            "fault": faults.get(place, ""),
            "is_first_fault": place == min(faults, default=None),
        }


def table(question: Question, raw: str, faults: Mapping[int, str]) -> dict[str, Any]:
    """The same inputs in rows; their faults are told below, where there is room for them."""
    heads = [trusted.html(head) for head in question.heads]
    numbered = enumerate(zip(fields(question, raw, faults), cycle(heads), strict=False), start=1)
    cells = [{**cell, "head": head, "number": number} for number, (cell, head) in numbered]
    rows = [cells[start : start + len(heads)] for start in range(0, len(cells), len(heads))]
    return {"heads": heads, "rows": rows}
