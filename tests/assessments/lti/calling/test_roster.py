from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django_tasks_db.models import DBTaskResult

from assessments.lti.calling import roster
from assessments.lti.calling.roster import (
    CUSTOM,
    TRIES,
    sync,
    sync_all,
    sync_changes,
    sync_dates,
    sync_roster,
    sync_rosters,
)
from assessments.models import Accommodation, Context, LtiUser, Membership
from assessments.outbound.asking import LARGEST, Answer, Unreachable
from assessments.services.background.running import run_next
from tests.assessments.lti.platforms import ROLE, a_link, a_person_at, an_answer_at, answers
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TOKEN = {"access_token": "t", "expires_in": 3600}


def member(number: int, role: str = "Learner", **more: Any) -> dict[str, Any]:
    return {"user_id": f"u{number}", "roles": [ROLE + role], "given_name": f"Given {number}"} | more


def page(*members: Any, following: str = "") -> Answer:
    headers = {"link": f'<{following}>; rel="next"'} if following else {}
    return Answer(200, headers, json.dumps({"id": "x", "members": members}).encode())


@pytest.fixture
def context() -> Context:
    context = a_link().context
    context.roster_url = "https://lms.example/members"
    context.save()
    return context


def names(**which: Any) -> list[str]:
    return sorted(Membership.objects.filter(**which).values_list("user__first_name", flat=True))


def test_all_pages_are_read_and_roles_kept(context: Context) -> None:
    more = "https://lms.example/members?page=2"

    count = sync(
        context, NOW, answers(TOKEN, page(member(1), member(2), following=more), page(member(3, "Instructor")))
    )

    assert count == 3
    assert names(role="learner", active=True) == ["Given 1", "Given 2"]
    assert names(role="instructor") == ["Given 3"]
    assert context.roster_synced_at == NOW


def test_a_large_course_is_read_in_pages(context: Context) -> None:
    """As Moodle has them: all at once, but where so many are asked for."""
    everyone = [member(number, name="x" * 400) for number in range(1_000)]

    def asking(method: str, url: str, *_: Any) -> Answer:
        if url.endswith("/token"):
            return Answer(200, {}, json.dumps(TOKEN).encode())
        asked = {name: int(value) for name, value in parse_qsl(urlsplit(url).query)}
        first, limit = asked.get("from", 0), asked.get("limit", len(everyone))
        last = first + limit
        answer = page(
            *everyone[first:last],
            following=f"https://lms.example/members?limit={limit}&from={last}" if last < len(everyone) else "",
        )
        if len(answer.body) > LARGEST:
            raise Unreachable("the answer is larger than 256 kB")
        return answer

    assert sync(context, NOW, asking) == len(everyone)


def test_who_left_is_let_in_no_more_and_keeps_what_was_done(context: Context) -> None:
    person = a_person_at(context.links.get(), first_name="Ada")
    attempt = an_answer_at(context.links.get(), person)
    other = member(2, status="Inactive")

    sync(context, NOW, answers(TOKEN, page(member(1), other)))

    assert names(active=False) == ["Ada", "Given 2"]
    attempt.refresh_from_db()
    assert attempt.score == 1

    sync(context, NOW, answers(page(member(1), member(2), {"user_id": person.sub, "roles": [f"{ROLE}Learner"]})))
    assert names(active=False) == []


@pytest.mark.parametrize(
    "broken",
    [Answer(500), Answer(200, {}, b"[]"), Answer(200, {}, b"{"), Unreachable("TimeoutError"), Answer(404)],
)
def test_half_a_roster_changes_nothing(context: Context, broken: Any) -> None:
    a_person_at(context.links.get(), first_name="Ada")
    first = page(member(1), following="https://lms.example/members?page=2")

    with pytest.raises(Unreachable):
        sync(context, NOW, answers(TOKEN, first, broken))

    assert names(active=True) == ["Ada"]
    assert LtiUser.objects.count() == 1


def test_a_roster_that_goes_round_ends(context: Context) -> None:
    round_and_round = page(member(1), following="https://lms.example/members")

    assert sync(context, NOW, answers(TOKEN, round_and_round)) == 1


def test_one_course_that_fails_stops_none_of_the_others(context: Context) -> None:
    other = a_link(deployment=context.deployment).context
    other.roster_url = "https://lms.example/others"
    other.save()

    told = [text for _, text in sync_all(NOW, answers(TOKEN, Answer(500), page(member(1))))]

    assert told == ["failed: status 500", "1 people"]
    context.refresh_from_db()
    assert context.roster_fault == "status 500"


