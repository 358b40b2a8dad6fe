"""Who is in a platform's course.
https://www.imsglobal.org/spec/lti-nrps/v2p0
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import now as clock
from django_tasks import task

from assessments.lti.calling.access import asked
from assessments.lti.calling.links import page_of
from assessments.lti.calling.pages import answers, pages, with_query
from assessments.lti.launching.message import is_https, is_id
from assessments.lti.launching.reading import dates_in, mapping, who
from assessments.lti.launching.roles import role_of
from assessments.models import Context, LtiUser, ResourceLink
from assessments.outbound.asking import Answer, Forbidden, Unreachable, ask
from assessments.queries.lti import contexts_with_roster
from assessments.services.lti.dates import take_over as take_over_dates
from assessments.services.lti.people import Role
from assessments.services.lti.roster import Listed, take_over, take_over_changes

SCOPE = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
CUSTOM = "https://purl.imsglobal.org/spec/lti/claim/custom"
WHOLE = timedelta(days=7)  # how long changes alone are trusted
TRIES, PAUSE = 3, timedelta(minutes=20)
A_PAGE = "100"  # people; Moodle gives all at once where it is not asked for pages, and a large answer is not read
MEDIA_TYPE = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"


def sync(context: Context, now: datetime, asking: Callable[..., Answer] = ask) -> int:
    """All pages first, then one change: half a roster changes nothing. Raises Unreachable and Forbidden."""
    call = calling(context, now, asking)
    listed, changes_url = read(call, with_query(context.roster_url, limit=A_PAGE))
    return take_over(context, listed, now, changes_url)


def sync_changes(context: Context, now: datetime, asking: Callable[..., Answer] = ask) -> int:
    """What changed since the last time, where the platform offers to tell; now and then, and in doubt, all of it."""
    if not context.roster_changes_url or not context.roster_whole_at or now - context.roster_whole_at > WHOLE:
        return sync(context, now, asking)
    call = calling(context, now, asking)
    try:
        listed, changes_url = read(call, context.roster_changes_url)
    except Unreachable:  # the address has expired, perhaps
        return sync(context, now, asking)
    return take_over_changes(context, listed, now, changes_url)


def calling(context: Context, now: datetime, asking: Callable[..., Answer]) -> Callable[..., Answer]:
    registration = context.deployment.registration
    if not context.roster_url or not registration.token_url:
        raise Unreachable("it offers none")
    return asked(registration, [SCOPE], now, asking)


def read(call: Callable[..., Answer], url: str) -> tuple[list[Listed], str]:
    """Who is listed, and where the changes from here on will be."""
    listed, changes_url = [], ""
    for answer in answers(call, url, MEDIA_TYPE):
        listed += members(answer.json())
        # It may stand on any of the pages.
        changes_url = page_of("differences", url, answer.headers.get("link", "")) or changes_url
    return listed, changes_url if is_https(changes_url) else ""


def sync_dates(link: ResourceLink, now: datetime, asking: Callable[..., Answer] = ask) -> int:
    """Each learner's own dates at a link, before they come by a launch; how many have some. Raises Unreachable."""
    call, found = calling(link.context, now, asking), 0
    url = with_query(link.context.roster_url, rlid=link.link_id, limit=A_PAGE)
    for row in (row for page in pages(call, url, MEDIA_TYPE) for row in rows_of(page)):
        messages = row.get("message")
        listed = messages if isinstance(messages, list) else []
        # One for each kind of message; which of them has parameters is the platform's to say.
        custom = next((one[CUSTOM] for one in listed if isinstance(one, dict) and CUSTOM in one), None)
        dates = dates_in(mapping(custom))
        person = LtiUser.objects.filter(registration=link.context.deployment.registration, sub=row["user_id"]).first()
        # People who have not come yet get their dates with their launch.
        if dates and person and role_in(row) == Role.LEARNER:
            take_over_dates(link.assessment, dates, person.user, now)
            found += 1
    return found


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
        sync_changes(context, clock())
    except (Forbidden, Unreachable) as why:
        at_fault(context, why)
        # Put in anew, for it has not failed: it ended well, with the fault written down.
        if tries < TRIES:
            sync_roster.using(run_after=clock() + PAUSE).enqueue(pk, tries + 1)
        return
    for link in context.links.exclude(assessment=None).select_related(
        "assessment", "context__deployment__registration"
    ):
        with suppress(Forbidden, Unreachable):  # not every platform knows a link's own roster
            sync_dates(link, clock())


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
    for row in rows_of(page):
        # The roster calls `user_id` what a launch calls `sub`.
        yield Listed(who({**row, "sub": row["user_id"]}, role_in(row)), row.get("status", "Active") == "Active")


def rows_of(page: Any) -> list[dict[str, Any]]:
    rows = page.get("members") if isinstance(page, dict) else None
    if not isinstance(rows, list):
        raise Unreachable("the answer is no roster")
    return [row for row in rows if isinstance(row, dict) and is_id(row.get("user_id"))]


def role_in(row: dict[str, Any]) -> str:
    roles = row.get("roles")
    return role_of(one for one in roles if isinstance(one, str)) if isinstance(roles, list) else role_of(())
