"""A learner's attempt, verb by verb; each is one transaction, and `now` is handed in."""

from __future__ import annotations

import logging
from dataclasses import asdict
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from assessments.engine.formats import Unreadable
from assessments.engine.grade import Outcome, grade
from assessments.engine.scoring import GRACE, total
from assessments.models import Attempt, ItemSession, Response
from assessments.prepared import Insert, Update
from assessments.queries.attempts import KEPT, OF_ATTEMPT, RENEWED, latest_response, locked
from assessments.rules import closes_when_right, is_deferred, told_at_once
from assessments.services.errors import Closed, Superseded
from assessments.services.hooks.telling import is_heard, tell_of_attempt, tell_of_response, tell_of_submission
from assessments.services.lti import passback
from assessments.services.taking import late
from assessments.services.taking.drawing import drawn_after, last_positions, lock
from assessments.services.taking.withholding import must_not_be_kept

add_response = Insert(Response)
add_place = Insert(ItemSession)
keep_place = Update(ItemSession, *KEPT)
keep_current = Update(ItemSession, "current")
keep_score = Update(Attempt, "score")

log = logging.getLogger(__name__)


def answer(
    session: ItemSession, raw: str, intent: UUID, now: datetime, known_draft: int | None = None
) -> tuple[Response, list[ItemSession]]:
    """Judge a response and keep it; the same intent, or the same answer again, changes nothing more.

    The draft of that number goes with it; one that another page has typed since stays.
    Returns the response with the attempt's current sessions, `session` as it now is among them.
    Raises Unreadable, which costs no try, and Closed; what comes too late is kept beside the question.
    """
    must_not_be_kept(session, now)
    try:
        must_be_current(session)
        return judged_once(Response(session=session, intent=intent, raw=raw, created_at=now), known_draft)
    except Closed as why:
        if late.keep(session, raw, now):
            raise Closed(late.words(why)) from why
        raise


def judged_once(response: Response, known_draft: int | None) -> tuple[Response, list[ItemSession]]:
    try:
        # Outside of the transaction: on SQLite all other writers would wait while the reference runs.
        outcome = grade(response.session.variant, response.raw)
    except Unreadable:
        must_take_answers(response.session, response.created_at)
        raise
    try:
        return judged(response, outcome, known_draft)
    # A second look, not an error: whoever presses twice is answered twice with one response.
    except IntegrityError:  # the same intent twice at one moment: by now the first one can be found
        return judged(response, outcome, known_draft)


def judged(response: Response, outcome: Outcome, known_draft: int | None) -> tuple[Response, list[ItemSession]]:
    session = response.session
    with transaction.atomic():
        sessions = locked_with(session, response.intent)
        if earlier := repeated(session, response.intent, outcome):
            if takes_answers(session, response.created_at) and take_draft(response, known_draft):
                keep_place(session)
            return earlier, sessions
        must_take_answers(session, response.created_at)
        take_draft(response, known_draft)
        keep(response, outcome)
        write_score(session.attempt, sessions, response.created_at)
        tell_of_response(session, outcome.score, response.created_at)
    return response, sessions


def another(session: ItemSession, now: datetime) -> ItemSession:
    """Fresh numbers at the same place; the best variant counts. Raises Closed."""
    with transaction.atomic():
        # The learner before the attempt, wherever both are locked: in two orders, two could wait for each other.
        lock(session.attempt.learner_id)
        locked_with(session)
        must_be_open(session.attempt, now)
        if not (may_have_another(session) and session.tries_used):
            raise Closed(gettext("Answer this variant first; then you can take another one."))
        learner = session.attempt.learner_id
        position = last_positions(session.attempt, [session.item_id])[session.item_id]
        session.current = False
        keep_current(session)
        fresh = ItemSession(
            attempt=session.attempt,
            number=session.number,
            section_id=session.section_id,
            turn=session.turn + 1,
            item_id=session.item_id,
            revision=session.revision,
            points=session.points,
            tries_allowed=session.tries_allowed,
            flagged=session.flagged,
            earned=session.earned,
            ledger=session.ledger,
            earlier_best=session.best,
            **drawn_after(position, learner, session.revision),
        )
        add_place(fresh)
        return fresh


def reveal(session: ItemSession, now: datetime) -> None:
    """Give up on this variant to see its solution; only after a try, so that no key is had for nothing."""
    must_not_be_kept(session, now)
    with transaction.atomic():
        locked_with(session)
        must_take_answers(session, now)
        if not (session.tries_used and "solution" in told_at_once(session.attempt)):
            raise Closed(gettext("Try an answer first; then you can ask for the solution."))
        session.finished_at, session.revealed = now, True
        session.save(update_fields=["finished_at", "revealed"])


def submit(attempt: Attempt, now: datetime, *, once_over: bool = False) -> bool:
    """Close the attempt with what was answered and typed; a second submission changes nothing.

    With `once_over` only if its time is up: it may have been given more since it was looked at.
    """
    with transaction.atomic():
        # Without the key: inserting rows that point at an attempt locks its key, and would deadlock with this.
        rows = Attempt.objects.select_for_update(of=("self",), no_key=True)
        locked = rows.annotate(heard=is_heard("assessment")).get(pk=attempt.pk)
        if locked.submitted_at is not None or (once_over and is_open(locked, now)):
            return False
        if locked.assessment_id:
            hand_in(locked, now)
        # A worker that comes by late makes no learner late.
        locked.submitted_at = min(now, locked.deadline or now)
        locked.save(update_fields=["submitted_at"])
        if locked.heard:
            tell_of_submission(locked, now)
        passback.queue(locked, now)
    return True


