from __future__ import annotations

import json
from typing import Any

import pytest

from assessments.lti.calling.roster import sync, sync_all
from assessments.models import Context, LtiUser, Membership
from assessments.outbound.asking import Answer, Unreachable
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
