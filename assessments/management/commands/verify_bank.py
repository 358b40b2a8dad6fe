from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.engine.cores import verify_all
from assessments.engine.definition import Definition
from assessments.models import Item
from assessments.services.banks import definition_of, reasons
from assessments.services.errors import Unpublishable


class Command(BaseCommand):
    help = "Prove every variant of every item: the key exists and scores, each slip does not and is named."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("banks", nargs="*", metavar="BANK", help="slugs of banks")
        parser.add_argument("--all", action="store_true", help="every bank")

    def handle(self, **options: Any) -> None:
        items, start, total = self.chosen(options["banks"], everything=options["all"]), perf_counter(), Counter()
        readable = dict(self.readable(items))
        for item, report in zip(readable, verify_all(readable.values()), strict=True):
            self.stdout.write(f"{named(item)}: {report}")
            total.update(posable=report.posable, proven=report.verified, passed=report.passed)
            if not report.passed:
                self.complain(reasons(report))
        seconds = perf_counter() - start
        self.stdout.write(f"{seconds:.1f} s, {total['proven'] / seconds:,.0f} variants a second")
        self.stdout.write(f"verified {total['proven']:,} of {total['posable']:,} variants in {len(items)} items")
        if failed := len(items) - total["passed"]:
            raise CommandError(f"{failed} items failed")

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
