"""Writing banks: publish an item once its whole space is proven, take items in."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from assessments.engine.definition import Definition, Faulty
from assessments.engine.proving import trials
from assessments.engine.proving.trials import Trial
from assessments.engine.proving.verify import Report, verify
from assessments.interchange.bundle import BankBundle, ItemBundle
from assessments.models import Bank, Item, Revision
from assessments.services import audit
from assessments.services.authoring.tags import set_tags
from assessments.services.errors import Unpublishable
from assessments.services.hooks.telling import tell_of_revision


def publish(item: Item, by: AbstractBaseUser | None, now: datetime, note: str = "") -> Revision:
    """A new revision of the draft, or the current one where nothing changed.

    Raises Unpublishable; the draft stays as it is.
    """
    definition, trials = definition_of(item), trials_of(item)
    # Before it is proven: a large space takes minutes.
    if item.current is not None and item.current.digest == digest_of(definition, trials):
        return item.current
    return keep(item, definition, proven(definition, trials), by, now, note)


def keep(
    item: Item, definition: Definition, report: Report, by: AbstractBaseUser | None, now: datetime, note: str = ""
) -> Revision:
    """Write a proven revision and make it the current one; who published the same meanwhile has done it for both."""
    digest = digest_of(definition, trials.read(report.trials))
    with transaction.atomic():
        # Without its revision: PostgreSQL would join the one from before it waited for the lock.
        locked = Item.objects.select_for_update(no_key=True).get(pk=item.pk)
        item.current = locked.current
        if locked.current is not None and locked.current.digest == digest:
            return locked.current
        # By the latest, not the current one: an older revision could be current again.
        latest = locked.revisions.order_by("-number").first()
        locked.current = item.current = Revision.objects.create(
            item=locked,
            number=latest.number + 1 if latest else 1,
            content=definition.facts(),
            digest=digest,
            verification=report.facts(),
            note=note,
            published_at=now,
            published_by=by,
        )
        locked.save(update_fields=["current"])
        tell_of_revision(locked, locked.current, now)
        audit.record(by, "publish", locked, {"revision": locked.current.number, "digest": digest, "note": note}, now)
        return locked.current


def definition_of(item: Item) -> Definition:
    """The draft as the engine reads it. Raises Unpublishable with every fault."""
    try:
        return Definition.read({**item.draft, "kind": item.kind} if isinstance(item.draft, dict) else item.draft)
    except Faulty as faulty:
        faults = [f"{name}: {why}" for name, why in faulty.faults.items()]
        raise Unpublishable("The definition has faults.", faults) from None


def trials_of(item: Item) -> tuple[Trial, ...]:
    """The test answers beside the draft. Raises Unpublishable."""
    try:
        return trials.read(item.trials)
    except ValueError as wrong:
        raise Unpublishable("The test answers have faults.", [str(wrong)]) from None


def proven(definition: Definition, expected: tuple[Trial, ...] = ()) -> Report:
    """Raises Unpublishable where any variant fails, or a test answer does not come to what is expected of it."""
    must_come_out(definition, expected)
    try:
        report = verify(definition)
    except ValueError as wrong:
        raise Unpublishable("The definition cannot be verified.", [str(wrong)]) from None
    return accepted(report, expected)


def must_come_out(definition: Definition, expected: tuple[Trial, ...]) -> None:
    if faults := list(trials.faults(definition, expected)):
        raise Unpublishable("Test answers come to something else than they should.", faults)


def accepted(report: Report, expected: tuple[Trial, ...]) -> Report:
    """With the test answers that have come out."""
    if not report.passed:
        raise Unpublishable(f"Verification failed: {report}.", reasons(report))
    return replace(report, trials=tuple(trial.facts() for trial in expected))


def reasons(report: Report) -> list[str]:
    failed = [f"{json.dumps(failure['params'])}: {'; '.join(failure['faults'])}" for failure in report.failures]
    turned_down = [f"{count:,} × {why}" for why, count in report.turned_down.items()]
    return failed or ["No variant can be posed.", *turned_down]


def digest_of(definition: Definition, expected: tuple[Trial, ...] = ()) -> str:
    """Of a revision's text; where there are test answers, of these as well."""
    facts = definition.facts() | ({"trials": [trial.facts() for trial in expected]} if expected else {})
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def import_bank(bundle: BankBundle) -> Bank:
    """Create or update a bank and its drafts; published revisions are untouched."""
    with transaction.atomic():
        bank, _ = Bank.objects.update_or_create(
            slug=bundle.slug, defaults={"title": bundle.title, "description": bundle.description}
        )
        for position, item in enumerate(bundle.items, start=1):
            import_item(bank, item, position)
        return bank


def import_item(bank: Bank, bundle: ItemBundle, position: int) -> Item:
    fields = {
        "title": bundle.title,
        "kind": bundle.definition["kind"],
        "draft": dict(bundle.definition),
        "position": position,
    }
    fields |= {"trials": [dict(trial) for trial in bundle.trials]} if bundle.trials else {}
    fields |= {"difficulty": bundle.difficulty} if bundle.difficulty else {}
    item, _ = Item.objects.update_or_create(bank=bank, slug=bundle.slug, defaults=fields)
    if bundle.tags:
        set_tags(item, bundle.tags)
    return item
