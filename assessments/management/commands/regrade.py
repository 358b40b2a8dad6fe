from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from assessments.management.progress import Progress
from assessments.models import Assessment, Item, Regrade, Revision
from assessments.queries.regrades import attempts_of, outcome_of, running_attempts
from assessments.services.errors import Refused
from assessments.services.regrading.applying import apply, undo
from assessments.services.regrading.planning import begin, plan

SHOWN = 20


class Command(BaseCommand):
    help = (
        "Judge given answers again, by today's reference or a chosen revision: a dry run that lists every changed "
        "score. --apply makes it hold, --undo takes it back. What was interrupted goes on with --resume."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("quiz", nargs="?", metavar="QUIZ", help="slug of an assessment")
        parser.add_argument("--item", metavar="BANK/SLUG", help="only this question")
        parser.add_argument("--revision", type=int, metavar="N", help="judge by this revision of it")
        parser.add_argument("--attempt", nargs="+", default=[], type=UUID, metavar="UUID", help="only these attempts")
        parser.add_argument("--never-lower", action="store_true", help="a question that would lose keeps what it has")
        parser.add_argument(
            "--disregard", nargs="+", default=[], metavar="OPTION", help="options that count for nobody"
        )
        parser.add_argument(
            "--always-correct", nargs="+", default=[], metavar="OPTION", help="options right either way"
        )
        parser.add_argument("--reason", default="", help="kept with the regrade")
        parser.add_argument("--apply", action="store_true", help="after the dry run, make it hold")
        parser.add_argument("--resume", type=int, metavar="ID", help="go on with a regrade, and apply it with --apply")
        parser.add_argument("--undo", type=int, metavar="ID", help="take back a regrade that was applied")
        parser.add_argument("--all", action="store_true", help=f"list every change, not the first {SHOWN}")

    def handle(self, **options: Any) -> None:
        try:
            if options["undo"]:
                self.told(undo(known(options["undo"]), None, now()), every=False)
                return
            regrade = known(options["resume"]) if options["resume"] else begin(chosen(options), now())
            self.stdout.write(f"regrade {regrade.pk} of “{regrade.assessment}”")
            with Progress(attempts_of(regrade).count(), self.stderr, unit="attempts") as bar:
                plan(regrade, now(), lambda standing: bar.reach(standing.attempts))
            if options["apply"]:
                regrade = apply(regrade, None, now())
        except Refused as why:
            raise CommandError(str(why)) from None
        self.told(regrade, every=options["all"])

    def told(self, regrade: Regrade, *, every: bool) -> None:
        found = outcome_of(regrade)
        for change in regrade.attempt_changes.order_by("pk")[: None if every else SHOWN]:
            self.stdout.write(f"  {change.attempt_id}: {change.old_score:.4g} → {change.new_score:.4g}, {change.why}")
        if not every and found.changed > SHOWN:
            self.stdout.write(f"  … and {found.changed - SHOWN:,} more; --all lists them")
        self.stdout.write(f"{regrade.responses:,} answers in {regrade.attempts:,} attempts judged again")
        kept = f"; {regrade.kept:,} questions keep what they would have lost" if regrade.kept else ""
        self.stdout.write(f"{found.changed:,} scores change: {found.up:,} up, {found.down:,} down{kept}")
        if running := running_attempts(regrade):
            self.stdout.write(f"{running:,} attempts are still running and were left out")
        self.stdout.write(standing(regrade))


def standing(regrade: Regrade) -> str:
    if regrade.undone_at:
        return "undone"
    return "applied" if regrade.applied_at else f"a dry run; `regrade --resume {regrade.pk} --apply` makes it hold"


def known(pk: int) -> Regrade:
    found = Regrade.objects.select_related("assessment").filter(pk=pk).first()
    if found is None:
        raise CommandError(f"there is no regrade {pk}")
    return found


def chosen(options: dict[str, Any]) -> Regrade:
    assessment = Assessment.objects.filter(slug=options["quiz"] or "").first()
    if assessment is None:
        raise CommandError(f"no assessment is called {options['quiz']}")
    item = item_called(options["item"]) if options["item"] else None
    if options["revision"] and item is None:
        raise CommandError("--revision needs --item")
    return Regrade(
        assessment=assessment,
        item=item,
        revision=revision_of(item, options["revision"]) if options["revision"] else None,
        chosen=[str(pk) for pk in options["attempt"]],
        disregard=options["disregard"],
        always_correct=options["always_correct"],
        never_lower=options["never_lower"],
        reason=options["reason"],
    )


def item_called(name: str) -> Item:
    bank, _, slug = name.partition("/")
    found = Item.objects.filter(bank__slug=bank, slug=slug).first()
    if found is None:
        raise CommandError(f"no item is called {name}")
    return found


def revision_of(item: Item, number: int) -> Revision:
    found = item.revisions.filter(number=number).first()
    if found is None:
        raise CommandError(f"“{item}” has no revision {number}")
    return found