def hand_in(attempt: Attempt, now: datetime) -> None:
    """Judge each draft as an answer given when it was typed. What cannot be read costs nothing, as ever."""
    sessions = list(attempt.sessions.filter(current=True).select_related("revision"))
    typed = [session for session in sessions if session.draft and session.finished_at is None]
    for session in typed:
        # The one under lock, with the dates and the score that hold now.
        session.attempt = attempt
        try:
            outcome = grade(session.variant, session.draft)
        except Unreadable:
            continue
        except Exception:  # a broken item keeps nobody from submitting
            log.exception("a draft could not be judged", extra={"session": session.pk})
            continue
        # What was answered last, and typed again, is no second answer.
        if session.latest != outcome.read_as or not session.tries_used:
            keep(Response(session=session, intent=uuid4(), raw=session.draft, created_at=session.drafted_at), outcome)
    if typed:
        write_score(attempt, sessions, now)


def close_overdue(now: datetime) -> int:
    """Submit every attempt whose time is up, browser or no browser; how many there were."""
    overdue = Attempt.objects.filter(submitted_at=None, deadline__lt=now - GRACE)
    return sum(submit(attempt, now, once_over=True) for attempt in overdue)


def is_open(attempt: Attempt, now: datetime) -> bool:
    return attempt.submitted_at is None and (attempt.deadline is None or now <= attempt.deadline + GRACE)


def may_have_another(session: ItemSession) -> bool:
    assessment = session.attempt.assessment
    allowed = assessment is None or (assessment.another_variant and not is_deferred(session.attempt))
    return session.revision.has_variants and allowed


def locked_with(session: ItemSession, intent: UUID | None = None) -> list[ItemSession]:
    """The attempt's current sessions in one query, locked with the attempt until the transaction ends.

    `session.sent` tells whether it has a response to this intent.
    `session` itself, brought up to date, stands among them. Raises Superseded.
    """
    sessions = {one.pk: one for one in locked(session.attempt_id, intent)}
    if session.pk not in sessions:
        raise Superseded
    found = sessions[session.pk]
    for name in (*RENEWED, "sent"):
        setattr(session, name, getattr(found, name))
    for name in OF_ATTEMPT:
        setattr(session.attempt, name, getattr(found, f"attempt_{name}"))
    session.attempt.heard = bool(settings.XAPI_URL) or found.heard
    return list({**sessions, session.pk: session}.values())


def repeated(session: ItemSession, intent: UUID, outcome: Outcome) -> Response | None:
    """The response that this one repeats: the same form sent again, or the same answer as just before."""
    if session.sent:
        return session.responses.get(intent=intent)
    return latest_response(session) if session.latest == outcome.read_as else None


def take_draft(response: Response, known_draft: int | None) -> bool:
    """The draft goes with the answer, or it would be handed in after it; whether it went, or was another page's."""
    session = response.session
    if session.draft != response.raw and session.draft_number != known_draft:
        return False
    session.draft, session.draft_number = "", session.draft_number + 1
    return True


def takes_answers(session: ItemSession, now: datetime) -> bool:
    return session.finished_at is None and is_open(session.attempt, now)


def must_be_current(session: ItemSession) -> None:
    if not session.current:
        raise Superseded


def must_be_open(attempt: Attempt, now: datetime) -> None:
    if not is_open(attempt, now):
        raise Closed(gettext("This attempt is closed. What you answered before is kept."))


def must_take_answers(session: ItemSession, now: datetime) -> None:
    must_be_open(session.attempt, now)
    if session.finished_at is not None:
        raise Closed(gettext("This question is finished. Your earlier answer stands."))


def keep(response: Response, outcome: Outcome) -> None:
    session = response.session
    for name in ("read_as", "key", "score", "misconception", "remark", "diagnosis"):
        setattr(response, name, getattr(outcome, name))
    response.parts = [asdict(part) for part in outcome.parts] or None
    add_response(response)
    session.earn(outcome.score, outcome.read_as, response.created_at)
    session.tries_used += 1
    session.latest = outcome.read_as
    if finishes(session, outcome):
        session.finished_at = response.created_at
    keep_place(session)


def finishes(session: ItemSession, outcome: Outcome) -> bool:
    if closes_when_right(session.attempt.assessment) and outcome.score >= 1:
        return True
    # Where answers may be changed until submission, tries do not end a question.
    return not is_deferred(session.attempt) and session.tries_used >= session.tries_allowed


def write_score(attempt: Attempt, sessions: list[ItemSession], now: datetime) -> None:
    """With its place in the outboxes, in one transaction."""
    before, attempt.score = attempt.score, total([(session.points, session.earned) for session in sessions])
    if attempt.score != before:
        keep_score(attempt)
        if attempt.heard:
            tell_of_attempt("score.changed", attempt, now)
    passback.queue(attempt, now)
