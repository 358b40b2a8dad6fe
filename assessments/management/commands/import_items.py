from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from assessments.interchange import codecs
from assessments.interchange.bundle import SLUG
from assessments.interchange.incoming import BadFile, Incoming
from assessments.interchange.native import tree
from assessments.services.errors import Refused
from assessments.services.exchange.taking_in import Line, Report, bank_for, foretold, take_in


class Command(BaseCommand):
    help = (
        "Take questions from a file, or from a folder that export_items --format json wrote, as drafts into a bank. "
        "What is there already is updated; what cannot be read is refused by name, and the rest is taken."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--bank", default="", metavar="SLUG", help="the bank, made if there is none; else the file's"
        )
        parser.add_argument("--dry-run", action="store_true", help="report, and write nothing")

    def handle(self, **options: Any) -> None:
        if options["bank"] and not SLUG.fullmatch(options["bank"]):
            raise CommandError("a bank's slug is 1 to 50 letters, digits, hyphens and underscores")
        try:
            incoming = read(options["file"])
            bank = bank_for(incoming, options["bank"])
            report = foretold(incoming, bank) if options["dry_run"] else take_in(incoming, bank, None, now())
        except (BadFile, Refused, OSError) as wrong:
            raise CommandError(str(wrong)) from None
        self.tell(report, dry="dry run, nothing is written: " if options["dry_run"] else "")

    def tell(self, report: Report, dry: str) -> None:
        for line in report.lines:
            self.stdout.write(f"{report.bank.slug}/{line.name}: {in_words(line)}")
            self.stdout.write("".join(f"  lost: {loss}\n" for loss in line.losses), ending="")
        counts = ", ".join(f"{count} {outcome}" for outcome, count in report.counts().items())
        self.stdout.write(f"{dry}{counts}")
        if report.of("refused"):
            raise CommandError(f"{len(report.of('refused'))} of {len(report.lines)} questions refused")


def in_words(line: Line) -> str:
    told = line.reason or ", ".join(line.changes)
    return f"{line.outcome}: {told}" if told else line.outcome


def read(path: Path) -> Incoming:
    """Raises BadFile and OSError."""
    if not path.is_dir():
        return codecs.read(path.name, path.read_bytes())
    files = {str(one.relative_to(path)): one.read_bytes() for one in sorted(path.rglob("*.json"))}
    return codecs.read(f"{path.name}.json", tree.packed(files))
