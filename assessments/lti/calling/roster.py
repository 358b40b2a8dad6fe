"""Who is in a platform's course.
https://www.imsglobal.org/spec/lti-nrps/v2p0
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import now as clock
from django_tasks import task

from assessments.lti.calling.access import asked
from assessments.lti.calling.pages import pages
from assessments.lti.launching.message import is_id
from assessments.lti.launching.reading import who
from assessments.lti.launching.roles import role_of
from assessments.models import Context
from assessments.outbound.asking import Answer, Forbidden, Unreachable, ask
from assessments.queries.lti import contexts_with_roster
from assessments.services.lti.roster import Listed, take_over

SCOPE = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
TRIES, PAUSE = 3, timedelta(minutes=20)
MEDIA_TYPE = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"


def sync(context: Context, now: datetime, asking: Callable[..., Answer] = ask) -> int:
    """All pages first, then one change: half a roster changes nothing. Raises Unreachable and Forbidden."""
    registration = context.deployment.registration
    if not context.roster_url or not registration.token_url:
        raise Unreachable("it offers none")
    call = asked(registration, [SCOPE], now, asking)
    listed = [one for page in pages(call, context.roster_url, MEDIA_TYPE) for one in members(page)]
    return take_over(context, listed, now)


@task
def sync_rosters() -> None:
    """Each by itself, so that one that fails or hangs keeps no other."""
    for pk in contexts_with_roster().values_list("pk", flat=True):
        sync_roster.enqueue(pk)


@task
def sync_roster(pk: int, tries: int = 1) -> None:
    """A platform that is away is asked again; its teacher reads why meanwhile."""
    context = contexts_with_roster().filter(pk=pk).first()
    if context is None:
        return
    try:
        sync(context, clock())
    except (Forbidden, Unreachable) as why:
        at_fault(context, why)
        if tries < TRIES:
            sync_roster.using(run_after=clock() + PAUSE).enqueue(pk, tries + 1)


def at_fault(context: Context, why: Exception) -> None:
    context.roster_fault = str(why)[:300]
    context.save(update_fields=["roster_fault"])


def sync_all(now: datetime, asking: Callable[..., Answer] = ask) -> Iterator[tuple[Context, str]]:
    """One after the other; one that fails stops none of the others, and its teacher reads why."""
    for context in contexts_with_roster():
        try:
            yield context, f"{sync(context, now, asking)} people"
        except (Forbidden, Unreachable) as why:
            at_fault(context, why)
            yield context, f"failed: {why}"


def members(page: Any) -> Iterator[Listed]:
    rows = page.get("members") if isinstance(page, dict) else None
    if not isinstance(rows, list):
        raise Unreachable("the answer is no roster")
    for row in rows:
        if isinstance(row, dict) and is_id(row.get("user_id")):
            roles = row.get("roles")
            role = role_of(one for one in roles if isinstance(one, str)) if isinstance(roles, list) else role_of(())
            yield Listed(who({**row, "sub": row["user_id"]}, role), row.get("status", "Active") == "Active")
