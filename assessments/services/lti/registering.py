"""A platform that registers itself: once for each invitation, and in use when it is approved."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from assessments.models import Deployment, Invitation, Registration
from assessments.services.errors import Refused
from assessments.services.locking import lock
from assessments.services.lti.logins import hashed

LASTS = timedelta(days=7)
OLD = "lti1p1"


class Uninvited(Refused):
    """There is no such invitation, or it has been used."""


class Known(Refused):
    """What the platform calls us is how it knows another registration."""


def invite(registration: Registration | None, issuer: str, now: datetime) -> tuple[Invitation, str]:
    """With the token, which is kept nowhere."""
    token = secrets.token_urlsafe(32)
    return Invitation.objects.create(
        token_hash=hashed(token), registration=registration, issuer=issuer, created_at=now
    ), token


def invited(token: str, now: datetime) -> Invitation:
    """Raises Uninvited."""
    open_ones = Invitation.objects.select_related("registration").filter(used_at=None, created_at__gt=now - LASTS)
    found = open_ones.filter(token_hash=hashed(token)).first()
    if found is None:
        raise Uninvited
    return found


def take(invitation: Invitation, now: datetime) -> None:
    """Of two that come with it at once one goes on. Raises Uninvited."""
    if not Invitation.objects.filter(pk=invitation.pk, used_at=None).update(used_at=now):
        raise Uninvited


def give_back(invitation: Invitation) -> None:
    """It came to nothing, and may be tried again."""
    Invitation.objects.filter(pk=invitation.pk).update(used_at=None)


@transaction.atomic
def keep(invitation: Invitation, told: Mapping[str, str], deployment_id: str) -> Registration:
    """A new one waits for approval; what is brought up to date stays as approved, and as called, as it was.

    Raises Known.
    """
    known = invitation.registration
    if known is None:
        found, _ = Registration.objects.update_or_create(
            issuer=told["issuer"],
            client_id=told["client_id"],
            defaults=dict(told),
            create_defaults={**told, "state": Registration.State.PENDING},
        )
    else:
        same = Registration.objects.filter(issuer=told["issuer"], client_id=told["client_id"])
        if same.exclude(pk=known.pk).exists():
            raise Known("it gave the client ID of another registration")
        # Of what it says nothing now, it may have said something before, or an administrator has.
        new = {name: value for name, value in told.items() if value and name != "title"}
        # Its keys of before may not be its keys any more.
        Registration.objects.filter(pk=known.pk).update(**new, key_set={}, key_set_at=None, key_set_asked_at=None)
        found = Registration.objects.get(pk=known.pk)
    if deployment_id:
        Deployment.objects.get_or_create(registration=found, deployment_id=deployment_id)
    return found


@transaction.atomic
def approve(registration: Registration) -> None:
    """With the places that it came with."""
    Registration.objects.filter(pk=registration.pk).update(state=Registration.State.ACTIVE)
    registration.deployments.filter(state=Deployment.State.PENDING).update(state=Deployment.State.APPROVED)


def remember_old(registration: Registration, secret: str) -> None:
    """The secret that LTI 1.1 was used with."""
    registration.old_secret = lock(secret, OLD)
    registration.save(update_fields=["old_secret"])
