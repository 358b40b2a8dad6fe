"""What is typed and not answered with yet. A page that does not know the latest draft never overwrites it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext

from assessments.models import ItemSession
from assessments.services.errors import Refused, Superseded
from assessments.services.taking.attempts import must_take_answers

LONGEST = 20_000


class Conflict(Refused):
    """Another page has saved since; `draft` and `number` are what is there now."""

    def __init__(self, draft: str, number: int) -> None:
        self.draft, self.number = draft, number
        super().__init__(gettext("This question was answered in another window, too."))


def save(session: ItemSession, draft: str, number: int, now: datetime) -> int:
    """Keep the draft that follows the one of this number; returns its own number.

    The same draft sent again is taken as kept. Raises Conflict, Closed, and Refused where it is too long.
    """
    if len(draft) > LONGEST:
        raise Refused(gettext("This is longer than %(most)s characters and was not saved.") % {"most": f"{LONGEST:,}"})
    if is_answer(session, draft):
        return session.draft_number
    must_take_answers(session, now)
    takes = ItemSession.objects.filter(
        pk=session.pk, current=True, finished_at=None, attempt__submitted_at=None, draft_number=number
    )
    if takes.update(draft=draft, draft_number=F("draft_number") + 1, drafted_at=now):
        return number + 1
    return number_of_same(session, draft, now)


def number_of_same(session: ItemSession, draft: str, now: datetime) -> int:
    there = ItemSession.objects.select_related("attempt").get(pk=session.pk)
    if not there.current:
        raise Superseded
    if is_answer(there, draft):
        return there.draft_number
    must_take_answers(there, now)
    if there.draft != draft:
        raise Conflict(there.draft, there.draft_number)
    return there.draft_number


def is_answer(session: ItemSession, draft: str) -> bool:
    """Whether it finished the question as an answer, and comes late as a draft: it is kept already."""
    return session.finished_at is not None and session.responses.filter(raw=draft).exists()
