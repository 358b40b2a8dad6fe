from __future__ import annotations

from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.engine.verify import verify_all
from assessments.models import Item
from assessments.services.banks import definition_of, reasons
from assessments.services.errors import Unpublishable


class Command(BaseCommand):
    help = "Prove every variant of every item: the key exists and scores, each slip does not and is named."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("banks", nargs="*", metavar="BANK", help="slugs of banks")
        parser.add_argument("--all", action="store_true", help="every bank")

    def handle(self, **options: Any) -> None:
        items = self.chosen(options["banks"], everything=options["all"])
        start, posable, proven, failed = perf_counter(), 0, 0, 0
        try:
            definitions = [definition_of(item) for item in items]
        except Unpublishable as why:
            raise CommandError("\n".join([str(why), *why.faults])) from None
        for item, report in zip(items, verify_all(definitions), strict=True):
            self.stdout.write(f"{item.bank.slug}/{item.slug}: {report}")
            posable, proven = posable + report.posable, proven + report.verified
            if not report.passed:
                failed += 1
                self.stderr.write("\n".join(f"  {reason}" for reason in reasons(report)))
        seconds = perf_counter() - start
        self.stdout.write(f"{seconds:.1f} s, {proven / seconds:,.0f} variants a second")
        self.stdout.write(f"verified {proven:,} of {posable:,} variants in {len(items)} items")
        if failed:
            raise CommandError(f"{failed} items failed")

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
