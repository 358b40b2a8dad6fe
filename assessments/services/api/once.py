"""The same request by the same key is carried out once, and answered the same way for a day."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from assessments.models import ApiReply, ApiToken
from assessments.services.errors import Refused
from assessments.services.locking import NotOurs, lock, unlock

PURPOSE = "replies"
KEPT = timedelta(hours=24)
WORKED_ON = timedelta(minutes=10)  # after which whoever had it is taken for dead


class Another(Refused):
    """The key was used for something else."""


class Underway(Refused):
    """The first request by this key is still being worked on."""


def begin(token: ApiToken, key: str, request: str, now: datetime) -> ApiReply:
    """The reply that there is, or a new one without a status. Raises Another and Underway."""
    # Before, so that a key may serve again after its day.
    ApiReply.objects.filter(token=token, at__lt=now - KEPT).delete()
    try:
        with transaction.atomic():
            # Made before the work: of two requests by one key, the database lets one through.
            return ApiReply.objects.create(token=token, key=key, request=request, at=now)
    except IntegrityError:
        return found(token, key, request, now)


def found(token: ApiToken, key: str, request: str, now: datetime) -> ApiReply:
    with transaction.atomic():
        reply = ApiReply.objects.select_for_update(no_key=True).filter(token=token, key=key).first()
        if reply is None:
            raise Underway("The first request by this key has just failed. Send it again.")
        if reply.request != request:
            raise Another("This Idempotency-Key was used for another request.")
        if reply.status is None:
            if now - reply.at < WORKED_ON:
                raise Underway("The first request by this key is still being worked on.")
            # Taken over from a dead one, for as long as a request may take.
            reply.at = now
            reply.save(update_fields=["at"])
        return reply


def finish(reply: ApiReply, status: int, headers: dict[str, str], body: str) -> None:
    """Under lock: a reply may hold a secret that is shown once."""
    ApiReply.objects.filter(pk=reply.pk).update(status=status, headers=headers, body=lock(body, PURPOSE))


def body_of(reply: ApiReply) -> str:
    try:
        return unlock(reply.body, PURPOSE)
    except NotOurs:  # kept by an earlier version, as it was
        return reply.body


def forget(reply: ApiReply) -> None:
    """It failed for reasons of our own, and may be tried again."""
    reply.delete()
