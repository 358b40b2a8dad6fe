"""What was answered first, by the variants of a question and by the values of each of its parameters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from assessments.engine.statistics.fairness import MOST_SHOWN, Group, binned
from assessments.engine.statistics.heat import Cell, Row
from assessments.engine.variant import canonical
from assessments.models import ItemSession
from assessments.queries.statistics.heats import RIGHT, named, picked
from assessments.queries.statistics.outcomes import Outcome, first_answers
from assessments.queries.statistics.questions import Asked
from assessments.queries.statistics.variants import in_words, names_that_differ

Label = tuple[str, bool]  # what was answered, and whether it is right
Answer = tuple[Mapping[str, Any], Outcome]  # with the parameters that it answers


@dataclass(frozen=True)
class Apart:
    """A row for each variant or value, with the share that each label has of its answers."""

    what: str
    by: str
    labels: tuple[Label, ...]
    rows: tuple[Row, ...]

    @property
    def shown(self) -> list[tuple[Row, list[tuple[Cell, bool]]]]:
        """Of many rows those with the most answers, in their order; of each cell, whether it is of what is right."""
        largest = sorted(self.rows, key=lambda one: -one.whole.count)[:MOST_SHOWN]
        keys = [is_key for _, is_key in self.labels]
        return [(one, list(zip(one.cells, keys, strict=True))) for one in self.rows if one in largest]

    @property
    def hidden(self) -> int:
        return max(0, len(self.rows) - MOST_SHOWN)


def told_apart(sessions: QuerySet[ItemSession], asked: Sequence[Asked], *, rejudged: bool = False) -> list[Apart]:
    """Options, where the question brings its own, and named mistakes; nothing where there is one variant."""
    known = {one.item: one for one in asked}
    given = answers(sessions, [one.item for one in asked if one.options], rejudged=rejudged)
    offered = [one for one in given if one[1].item in known and known[one[1].item].options]
    mistakes = apart("Answer", given, lambda one: ((label, label == RIGHT) for label in named(one)))
    return [*apart("Option", offered, lambda one: picked(one, known[one.item])), *mistakes]


def answers(sessions: QuerySet[ItemSession], chosen: Sequence[int], *, rejudged: bool) -> list[Answer]:
    """Equal ones of a variant as one."""
    rows = first_answers(sessions, chosen, rejudged=rejudged).filter(credit__isnull=False)
    wanted = rows.values_list("params", "item", "credit", "tags", "texts").annotate(n=Count("pk"))
    return [(params, Outcome(0, item, 1.0, 0.0, 0.0, *answer)) for params, item, *answer in wanted]


def apart(what: str, given: Sequence[Answer], labelled: Callable[[Outcome], Iterable[Label]]) -> list[Apart]:
    """As the spreads of difficulty: by every parameter that takes more than one value, then by variant."""
    variants = {canonical(params): params for params, _ in given}
    sizes, counts = Counter[str](), dict[Label, Counter[str]]()
    for params, one in given:
        sizes[canonical(params)] += one.n
        for label in labelled(one):
            counts.setdefault(label, Counter())[canonical(params)] += one.n
    labels = sorted(counts, key=lambda one: (not one[1], -counts[one].total(), one[0]))
    ordered = [(params, in_words(params), key) for key, params in sorted(variants.items())]
    shares = [
        [(params, Group(words, sizes[key], counts[label][key], 0)) for params, words, key in ordered]
        for label in labels
    ]
    names = names_that_differ(list(variants.values()))
    ways = {name.replace("_", " "): [binned(name, each) for each in shares] for name in names}
    if len(names) > 1:
        ways["variant"] = [[group for _, group in each] for each in shares]
    return [Apart(what, by, tuple(labels), rows(columns, sizes.total())) for by, columns in ways.items() if columns]


def rows(columns: Sequence[Sequence[Group]], n: int) -> tuple[Row, ...]:
    """From a column for each label."""
    return tuple(
        Row(each[0].label, tuple(Cell(round(one.total), one.n) for one in each), Cell(each[0].n, n))
        for each in zip(*columns, strict=True)
    )
