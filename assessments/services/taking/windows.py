"""Which of a learner's windows is at work on a question: the one that opened it last, or that took it back."""

from __future__ import annotations

from assessments.models import ItemSession


def take(session: ItemSession, window: str) -> None:
    ItemSession.objects.filter(pk=session.pk).update(window=window)
    session.window = window


def is_at_work(session: ItemSession, window: str) -> bool:
    """Until one has said that it opened the question, any is."""
    return session.window in ("", window)
