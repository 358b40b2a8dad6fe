from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle, islice
from statistics import median
from time import process_time
from typing import Any

from django.core.management.base import BaseCommand

from assessments.engine.definition import Definition
from assessments.engine.formats import Unreadable
from assessments.engine.grade import grade
from assessments.engine.kind import KINDS
from assessments.engine.proving.renders import Renders
from assessments.engine.proving.verify import WHOLE, tries, verify_places
from assessments.engine.variant import Unposable, Variant, build

ROUNDS = 3
POINTS = 300
PROVEN = 1000  # points side by side, as a whole space is verified


class Command(BaseCommand):
    help = "Time what the engine does for one question, kind by kind, in CPU time: medians of three rounds."

    def handle(self, **options: Any) -> None:
        self.stdout.write(
            f"{'kind':28} {'draw and build':>15} {'right answer':>13} {'wrong answer':>13} {'verified':>12}"
        )
        self.stdout.write(f"{'':28} " + " ".join(f"{unit:>14}" for unit in ("µs", "µs", "µs", "variants/s")))
        for slug, kind in sorted(KINDS.items()):
            if not kind.required():
                self.stdout.write(row(slug))


def row(slug: str) -> str:
    definition = Definition(slug)
    variants = [variant for variant in drawn(definition) if variant.telling]
    right = [(one, one.entry.show(one.key)) for one in variants]
    wrong = [(one, raw) for one in variants for raw in islice(mistakes(one), 1)]
    figures = (
        timed(lambda: len(list(drawn(definition)))),
        timed(lambda: sum(1 for one, raw in right if grade(fresh(one), raw))),
        timed(lambda: sum(1 for one, raw in wrong if grade(fresh(one), raw))),
    )
    return f"{slug:28} " + " ".join(f"{figure:14,.0f}" for figure in (*figures, 1e6 / timed(proving(definition))))


def drawn(definition: Definition) -> list[Variant]:
    """Variants along one learner's walk, rendered as for a page."""
    found = []
    for place in islice(cycle(range(len(definition.space))), POINTS):
        try:
            found.append(build(definition, definition.space.in_order_of(b"bench", place), str(place))[0])
        except Unposable:
            continue
    return found


def proving(definition: Definition) -> Callable[[], int]:
    """Verifies one stretch of the space after the other, as a verification of the whole would come by them."""
    renders, points = Renders(definition), tries(definition.space, WHOLE)
    starts = cycle(range(0, max(points - PROVEN, 1), PROVEN))
    return lambda: (
        verify_places(definition, range(start := next(starts), min(start + PROVEN, points)), WHOLE, renders).posable
    )


def mistakes(variant: Variant) -> Iterator[str]:
    """The slips as typed, or as picked where they are among what is offered."""
    for value in variant.telling.values():
        raw = variant.entry.show(value)
        try:
            variant.format.parse(raw)
        except Unreadable:
            continue
        yield raw


def fresh(variant: Variant) -> Variant:
    """Without what it has already worked out."""
    return Variant(variant.kind, variant.entry, variant.format)


def timed(work: Callable[[], int]) -> float:
    """Median microseconds for each of the things that `work` did."""
    rounds = []
    for _ in range(ROUNDS):
        start = process_time()
        done = work()
        rounds.append((process_time() - start) / max(done, 1) * 1e6)
    return median(rounds)
