from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.engine.definition import Definition
from assessments.engine.kind import KINDS, Kind
from assessments.engine.proving.cores import verify_all
from assessments.engine.proving.verify import WHOLE, tries
from assessments.management.progress import INTERRUPTED, Progress
from assessments.models import Item

HEADS = ("family", "bank", "format", "space", "verified", "slips")
NUMBERS = 3  # columns at the end that stand to the right


class Command(BaseCommand):
    help = (
        "The table of question families: the bank, the format, the points of the whole space, "
        "how many variants were verified (in the bank, or anew in the whole space), and how many slips tell."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--verify", action="store_true", help="verify every family's whole space now")
        parser.add_argument("--markdown", action="store_true", help="as a table for a page")

    def handle(self, **options: Any) -> None:
        families = [KINDS[slug] for slug in sorted(KINDS) if is_family(KINDS[slug])]
        families.sort(key=lambda family: family.topic)
        reports = self.verified_now(families) if options["verify"] else verified_before()
        rows = [row(family, reports.get(family.slug)) for family in families]
        for line in (markdown if options["markdown"] else aligned)([HEADS, *rows]):
            self.stdout.write(line)
        self.stdout.write(f"{len(rows)} families in {len({family.topic for family in families})} banks")
        if unproven := [family.slug for family in families if not proven(reports.get(family.slug))]:
            raise CommandError(f"not verified: {', '.join(unproven)}")

    def verified_now(self, families: list[type[Kind]]) -> dict[str, Mapping[str, Any]]:
        definitions = [Definition(family.slug) for family in families]
        points = sum(tries(definition.space, WHOLE) for definition in definitions)
        try:
            with Progress(points, self.stderr) as bar, closing(verify_all(definitions, tried=bar.add)) as reports:
                return {family.slug: report.facts() for family, report in zip(families, reports, strict=True)}
        except KeyboardInterrupt:
            raise CommandError("interrupted", returncode=INTERRUPTED) from None


def is_family(kind: type[Kind]) -> bool:
    """What poses questions of its own; other kinds need an author's."""
    return bool(kind.topic and kind.stems and not kind.required())


def verified_before() -> dict[str, Mapping[str, Any]]:
    """Family → the report that was stored with the current revision of its item."""
    items = Item.objects.filter(archived=False, current__isnull=False).select_related("current").order_by("-pk")
    return {item.kind: item.current.verification for item in items}


def proven(report: Mapping[str, Any] | None) -> bool:
    return report is not None and 0 < report["verified"] == report["posable"]


def row(family: type[Kind], report: Mapping[str, Any] | None) -> tuple[str, ...]:
    space = len(Definition(family.slug).space)
    told = (f"{report['verified']:,}", str(len(report["slips"]))) if report else ("–", "–")
    return (family.slug, family.topic, family.format.slug, f"{space:,}", *told)


def markdown(rows: list[tuple[str, ...]]) -> Iterator[str]:
    heads, *others = (f"| {' | '.join(cells)} |" for cells in rows)
    yield heads
    yield f"|{' --- |' * (len(HEADS) - NUMBERS)}{' ---: |' * NUMBERS}"
    yield from others


def aligned(rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    last = len(HEADS) - NUMBERS
    for cells in rows:
        padded = (
            cell.rjust(width) if place >= last else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        yield "  ".join(padded).rstrip()
