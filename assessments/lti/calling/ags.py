"""A score on its way to a platform.
https://www.imsglobal.org/spec/lti-ags/v2p0#score-publish-service
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_noop

from assessments.lti.calling import columns
from assessments.lti.calling.access import asked
from assessments.lti.calling.columns import SCOPE, Busy, Unavailable
from assessments.models import LineItem, Registration
from assessments.outbound.asking import Answer, Forbidden, Unreachable, ask
from assessments.outbound.waiting import wait_of
from assessments.services.lti.passback import Claimed, Post, Reply

SCORES = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
MEDIA_TYPE = "application/vnd.ims.lis.v1.score+json"
CANVAS = "https://canvas.instructure.com/lti/submission"
COMES_AND_GOES = {401, 403, 408, 425, 429}  # 403: some platforms say so when they mean 429
GONE = {404, 410}
LOST = gettext_noop(
    "Your platform does not find the column for this score, and lets us make none. If the learner is still in the "
    "course, switch the link's grades off and on again over there and open it once: scores then go to its new column."
)
STRANGER = gettext_noop(
    "Your gradebook has the column, but your platform does not find this learner in it. If the learner is still in the "
    "course, send the score again."
)


def sender(clock: Callable[[], datetime], asking: Callable[..., Answer] = ask) -> Post:
    def post(claimed: Claimed) -> Reply:
        try:
            return sent(claimed, clock, asking)
        except Busy:
            return Reply("again", detail=gettext_noop("The column is being made."), wait=1, asked=False)
        except Unavailable as why:
            return Reply("refused", detail=str(why))
        except (Forbidden, Unreachable) as why:
            return Reply("again", detail=f"The platform could not be asked: {why}.")

    return post


def sent(claimed: Claimed, clock: Callable[[], datetime], asking: Callable[..., Answer]) -> Reply:
    link = claimed.row.link
    registration = link.context.deployment.registration
    line = LineItem.objects.select_related("link__assessment").filter(link=link).first()
    if line is None or not registration.token_url:
        raise Unavailable(gettext_noop("Your platform offers no gradebook for this link."))
    # No more than what is used here, of all that the platform would give.
    scopes = [one for one in line.scopes if one in {SCOPE, SCORES}]
    if SCORES not in scopes:
        raise Unavailable(gettext_noop("Your platform takes no scores from us."))
    now = clock()
    call = asked(registration, scopes, now, asking)
    answer = delivered(claimed, line, call, clock)
    if answer.status in GONE and not columns.lets_us_make(line):
        return Reply("refused", answer.status, LOST)
    if answer.status in GONE:  # deleted over there, perhaps copied: look once, then leave it to a teacher
        answer = delivered(claimed, line, call, clock, gone=line.url)
    return reply_to(answer, now)


def delivered(
    claimed: Claimed, line: LineItem, call: Callable[..., Answer], clock: Callable[[], datetime], gone: str = ""
) -> Answer:
    url = scores_url(columns.address_of(line, call, clock, gone))
    return call("POST", url, {"Content-Type": MEDIA_TYPE}, json.dumps(body_of(claimed)))


def scores_url(url: str) -> str:
    """Moodle's columns have a query; the path comes before it."""
    path, mark, query = url.partition("?")
    return f"{path}/scores{mark}{query}"


def body_of(claimed: Claimed) -> dict[str, Any]:
    """Points of points, never a share: platforms scale, and rounding is theirs."""
    score = claimed.score
    body = {
        "userId": claimed.row.person.sub,
        # Below 0 and above the maximum, each platform does something else.
        "scoreGiven": min(max(score.given, 0), score.maximum),
        "scoreMaximum": score.maximum,
        "activityProgress": "Completed" if score.is_final else "InProgress",
        # Always: any other word makes platforms hide the score, or wipe the one they have.
        "gradingProgress": "FullyGraded",
        "timestamp": claimed.timestamp.isoformat(timespec="milliseconds"),
    }
    if score.submitted_at:
        body["submission"] = {"submittedAt": score.submitted_at.isoformat(timespec="milliseconds")}
    if is_canvas(claimed.row.link.context.deployment.registration):
        body[CANVAS] = submission_of(claimed)
    return body


def is_canvas(registration: Registration) -> bool:
    host = urlsplit(registration.issuer).hostname or ""
    return host == "instructure.com" or host.endswith(".instructure.com")


def submission_of(claimed: Claimed) -> dict[str, Any]:
    """Canvas would count every score as another submission, and date it as it came in."""
    at = claimed.score.submitted_at
    told = {"submitted_at": at.isoformat(timespec="milliseconds")} if at else {}
    return {"new_submission": at is not None and at != claimed.row.submitted_at} | told


def reply_to(answer: Answer, now: datetime) -> Reply:
    status = answer.status
    if answer.is_ok:
        return Reply("sent", status)
    # It has a score of this moment, or a later one, so that nothing is missing there.
    if status == 409 or (status == 400 and b"timestamp" in answer.body.lower()):  # noqa: PLR2004 -- Moodle; Open edX
        return Reply("superseded", status, "The platform has this score or a later one.")
    if status in COMES_AND_GOES or status >= 500:  # noqa: PLR2004 -- errors of the server
        return Reply("again", status, f"The platform answered {status}.", wait_of(answer, now))
    if status in GONE:
        return Reply("refused", status, STRANGER)
    return Reply("refused", status, f"The platform refused the score: {status}.")
