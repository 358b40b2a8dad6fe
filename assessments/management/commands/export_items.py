from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assessments.interchange.codecs import CODECS, Files
from assessments.interchange.outgoing import USUAL
from assessments.models import Bank
from assessments.services.errors import Refused
from assessments.services.exchange.handing_out import Wishes, hand_out


class Command(BaseCommand):
    help = "Write a bank's questions for another system, each in several fixed variants; json is for version control."

    def add_arguments(self, parser: CommandParser) -> None:
        formats = sorted(slug for slug, codec in CODECS.items() if codec.write)
        parser.add_argument("bank", metavar="BANK")
        parser.add_argument("--format", required=True, choices=formats)
        parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="for json a folder")
        parser.add_argument("--variants", type=int, metavar="N", help=f"of each question; {USUAL} if not said")
        parser.add_argument("--draw", default="", metavar="WORD", help="another word draws other variants")
        parser.add_argument(
            "--templates", action="store_true", help="where the format has them, questions that draw by themselves"
        )

    def handle(self, **options: Any) -> None:
        bank = Bank.objects.filter(slug=options["bank"]).first()
        if bank is None:
            raise CommandError(f"no bank is called {options['bank']}")
        codec, variants, draw = CODECS[options["format"]], options["variants"], options["draw"]
        if not codec.poses and (variants is not None or draw):
            raise CommandError(f"{codec.title} is what authors write: it has no variants")
        if variants is not None and variants < 1:
            raise CommandError("at least one variant is needed")
        try:
            handed = hand_out(bank, codec, Wishes(variants or USUAL, draw, options["templates"]))
            put(options["out"], handed.files)
        except (Refused, OSError) as wrong:
            raise CommandError(str(wrong)) from None
        for one in handed.left_out:
            self.stderr.write(f"left out: {one}")
        self.stdout.write(f"{handed.items} items in {options['out']}")


def put(out: Path, files: Files) -> None:
    """One file as it is called; several into a folder, whose own folders then hold nothing older. Raises OSError."""
    if len(files) == 1:
        out.write_bytes(next(iter(files.values())))
        return
    written = {out / name: data for name, data in files.items()}
    for path, data in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    # Folders that were written to, and never the one that was named, which may hold anything.
    for folder in {path.parent for path in written} - {out}:
        for stale in set(folder.glob("*.json")) - set(written):
            stale.unlink()
