"""What a fresh installation starts with: the starter banks, a course with its quizzes, and people to try it as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from assessments.engine.proving.cores import verify_all
from assessments.engine.proving.verify import Report
from assessments.interchange import bundle
from assessments.interchange.bundle import BankBundle
from assessments.models import Assessment, Bank, Course, Item, Membership, Slot
from assessments.services.banks import accepted, definition_of, digest_of, import_item, keep, must_come_out, trials_of
from assessments.services.errors import Unpublishable

BANKS = Path(__file__).resolve().parent.parent / "content" / "banks"
PASSWORD = "lstm-demo-2026"  # noqa: S105 -- printed for everyone who runs the demo
LEARNER, INSTRUCTOR = "learner", "instructor"


@dataclass(frozen=True)
class Quiz:
    slug: str
    title: str
    instructions: str
    places: tuple[tuple[str, str | int], ...]  # (bank, an item's slug or how many to draw)
    settings: Mapping[str, Any] = field(default_factory=dict)  # where it is no usual quiz


QUIZZES = (
    Quiz(
        "gating-mechanism",
        "Gating mechanism",
        "What the gates of an LSTM do to its memory: two questions from the lesson, and two that are drawn.",
        (("gating-mechanism", "q1"), ("gating-mechanism", "q2"), ("gating-mechanism", 2)),
    ),
    Quiz(
        "lstm-gates",
        "LSTM gates",
        "Which values a gate can take, and what decides them.",
        (("lstm-gates", "q3"), ("lstm-gates", "q4"), ("lstm-gates", 3)),
    ),
    Quiz(
        "lstm-dimensions",
        "LSTM dimensions",
        "The shape of every vector, matrix and bias, in the equations and in frameworks.",
        (
            ("lstm-dimensions", "feed-forward-shape"),
            ("lstm-dimensions", "q5"),
            ("lstm-dimensions", "q6"),
            ("lstm-dimensions", 2),
        ),
    ),
    Quiz(
        "lstm-parameters",
        "LSTM parameters",
        "How many numbers a network learns, and what this depends on. Mind how many biases a question speaks of.",
        (("lstm-parameters", "gate-parameters"), ("lstm-parameters", "layer-parameters"), ("lstm-parameters", 3)),
    ),
    Quiz(
        "lstm-sequences",
        "LSTM sequences",
        "What comes out when batches run through layers and directions. Every question says whose axes it means.",
        (("lstm-sequences", "output-shape"), ("lstm-sequences", "final-state-shape"), ("lstm-sequences", 3)),
    ),
    Quiz(
        "lstm-ranges",
        "LSTM ranges",
        "Between which values gates and states can lie, whatever the weights, and with weights that are known.",
        (("lstm-ranges", "possible-gate-value"), ("lstm-ranges", "tensor-range"), ("lstm-ranges", 2)),
    ),
    Quiz(
        "lstm-steps",
        "LSTM steps",
        "Steps by numbers: what comes out, and how it answers to a change. Have a calculator at hand.",
        (("lstm-steps", "forget-gate-value"), ("lstm-steps", "cell-update"), ("lstm-steps", 3)),
    ),
    Quiz(
        "mixed-quiz",
        "A bit of everything",
        "A question from each topic, drawn afresh for every attempt.",
        (
            ("gating-mechanism", 1),
            ("lstm-gates", 1),
            ("lstm-dimensions", 1),
            ("lstm-parameters", 1),
            ("lstm-sequences", 1),
            ("lstm-ranges", 1),
            ("lstm-steps", 1),
        ),
    ),
    Quiz(
        "short-exam",
        "Short exam",
        "A taste of a timed exam: one answer to each question, and the result at the end. "
        "Flag what you want to come back to.",
        (
            ("gating-mechanism", 1),
            ("lstm-gates", 1),
            ("lstm-dimensions", 2),
            ("lstm-parameters", 1),
        ),
        {"mode": "exam", "time_limit": timedelta(minutes=20), "tries": 1, "another_variant": False},
    ),
)


def load(now: datetime) -> list[tuple[Item, Report]]:
    """Bring the starter content up to date; returns what was published anew, with its proof. Idempotent."""
    made = [bundle.read(path.read_text("utf-8")) for path in sorted(BANKS.glob("*.json"))]
    published = list(publish_all([item for one in made for item in brought(one)], now))
    course, _ = Course.objects.get_or_create(slug="lstm-architecture", defaults=course_text())
    for position, quiz in enumerate(QUIZZES, start=1):
        assemble(course, quiz, position)
    return published


@transaction.atomic
def brought(made: BankBundle) -> list[Item]:
    """Create what is missing and update the items that nobody has changed; these are returned, ready to publish."""
    bank, _ = Bank.objects.get_or_create(
        slug=made.slug, defaults={"title": made.title, "description": made.description}
    )
    known = {item.slug: item for item in bank.items.select_related("current")}
    ours = []
    for position, one in enumerate(made.items, start=1):
        item = known.get(one.slug) or import_item(bank, one, position)
        if is_untouched(item):
            item.kind, item.draft = one.definition["kind"], dict(one.definition)
            item.trials = [dict(trial) for trial in one.trials]
            item.save(update_fields=["kind", "draft", "trials"])
            ours.append(item)
    return ours


def is_untouched(item: Item) -> bool:
    """Whether it is what an earlier load made of it: nobody has published it, edited its draft or archived it."""
    if item.archived or (item.current and item.current.published_by_id):
        return False
    try:
        return item.current is None or item.current.digest == digest_of(definition_of(item), trials_of(item))
    except Unpublishable:
        return False


def publish_all(items: Iterable[Item], now: datetime) -> Iterator[tuple[Item, Report]]:
    """Verify on all cores what changed since its last revision, then publish it. Raises Unpublishable."""
    drafts = [(item, definition_of(item), trials_of(item)) for item in items]
    changed = [one for one in drafts if one[0].current is None or one[0].current.digest != digest_of(*one[1:])]
    reports = verify_all([definition for _, definition, _ in changed])
    for (item, definition, expected), report in zip(changed, reports, strict=True):
        try:
            must_come_out(definition, expected)
            keep(item, definition, accepted(report, expected), None, now)
        except Unpublishable as why:
            raise Unpublishable(f"{item.bank}/{item.slug}: {why}", why.faults) from None
        yield item, report


def course_text() -> dict[str, str | bool]:
    return {
        "title": "LSTM architecture",
        "description": "From the gates to the shape of every matrix. Read the lesson, then try a quiz.",
        "open_to_all": True,
    }


@transaction.atomic
def assemble(course: Course, quiz: Quiz, position: int) -> None:
    """Create the quiz once; what an instructor changed since then stays."""
    defaults = {
        "course": course,
        "title": quiz.title,
        "instructions": quiz.instructions,
        "position": position,
        "published": True,
        **quiz.settings,
    }
    assessment, created = Assessment.objects.get_or_create(slug=quiz.slug, defaults=defaults)
    if not created:
        return
    for place, (bank, what) in enumerate(quiz.places, start=1):
        Slot.objects.create(assessment=assessment, position=place, **slot_of(Bank.objects.get(slug=bank), what))


def slot_of(bank: Bank, what: str | int) -> dict[str, object]:
    if isinstance(what, int):
        return {"bank": bank, "draws": what}
    return {"item": bank.items.get(slug=what)}


def people() -> None:
    """A learner and an instructor who is staff, both with the printed password; changed passwords stay."""
    course = Course.objects.get(slug="lstm-architecture")
    person(course, LEARNER, Membership.Role.LEARNER, staff=False)
    person(course, INSTRUCTOR, Membership.Role.INSTRUCTOR, staff=True)


def person(course: Course, username: str, role: str, *, staff: bool) -> AbstractBaseUser:
    users = get_user_model().objects
    found = users.filter(username=username).first()
    make = users.create_superuser if staff else users.create_user
    user = found or make(username, password=PASSWORD)
    Membership.objects.get_or_create(course=course, user=user, defaults={"role": role})
    return user
