"""Questions from a file into a bank: told first, item by item, then done as a whole or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from assessments.engine.definition import Definition, Faulty
from assessments.interchange.incoming import Incoming, Refused, Taken
from assessments.models import Bank, Item
from assessments.services import audit
from assessments.services.authoring.tags import set_tags
from assessments.services.banks import digest_of
from assessments.services.errors import Refused as NothingWritten

OUTCOMES = ("new", "changed", "unchanged", "refused")
WRITTEN = ("title", "kind", "draft", "position", "difficulty", "trials")


@dataclass(frozen=True)
class Line:
    """What becomes of one question of the file. `item` is as it is to be kept, and None where it is refused."""

    name: str
    outcome: str = "refused"
    title: str = ""
    changes: tuple[str, ...] = ()  # parts of an item that is there already,
    replaced: str = ""  # and a mark of what it was
    losses: tuple[str, ...] = ()
    reason: str = ""
    tags: tuple[str, ...] | None = None  # None: as they are
    item: Item | None = None

    def facts(self) -> list[object]:
        kept = [getattr(self.item, name) for name in WRITTEN] if self.item else []
        return [self.name, self.outcome, self.changes, self.replaced, self.losses, self.reason, self.tags, kept]


@dataclass(frozen=True)
class Report:
    bank: Bank
    lines: tuple[Line, ...]
    bank_changes: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """Equal exactly where the same would be written."""
        facts = [self.bank.slug, self.bank.title, self.bank.description, [line.facts() for line in self.lines]]
        return mark_of(facts)

    @property
    def writes(self) -> bool:
        return bool(self.bank_changes or self.of("new", "changed"))

    def counts(self) -> dict[str, int]:
        return {outcome: len(self.of(outcome)) for outcome in OUTCOMES}

    def of(self, *outcomes: str) -> list[Line]:
        return [line for line in self.lines if line.outcome in outcomes]


class Outdated(NothingWritten):
    """Something has changed since the report was read; `report` is the one that holds now."""

    def __init__(self, report: Report) -> None:
        super().__init__("The bank has changed since you saw the report. Read it again, then confirm.")
        self.report = report


def foretold(incoming: Incoming, bank: Bank) -> Report:
    """What `take_in` would do now. The bank may be one that is not saved yet."""
    items = list(bank.items.order_by("position", "slug").prefetch_related("tags")) if bank.pk else []
    places = placed(incoming, bank, items)
    known = {item.slug: item for item in items}
    lines = [line(bank, one, known, places) for one in incoming.items]
    return Report(bank, tuple(lines), tuple(renamed(incoming, bank)))


def take_in(
    incoming: Incoming, bank: Bank, by: AbstractBaseUser | None, now: datetime, told: str | None = None
) -> Report:
    """Drafts only: what is published stays as it is. Raises Outdated where `told` is the mark of another report."""
    with transaction.atomic():
        if bank.pk is None:
            bank.save()
        report = foretold(incoming, Bank.objects.select_for_update().get(pk=bank.pk))
        # Under lock: the report that was read is compared with what would be written at this very moment.
        if told not in {None, report.mark}:
            raise Outdated(report)
        if report.bank_changes:
            report.bank.save(update_fields=report.bank_changes)
        Item.objects.bulk_create([line.item for line in report.of("new") if line.item])
        Item.objects.bulk_update([line.item for line in report.of("changed") if line.item], WRITTEN)
        for line in report.of("new", "changed"):
            if line.item and line.tags is not None:
                set_tags(line.item, line.tags)
        if report.writes:
            audit.record(by, "import", report.bank, report.counts(), now)
        return report


def line(bank: Bank, one: Taken | Refused, known: Mapping[str, Item], places: Mapping[str, int]) -> Line:
    if isinstance(one, Refused):
        return Line(one.name, reason=one.reason)
    item = known.get(one.slug)
    fields = {"title": one.title, "kind": one.facts["kind"], "draft": dict(one.facts), "position": places[one.slug]}
    if one.about:
        fields |= {"difficulty": one.about.difficulty, "trials": list(one.about.trials)}
    told = Line(one.slug, "new", one.title, losses=one.losses, tags=one.about and one.about.tags)
    if item is None:
        return replace(told, item=Item(bank=bank, slug=one.slug, **fields))
    # The mark is taken before the item is changed below.
    changes, before = tuple(changed(item, one, places[one.slug])), mark_of([item.title, item.kind, item.draft])
    if not changes:
        return replace(told, outcome="unchanged", item=item)
    for name, value in fields.items():
        setattr(item, name, value)
    return replace(told, outcome="changed", changes=changes, replaced=before, item=item)


def changed(item: Item, one: Taken, place: int) -> Iterator[str]:
    """Another spelling of the same definition is no change."""
    if item.title != one.title:
        yield "title"
    if meaning(item.draft | {"kind": item.kind}) != meaning(one.facts):
        yield "question"
    if item.position != place:
        yield "place"
    if one.about and {tag.slug for tag in item.tags.all()} != set(one.about.tags):
        yield "tags"
    if one.about and item.difficulty != one.about.difficulty:
        yield "difficulty"
    if one.about and item.trials != list(one.about.trials):
        yield "test answers"


def meaning(facts: Mapping[str, object]) -> str:
    try:
        return digest_of(Definition.read(facts))
    except Faulty:
        return ""


def renamed(incoming: Incoming, bank: Bank) -> Iterator[str]:
    """The bank's own fields that the file has otherwise, changed on the bank in hand."""
    if incoming.bank != bank.slug or not incoming.title or bank.pk is None:
        return
    for name in ("title", "description"):
        if getattr(bank, name) != getattr(incoming, name):
            setattr(bank, name, getattr(incoming, name))
            yield name


def placed(incoming: Incoming, bank: Bank, items: Sequence[Item]) -> dict[str, int]:
    """Each slug's position: as it was, new ones last, unless the file is the whole bank in another order."""
    slugs = [one.slug for one in incoming.items if isinstance(one, Taken)]
    there = {item.slug: item.position for item in items}
    new = [slug for slug in slugs if slug not in there]
    after = max(there.values(), default=0) + 1
    as_it_was = there | {slug: after + number for number, slug in enumerate(new)}
    wanted = [slug for slug in incoming.order if slug in set(slugs)]
    if incoming.bank != bank.slug or wanted == sorted(wanted, key=lambda slug: list(as_it_was).index(slug)):
        return as_it_was
    return as_it_was | {slug: number for number, slug in enumerate(wanted, start=1)}


def mark_of(facts: object) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def bank_for(incoming: Incoming, slug: str = "") -> Bank:
    """The bank of this slug, else the one that the file names; not saved where there is none yet.

    Raises NothingWritten where neither names one.
    """
    slug = slug or incoming.bank
    if not slug:
        raise NothingWritten("The file does not say which bank its questions belong to.")
    title = incoming.title if slug == incoming.bank else slug
    new = Bank(slug=slug, title=title or slug, description=incoming.description if slug == incoming.bank else "")
    return Bank.objects.filter(slug=slug).first() or new
