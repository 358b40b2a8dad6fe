from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest

from assessments.models import Course, Endpoint, Notice
from assessments.services.hooks import endpoints, outbox, telling
from assessments.services.hooks.endpoints import Wanted
from assessments.services.hooks.outbox import Reply
from tests.factories import NOW, a_course

pytestmark = pytest.mark.django_db
SENT, AGAIN, REFUSED, GONE = Reply("sent", 204), Reply("again", 503), Reply("refused", 400), Reply("gone", 410)
LATER = timedelta(days=1)


@pytest.fixture
def course() -> Course:
    return a_course()


def an_endpoint(course: Course, title: str = "one") -> Endpoint:
    return endpoints.make(Wanted(course, title, f"https://{title}.example/", ["score.changed"]), None, NOW)[0]


def tell(course: Course, *numbers: int) -> None:
    telling.tell(course.pk, "score.changed", [{"n": number} for number in numbers], NOW)


def sent(reply: Callable[[Notice], Reply] | Reply, at: datetime = NOW) -> list[Any]:
    """What was handed over, in this order."""
    handed = []

    def post(notice: Notice) -> Reply:
        handed.append((notice.endpoint.title, notice.data["n"]))
        return reply if isinstance(reply, Reply) else reply(notice)

    outbox.send_due(post, lambda: at, Random(1))  # noqa: S311 -- the same each time
    return handed


def states() -> list[str]:
    return list(Notice.objects.order_by("pk").values_list("state", flat=True))


def test_notices_go_out_in_their_order_and_once(course: Course) -> None:
    an_endpoint(course)
    tell(course, 1, 2, 3)

    assert sent(SENT) == [("one", 1), ("one", 2), ("one", 3)]
    assert sent(SENT) == []
    assert states() == ["sent"] * 3


def test_one_that_does_not_answer_waits_with_all_of_its_own_and_keeps_no_other(course: Course) -> None:
    an_endpoint(course, "down")
    an_endpoint(course, "up")
    tell(course, 1, 2)

    assert sorted(sent(lambda notice: AGAIN if notice.endpoint.title == "down" else SENT)) == [
        ("down", 1),
        ("up", 1),
        ("up", 2),
    ]
    down = Endpoint.objects.get(title="down")
    assert (down.failures, down.failing_since, down.paused_until > NOW) == (1, NOW, True)
    assert sent(SENT, NOW + LATER) == [("down", 2), ("down", 1)]
    down.refresh_from_db()
    assert (down.failures, down.failing_since, down.paused_until) == (0, None, None)


def test_one_notice_that_is_refused_keeps_no_other_of_the_same_endpoint(course: Course) -> None:
    an_endpoint(course)
    tell(course, 1, 2)

    assert sent(lambda notice: REFUSED if notice.data["n"] == 1 else SENT) == [("one", 1), ("one", 2)]
    assert states() == ["waiting", "sent"]
    assert sent(SENT, NOW + LATER) == [("one", 1)]


def test_a_wait_that_was_asked_for_is_kept(course: Course) -> None:
    an_endpoint(course)
    tell(course, 1)

    sent(Reply("again", 429, wait=3600))

    assert sent(SENT, NOW + timedelta(seconds=3599)) == []
    assert sent(SENT, NOW + timedelta(seconds=3600)) == [("one", 1)]


def test_after_three_days_it_is_parked_with_its_reason_until_it_is_sent_again(course: Course) -> None:
    an_endpoint(course)
    tell(course, 1)

    sent(Reply("refused", 400, "It answered 400."), NOW + timedelta(days=3, seconds=1))

    notice = Notice.objects.get()
    assert (notice.state, notice.status, notice.reason) == ("parked", 400, "It answered 400.")
    assert outbox.resend(Notice.objects.all(), NOW + 4 * LATER) == 1
    assert sent(SENT, NOW + 4 * LATER) == [("one", 1)]


def test_one_that_is_gone_for_good_is_switched_off(course: Course) -> None:
    an_endpoint(course)
    tell(course, 1, 2)

    assert sent(GONE) == [("one", 1)]
    assert Endpoint.objects.get().why_disabled == "It answered that it is gone for good (410)."
    assert states() == ["parked", "parked"]
    assert outbox.resend(Notice.objects.all(), NOW) == 0


def test_one_that_nothing_has_reached_for_days_is_switched_off(course: Course) -> None:
    an_endpoint(course)
    tell(course, 1)
    sent(AGAIN)
    tell(course, 2)

    sent(AGAIN, NOW + timedelta(days=5, seconds=1))

    assert Endpoint.objects.get().why_disabled == "Nothing has reached it for 5 days."


def test_what_a_dead_sender_held_is_taken_up_after_a_while_and_what_a_living_one_holds_is_not(course: Course) -> None:
    an_endpoint(course)
    tell(course, 1)
    assert outbox.claim(NOW)

    assert sent(SENT, NOW + timedelta(seconds=59)) == []
    assert sent(SENT, NOW + timedelta(seconds=60)) == [("one", 1)]


def test_pauses_double_up_to_four_hours() -> None:
    longest = [outbox.pause(tries, Random(1)) for tries in (1, 2, 30)]  # noqa: S311 -- the same each time

    assert [2.5 <= longest[0] <= 5, 5 <= longest[1] <= 10, 7200 <= longest[2] <= 14400] == [True] * 3
