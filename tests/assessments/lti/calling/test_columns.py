from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from assessments.lti.calling.columns import Busy, Call, address_of
from assessments.models import Assessment, LineItem, ResourceLink
from assessments.outbound.asking import Answer, Forbidden, NotReached, Unreachable
from assessments.services.lti import columns
from tests.assessments.lti.platforms import a_link
from tests.factories import NOW

pytestmark = pytest.mark.django_db
PAUSE, DOUBT = columns.PAUSE, columns.DOUBT


@pytest.fixture
def link() -> ResourceLink:
    link = a_link()
    LineItem.objects.update(url="")
    return link


class Gradebook:
    """Answers as a platform does, but for what it is told to do at the next request of a method."""

    def __init__(self, *rows: dict[str, Any]) -> None:
        self.rows, self.met, self.asked = list(rows), {}, []

    def __call__(self, method: str, url: str, headers: dict[str, str] | None = None, body: str = "") -> Answer:
        self.asked.append(method)
        met = self.met[method].pop(0) if self.met.get(method) else None
        if met == "twice":
            self.do(method, url, body)
        answer = self.do(method, url, body) if met in (None, "twice", "late") else met
        if met == "late":
            raise Unreachable("TimeoutError")
        if isinstance(answer, Exception):
            raise answer
        return answer

    def do(self, method: str, url: str, body: str) -> Answer:
        if method == "POST":
            self.rows.append(json.loads(body) | {"id": f"https://lms.example/made/{len(self.rows) + 1}"})
        if method == "DELETE":
            self.rows = [row for row in self.rows if row["id"] != url]
        return Answer(200, {}, json.dumps(self.rows if method == "GET" else self.rows[-1]).encode())

    @property
    def ids(self) -> list[str]:
        return [row["id"].removeprefix("https://lms.example/") for row in self.rows]


def sought(call: Call, at: datetime = NOW) -> str:
    """What comes of it, shortly."""
    try:
        return address_of(LineItem.objects.select_related("link__assessment").get(), call, lambda: at)
    except (Busy, Unreachable, Forbidden) as why:
        return type(why).__name__


def row(number: int, link: ResourceLink, **more: Any) -> dict[str, Any]:
    return {"id": f"https://lms.example/{number}", "resourceId": link.content, "tag": "score"} | more


def test_a_column_is_made_where_there_is_none(link: ResourceLink) -> None:
    platform = Gradebook()

    assert sought(platform) == "https://lms.example/made/1"
    assert platform.asked == ["GET", "POST", "GET"]
    assert platform.rows[0] | {"id": ""} == {
        "id": "",
        "scoreMaximum": 1,
        "label": link.assessment.title,
        "resourceId": link.content,
        "tag": "score",
        "resourceLinkId": link.link_id,
        "submissionReview": {"reviewableStatus": ["InProgress", "Submitted", "Completed"]},
    }
    line = LineItem.objects.get()
    assert (line.url, line.busy_until, line.asked_at) == ("https://lms.example/made/1", None, None)


def test_a_column_is_made_with_the_dates_that_there_are(link: ResourceLink) -> None:
    Assessment.objects.filter(pk=link.assessment_id).update(closes_at=NOW)
    platform = Gradebook()

    sought(platform)

    assert {name: platform.rows[0].get(name) for name in ("startDateTime", "endDateTime")} == {
        "startDateTime": None,
        "endDateTime": "2020-03-02T09:00:00+00:00",
    }


@pytest.mark.parametrize("own", [None, NOW])
def test_dates_of_a_column_are_those_of_a_quiz_that_has_none(link: ResourceLink, own: datetime | None) -> None:
    Assessment.objects.filter(pk=link.assessment_id).update(closes_at=own)
    later = {"startDateTime": "2020-03-03T09:00:00Z", "endDateTime": "2020-03-09T09:00:00Z"}

    sought(Gradebook(row(1, link, **later)))

    quiz = Assessment.objects.get()
    assert (quiz.opens_at, quiz.closes_at) == (
        (NOW + timedelta(days=1), NOW + timedelta(days=7)) if not own else (None, own)
    )


@pytest.mark.parametrize("hostile", [7, "", "soon", "2020-13-40", "2020-03-03T09:00:00", None, {}])
def test_what_is_no_date_is_none(link: ResourceLink, hostile: Any) -> None:
    assert sought(Gradebook(row(1, link, endDateTime=hostile))) == "https://lms.example/1"
    assert Assessment.objects.get().closes_at is None


def test_a_platform_that_lists_none_of_what_it_made_is_taken_at_its_word(link: ResourceLink) -> None:
    platform = Gradebook()
    platform.met = {"GET": [Answer(200, {}, b"[]"), Answer(200, {}, b"[]")]}

    assert sought(platform) == "https://lms.example/made/1"


def test_a_column_of_ours_is_found_and_nobody_elses_taken(link: ResourceLink) -> None:
    other = a_link(link.assessment, deployment=link.context.deployment)
    LineItem.objects.exclude(link=link).delete()
    listed = [
        row(1, link, resourceLinkId=other.link_id),
        row(2, link, tag="midterm"),
        row(3, link, resourceId="7"),
        row(4, link, resourceLinkId="of a course that was copied"),
        row(5, link, resourceLinkId=link.link_id),
    ]

    assert sought(Gradebook(*listed[:4])) == "https://lms.example/4"
    LineItem.objects.update(url="")
    assert sought(Gradebook(*listed)) == "https://lms.example/5"