@pytest.mark.parametrize("odd", ["a", 1, None, {}, {"user_id": ""}, {"user_id": 7}, {"user_id": "x" * 300}])
def test_odd_members_are_passed_over(context: Context, odd: Any) -> None:
    assert sync(context, NOW, answers(TOKEN, page(odd, member(1)))) == 1


CHANGES = "https://lms.example/members?since=42"


def with_changes(*members: Any, at: str = CHANGES) -> Answer:
    return Answer(200, {"link": f'<{at}>; rel="differences"'}, json.dumps({"id": "x", "members": members}).encode())


def test_changes_alone_are_read_where_the_platform_tells_them(context: Context) -> None:
    sync_changes(context, NOW, answers(TOKEN, with_changes(member(1), member(2), member(3))))
    asking = answers(with_changes(member(2, status="Deleted"), member(4), at=f"{CHANGES}3"))

    assert sync_changes(context, NOW, asking) == 3

    assert asking.asked[0][1] == CHANGES
    assert names(active=True) == ["Given 1", "Given 3", "Given 4"]
    assert Context.objects.get().roster_changes_url == f"{CHANGES}3"


def test_changes_are_not_trusted_for_ever(context: Context) -> None:
    sync_changes(context, NOW, answers(TOKEN, with_changes(member(1))))
    asking = answers(with_changes(member(2)))

    sync_changes(context, NOW + timedelta(days=8), asking)

    assert f"{context.roster_url}?limit=100" in [asked[1] for asked in asking.asked]
    assert names(active=True) == ["Given 2"]


def test_an_address_for_changes_that_has_expired_leads_to_the_whole(context: Context) -> None:
    sync_changes(context, NOW, answers(TOKEN, with_changes(member(1))))
    asking = answers(Answer(410), page(member(2)))

    sync_changes(context, NOW, asking)

    assert [asked[1] for asked in asking.asked] == [CHANGES, f"{context.roster_url}?limit=100"]
    assert (names(active=True), Context.objects.get().roster_changes_url) == (["Given 2"], "")


def test_learners_own_dates_arrive_before_they_do(context: Context) -> None:
    link = context.links.get()
    ada, bea = a_person_at(link), a_person_at(link)
    custom = {"closes": "2020-03-09T09:00:00Z", "opens": "$ResourceLink.available.startDateTime"}
    told = [
        {"user_id": ada.sub, "roles": [f"{ROLE}Learner"], "message": [{"of": "another kind"}, {CUSTOM: custom}]},
        {"user_id": bea.sub, "roles": [f"{ROLE}Learner"], "message": [{CUSTOM: {"closes": "$Unknown"}}]},
        {"user_id": bea.sub, "roles": [f"{ROLE}Learner"], "message": "nonsense"},
        {"user_id": "nobody", "roles": [f"{ROLE}Learner"], "message": [{CUSTOM: custom}]},
        {"user_id": ada.sub, "roles": [f"{ROLE}Instructor"], "message": [{CUSTOM: custom}]},
    ]
    asking = answers(TOKEN, page(*told))

    assert sync_dates(link, NOW, asking) == 1

    assert asking.asked[1][1] == f"{context.roster_url}?rlid={link.link_id}&limit=100"
    assert [(one.learner, one.closes_at) for one in Accommodation.objects.all()] == [
        (ada.user, datetime(2020, 3, 9, 9, tzinfo=UTC))
    ]


def test_at_night_each_roster_is_work_of_its_own_and_one_that_fails_is_asked_again(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*asked: Any) -> int:
        raise Unreachable("TimeoutError")

    monkeypatch.setattr(roster, "sync_changes", away)
    sync_rosters.call()
    for _ in range(TRIES):
        DBTaskResult.objects.update(run_after=NOW)
        assert run_next("w")

    assert not run_next("w")
    assert Context.objects.get().roster_fault == "TimeoutError"
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


def test_after_a_roster_the_dates_of_its_links_are_asked_for(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(roster, "sync_changes", lambda *_: asked.append("roster"))
    monkeypatch.setattr(roster, "sync_dates", lambda link, _: asked.append(link))

    sync_roster.call(context.pk)

    assert asked == ["roster", context.links.get()]
