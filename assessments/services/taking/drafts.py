"""What is typed and not answered with yet. A page that does not know the latest draft never overwrites it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext

from assessments.models import Attempt, ItemSession
from assessments.services.errors import Closed, Refused
from assessments.services.taking import late
from assessments.services.taking.attempts import must_be_current, must_take_answers
from assessments.services.taking.late import LONGEST


class Conflict(Refused):
    """Another page has saved since; `draft` and `number` are what is there now."""

    def __init__(self, draft: str, number: int) -> None:
        self.draft, self.number = draft, number
        super().__init__(gettext("This question was answered in another window, too."))


@dataclass(frozen=True)
class Kept:
    number: int
    late: str = ""  # why it will not count


def save(session: ItemSession, draft: str, number: int, now: datetime) -> Kept:
    """Keep the draft that follows the one of this number. What comes late is kept beside the question.

    The same draft sent again is taken as kept. Raises Conflict, and Refused where it is too long.
    """
    if len(draft) > LONGEST:
        raise Refused(gettext("This is longer than %(most)s characters and was not saved.") % {"most": f"{LONGEST:,}"})
    draft = draft.replace("\0", "")  # PostgreSQL stores none
    try:
        return Kept(saved(session, draft, number, now))
    except Closed as why:
        return Kept(number, late.words(why) if late.keep(session, draft, now) else "")


def saved(session: ItemSession, draft: str, number: int, now: datetime) -> int:
    must_be_current(session)
    must_take_answers(session, now)
    # Locked, so that no attempt is handed in between this look and the write: a kept draft is judged with the others.
    running = Attempt.objects.filter(pk=session.attempt_id, submitted_at=None).select_for_update(no_key=True)
    takes = ItemSession.objects.filter(
        pk=session.pk, current=True, finished_at=None, attempt__in=running, draft_number=number
    )
    with transaction.atomic():
        kept = takes.update(draft=draft, draft_number=F("draft_number") + 1, drafted_at=now)
    if kept:
        return number + 1
    there = ItemSession.objects.select_related("attempt").get(pk=session.pk)
    must_be_current(there)
    must_take_answers(there, now)
    if there.draft != draft:
        raise Conflict(there.draft, there.draft_number)
    return there.draft_number