def test_what_a_request_done_twice_made_besides_is_taken_away(link: ResourceLink) -> None:
    others = [row(1, link, tag="midterm"), row(2, link, resourceId="7")]
    platform = Gradebook(*others)
    platform.met = {"POST": ["twice"]}

    assert sought(platform) == "https://lms.example/made/3"
    assert platform.ids == ["1", "2", "made/3"]


def test_two_columns_that_were_there_before_us_both_stay(link: ResourceLink) -> None:
    platform = Gradebook(row(1, link, resourceLinkId=link.link_id), row(2, link, resourceLinkId=link.link_id))

    assert sought(platform) == "https://lms.example/1"
    assert platform.asked == ["GET"]


@pytest.mark.parametrize("doubt", ["late", Answer(500), Answer(200, {}, b"<h1>"), Answer(200, {}, b"[]")])
def test_after_a_request_without_an_answer_none_is_made_for_a_while(link: ResourceLink, doubt: Any) -> None:
    platform = Gradebook()
    platform.met = {"POST": [doubt]}

    assert sought(platform) == "Unreachable"

    there = "https://lms.example/made/1" if doubt == "late" else "Busy"
    assert sought(platform) == there
    assert platform.asked == ["GET", "POST", "GET"]


def test_once_there_is_no_doubt_left_it_is_looked_for_again_then_made(link: ResourceLink) -> None:
    platform = Gradebook()
    platform.met = {"POST": [Answer(500)]}

    seen = [sought(platform, NOW + timedelta(seconds=after)) for after in (0, 1, 2, 7, 130)]

    assert seen == ["Unreachable", "Busy", "Busy", "Busy", "https://lms.example/made/1"]
    assert platform.asked == ["GET", "POST", "GET", "GET", "GET", "POST", "GET"]


def test_one_that_comes_late_is_taken_and_its_double_taken_away(link: ResourceLink) -> None:
    platform = Gradebook()
    platform.met = {"POST": [Answer(500), "twice"]}
    assert sought(platform) == "Unreachable"

    platform.rows.append(row(9, link, resourceLinkId=link.link_id))
    platform.rows.append(row(10, link, resourceLinkId=link.link_id))

    assert sought(platform) == "https://lms.example/9"
    assert platform.ids == ["9"]


@pytest.mark.parametrize("no", [Answer(429), Answer(403), NotReached("refused"), Forbidden("leads inside")])
def test_where_none_can_have_been_made_one_is_made_the_next_time(link: ResourceLink, no: Any) -> None:
    platform = Gradebook()
    platform.met = {"POST": [no]}

    assert sought(platform) in {"Unreachable", "NotReached", "Forbidden"}
    assert sought(platform) == "https://lms.example/made/1"


def test_a_double_that_cannot_be_taken_away_is_asked_about_again(link: ResourceLink) -> None:
    platform = Gradebook()
    platform.met = {"POST": ["twice"], "DELETE": [Answer(500), Unreachable("TimeoutError")]}

    assert [sought(platform) for _ in range(3)] == ["Unreachable", "Unreachable", "https://lms.example/made/1"]
    assert platform.ids == ["made/1"]


def test_a_platform_that_refuses_to_part_with_a_double_keeps_it(link: ResourceLink) -> None:
    platform = Gradebook()
    platform.met = {"POST": ["twice"], "DELETE": [Answer(403)]}

    assert sought(platform) == "https://lms.example/made/1"
    assert platform.ids == ["made/1", "made/2"]


def test_one_that_always_fails_at_it_holds_up_no_score_for_longer_than_an_hour(link: ResourceLink) -> None:
    platform = Gradebook()
    platform.met = {"POST": ["twice"], "DELETE": [Answer(500)] * 3}

    assert sought(platform) == "Unreachable"
    assert sought(platform, NOW + timedelta(minutes=59)) == "Unreachable"
    assert sought(platform, NOW + timedelta(minutes=61)) == "https://lms.example/made/1"


def test_whoever_was_overtaken_makes_none(link: ResourceLink) -> None:
    platform, inner = Gradebook(), Gradebook()
    platform.rows = inner.rows

    def slow(method: str, url: str, *more: Any) -> Answer:
        """While the first looks, two minutes go by, and another makes one."""
        answer = platform(method, url, *more)
        if len(platform.asked) == 1:
            assert sought(inner, NOW + timedelta(minutes=3)) == "https://lms.example/made/1"
        return answer

    assert sought(slow) == "Busy"
    assert (platform.asked, inner.ids) == (["GET"], ["made/1"])


def test_one_looks_at_a_time_and_the_next_after_one_who_died(link: ResourceLink) -> None:
    line, platform = LineItem.objects.get(), Gradebook()
    assert columns.take(line, NOW)

    assert sought(platform, NOW + timedelta(seconds=119)) == "Busy"
    assert platform.asked == []
    assert sought(platform, NOW + timedelta(seconds=120)) == "https://lms.example/made/1"
