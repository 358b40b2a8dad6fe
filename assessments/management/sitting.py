"""A quiz that a great many learners have taken, made by bulk SQL from a few attempts that were really taken.

It is for a scratch database: nothing of it is drawn, judged or told to anyone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Model

from assessments.engine.proving.verify import Report
from assessments.models import Assessment, Attempt, Bank, Course, Item, ItemSession, Response, Slot
from assessments.services.banks import definition_of, keep
from assessments.services.taking.attempts import answer
from assessments.services.taking.starting import start

NOW = datetime(2020, 3, 2, 9, tzinfo=UTC)
KINDS = ("feed-forward-shape", "what-a-gate-reads")  # one is typed, one chosen
WRONG = {"feed-forward-shape": "(99, 98)"}
PATTERNS = 8  # attempts that are copied
TOGETHER = 10_000  # learners; all at once, a database would sort gigabytes and keep a journal of as many
# Between 0 and 999, and as good as drawn; weak learners and hard questions get it right less often.
LUCK = "((a.learner_id * 7919 + s.number * 104729 + a.learner_id * s.number * 31) %% 1000)"
RIGHT = f"({LUCK} < 150 + 6 * (a.learner_id %% 97) + 2 * (s.number %% 37))"


def sat(learners: int, places: int, *, misjudged: bool = False) -> Assessment:
    """A quiz of so many places, taken by so many learners with one answer to each question.

    `misjudged` takes right answers for wrong ones, and wrong ones for right.
    """
    quiz = written(places)
    for _ in range(PATTERNS):
        taken(quiz)
    patterns = list(Attempt.objects.filter(assessment=quiz).order_by("learner").values_list("pk", flat=True))
    for first in range(0, learners, TOGETHER):
        crowd = seated(quiz, range(first, min(first + TOGETHER, learners)), places)
        multiplied(patterns, crowd, "<>" if misjudged else "=")
        if not first:
            analyse()
    Attempt.objects.filter(pk__in=patterns).delete()
    analyse()
    return quiz


def seated(quiz: Assessment, numbers: range, places: int) -> range:
    """The primary keys of new learners, each with an attempt that is empty so far."""
    users = get_user_model().objects
    made = users.bulk_create([users.model(username=f"s-{number}") for number in numbers], batch_size=2_000)
    Attempt.objects.bulk_create([attempt_of(quiz, user.pk, places) for user in made], batch_size=2_000)
    return range(made[0].pk, made[-1].pk + 1)


def attempt_of(quiz: Assessment, learner: int, places: int) -> Attempt:
    ended = NOW + timedelta(minutes=places)
    return Attempt(assessment=quiz, learner_id=learner, started_at=NOW, submitted_at=ended, points=places)


def written(places: int) -> Assessment:
    bank = Bank.objects.create(slug="scratch", title="Scratch")
    course = Course.objects.create(slug="scratch", title="Scratch", open_to_all=True)
    settings = {"tries": 2, "published": True, "another_variant": False}
    quiz = Assessment.objects.create(course=course, slug="scratch", title="Scratch", **settings)
    for place in range(1, places + 1):
        kind = KINDS[place % len(KINDS)]
        item = Item.objects.create(bank=bank, slug=f"q{place}", title=f"Question {place}", kind=kind, position=place)
        definition = definition_of(item)
        keep(item, definition, Report(space=2, tried=2, posable=2, verified=2), None, NOW)
        Slot.objects.create(assessment=quiz, position=place, item=item)
    return quiz


def taken(quiz: Assessment) -> None:
    """Every question answered twice, wrong and then right, so that there is one of each to copy."""
    learner = get_user_model().objects.create(username=f"pattern-{uuid4()}")
    attempt = start(learner, quiz, NOW)
    for session in attempt.sessions.select_related("attempt__assessment", "revision__item"):
        form, key = session.variant.format, session.variant.key
        offered = (text for text, _ in session.shown.options if form.credit(form.parse(text), key) < 1)
        answer(session, next(offered, None) or WRONG[session.revision.item.kind], uuid4(), NOW)
        answer(session, form.show(key), uuid4(), NOW)


def multiplied(patterns: list[UUID], crowd: range, judging: str = "=") -> None:
    """The sessions and responses of a crowd, each learner's from the pattern that the learner's number points at.

    `judging` compares whether an answer is right with whether it counts as right.
    """
    attempts, sessions, responses = (one._meta.db_table for one in (Attempt, ItemSession, Response))
    names = [ItemSession._meta.get_field("attempt").get_db_prep_value(pk, connection) for pk in patterns]
    those = f"({', '.join(['%s'] * len(names))})"
    order = "ROW_NUMBER() OVER (ORDER BY learner_id) - 1 AS place"
    pattern = f"(SELECT id, {order} FROM {attempts} WHERE id IN {those}) p"  # noqa: S608 -- our own names
    worth = f"CASE WHEN {RIGHT} THEN 1.0 ELSE 0.0 END"
    of_session = {"attempt_id": "a.id", "score": worth, "earned": worth, "tries_used": "1"}
    shown = f"""FROM {attempts} a JOIN {pattern} ON p.place = a.learner_id %% {PATTERNS}
        JOIN {sessions} s ON s.attempt_id = p.id
        WHERE a.learner_id BETWEEN %s AND %s ORDER BY a.learner_id, s.number"""
    of_response = {"session_id": "n.id", "intent": "a.id", "score": "n.score"}
    given = f"""FROM {attempts} a JOIN {sessions} n ON n.attempt_id = a.id
        JOIN {pattern} ON p.place = a.learner_id %% {PATTERNS}
        JOIN {sessions} s ON s.attempt_id = p.id AND s.number = n.number
        JOIN {responses} r ON r.session_id = s.id AND (r.score >= 1) {judging} (n.score >= 1)
        WHERE a.learner_id BETWEEN %s AND %s ORDER BY n.id"""
    total = f"(SELECT SUM(s.points * s.earned) FROM {sessions} s WHERE s.attempt_id = {attempts}.id)"  # noqa: S608 -- as above
    ends = [crowd.start, crowd.stop - 1]
    with connection.cursor() as cursor:
        cursor.execute(copy(ItemSession, "s", of_session, shown), [*names, *ends])
        cursor.execute(copy(Response, "r", of_response, given), [*names, *ends])
        cursor.execute(f"UPDATE {attempts} SET score = {total} WHERE learner_id BETWEEN %s AND %s", ends)  # noqa: S608 -- as above


def analyse() -> None:
    """Many rows without statistics are planned as if there were none."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def copy(model: type[Model], alias: str, other: Mapping[str, str], source: str) -> str:
    """INSERT … SELECT of every column but the primary key, some of them otherwise."""
    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    quoted = [connection.ops.quote_name(column) for column in columns]
    values = ", ".join(other.get(column, f"{alias}.{name}") for column, name in zip(columns, quoted, strict=True))
    return f"INSERT INTO {model._meta.db_table} ({', '.join(quoted)}) SELECT {values} {source}"
