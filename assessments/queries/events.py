"""Reading the chain of events: what happened to something, and whether the chain is whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import DatabaseError
from django.db.models import Model, QuerySet

from assessments.models import Event
from assessments.models.event import BEGINNING


def events_about(*subjects: Model) -> QuerySet[Event]:
    """Newest first, with who did it; `subjects` are of one kind."""
    kinds = {subject._meta.model_name for subject in subjects}
    about = Event.objects.filter(subject_type__in=kinds, subject_id__in=[str(subject.pk) for subject in subjects])
    return about.select_related("actor")


def latest_event() -> Event | None:
    return Event.objects.order_by("-number").first()


def whole_chain() -> Iterator[Event]:
    # Read bit by bit: the chain only ever grows.
    return Event.objects.order_by("number").iterator(chunk_size=2000)


def breaks(events: Iterable[Event]) -> Iterator[str]:
    """Where events, from the first on, are not as they were written.

    What is cut off the end leaves no trace here: only the last hash, kept elsewhere, tells.
    """
    number, hashed = 0, BEGINNING
    try:
        for event in events:
            if event.number != number + 1:
                yield f"between events {number} and {event.number}: some are missing"
            elif event.previous != hashed:
                yield f"event {event.number}: does not follow the one before"
            if event.hash != event.digest():
                yield f"event {event.number}: is not as it was written"
            number, hashed = event.number, event.hash
    except (ValueError, DatabaseError) as unreadable:
        yield f"after event {number}: cannot be read, {unreadable}"
