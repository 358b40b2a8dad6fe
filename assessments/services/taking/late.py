"""What comes after the end is kept for the learner and the instructor to see. It earns nothing."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext

from assessments.models import ItemSession, LateDraft
from assessments.services.errors import Closed

# A page goes on saving by itself, and after the end nothing else would bound it.
MOST = 20  # texts at one question
LONGEST = 20_000  # characters of one; nobody types as many


def keep(session: ItemSession, text: str, now: datetime) -> bool:
    """Whether the text is among what came late; what was answered, or stands as the draft, did not. Raises Closed."""
    text = text.replace("\0", "")  # PostgreSQL stores none
    if not text.strip() or len(text) > LONGEST:
        return False
    there = ItemSession.objects.only("draft").get(pk=session.pk)
    if there.draft == text or there.responses.filter(raw=text).exists():
        return False
    if there.late_drafts.filter(text=text).exists():
        return True
    if there.late_drafts.count() >= MOST:
        raise Closed(gettext("Enough has been saved here after the end."))
    LateDraft.objects.create(session=there, text=text, arrived_at=now)
    return True


def words(why: Closed) -> str:
    return gettext("Saved, but not counted. %(why)s") % {"why": why}
