from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.engine.definition import Definition
from assessments.engine.proving.cores import verify_all
from assessments.engine.proving.verify import WHOLE, Report, tries
from assessments.management.progress import INTERRUPTED, Progress
from assessments.models import Item
from assessments.services.banks import definition_of, reasons
from assessments.services.errors import Unpublishable


class Command(BaseCommand):
    help = (
        "Prove every variant of every item on all cores: the key exists and scores, each slip does not and is named. "
        f"A space of more than {WHOLE:,} points is sampled, one point of each equal stretch."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("banks", nargs="*", metavar="BANK", help="slugs of banks")
        parser.add_argument("--all", action="store_true", help="every bank")

    def handle(self, **options: Any) -> None:
        items, start, total = self.chosen(options["banks"], everything=options["all"]), perf_counter(), Counter[str]()
        readable = dict(self.readable(items))
        points = sum(tries(definition.space, WHOLE) for definition in readable.values())
        try:
            with Progress(points, self.stderr) as bar, closing(verify_all(readable.values(), tried=bar.add)) as reports:
                for item, report in zip(readable, reports, strict=True):
                    bar.clear()
                    self.tell(item, report)
                    total.update(items=1, posable=report.posable, proven=report.verified, twice=report.computed_twice)
                    total.update(passed=report.passed)
        except KeyboardInterrupt:
            self.conclude(total, perf_counter() - start)
            raise CommandError("interrupted", returncode=INTERRUPTED) from None
        total["items"] = len(items)
        self.conclude(total, perf_counter() - start)
        if failed := len(items) - total["passed"]:
            raise CommandError(f"{failed} items failed")

    def tell(self, item: Item, report: Report) -> None:
        self.stdout.write(f"{named(item)}: {report}")
        if not report.passed:
            self.complain(reasons(report))

    def conclude(self, total: Counter[str], seconds: float) -> None:
        speed = f"{total['proven'] / seconds:,.0f} variants a second"
        self.stdout.write(f"{seconds:.1f} s, {speed}, {total['twice']:,} keys computed another way too")
        self.stdout.write(f"verified {total['proven']:,} of {total['posable']:,} variants in {total['items']} items")

    def readable(self, items: list[Item]) -> Iterator[tuple[Item, Definition]]:
        for item in items:
            try:
                yield item, definition_of(item)
            except Unpublishable as why:
                self.stdout.write(f"{named(item)}: {why}")
                self.complain(why.faults)

    def complain(self, faults: list[str]) -> None:
        self.stderr.write("\n".join(f"  {fault}" for fault in faults))

    def chosen(self, banks: list[str], *, everything: bool) -> list[Item]:
        items = Item.objects.filter(archived=False).select_related("bank")
        if not everything:
            known = set(items.filter(bank__slug__in=banks).values_list("bank__slug", flat=True))
            if unknown := sorted(set(banks) - known):
                raise CommandError(f"no bank with items is called {', '.join(unknown)}")
            items = items.filter(bank__slug__in=banks)
        if not items:
            raise CommandError("name a bank, or say --all")
        return list(items)


def named(item: Item) -> str:
    return f"{item.bank.slug}/{item.slug}"
