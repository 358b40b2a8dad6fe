from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from assessments.models import (
    Accommodation,
    Assessment,
    Attempt,
    Context,
    Deployment,
    LineItem,
    LtiUser,
    Membership,
    Passback,
    ResourceLink,
)
from assessments.services.lti.contents import Content, bind
from assessments.services.lti.launches import Arrived, arrive, expect_scores_of_all
from assessments.services.lti.messages import Message, Offered, Where, Who
from assessments.services.taking.starting import start
from tests.assessments.lti.platforms import a_deployment
from tests.factories import NOW, a_bank, a_course, a_published_item, a_quiz

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def deployment(db: None) -> Deployment:
    return a_deployment()


@pytest.fixture
def quiz(db: None) -> Assessment:
    return a_quiz()


def came(deployment: Deployment, sub: str = "ada", role: str = "learner", **where: Any) -> Arrived:
    offered = where.pop("offered", Offered())
    place = Where(**{"context_id": "c1", "title": "Networks", "link_id": "l1", "link_title": "A quiz"} | where)
    return arrive(deployment, Message("1", Who(sub, role), place, offered), NOW)


def content(quiz: Assessment) -> str:
    return Content(assessment=quiz).id


def test_the_first_launch_makes_a_person_a_course_and_a_link(deployment: Deployment, quiz: Assessment) -> None:
    got = came(deployment, content=content(quiz))

    assert got.context.course.title == "Networks"
    assert not got.context.course.open_to_all
    assert got.link.assessment.course == got.context.course
    assert [slot.item for slot in got.link.assessment.slots.all()] == [slot.item for slot in quiz.slots.all()]
    assert Membership.objects.get(user=got.user).role == "learner"
    assert start(got.user, got.link.assessment, NOW).reported


def test_teachers_who_choose_outside_of_any_course_have_none_in_common(deployment: Deployment) -> None:
    nowhere = {"context_id": "", "link_id": ""}
    tess, theo, again = (came(deployment, name, "instructor", **nowhere) for name in ("tess", "theo", "tess"))

    assert tess.context == again.context
    assert [one.user for one in Membership.objects.filter(course=tess.context.course)] == [tess.user]
    assert theo.context.course != tess.context.course


def test_the_second_launch_makes_nothing_more(deployment: Deployment, quiz: Assessment) -> None:
    kinds = (LtiUser, Context, ResourceLink, Assessment, Membership, LineItem, Passback)
    first = came(deployment, content=content(quiz))
    before = [kind.objects.count() for kind in kinds]

    assert came(deployment, content=content(quiz)) == first
    assert [kind.objects.count() for kind in kinds] == before


def test_a_pseudonym_stands_for_who_has_no_name_and_names_are_taken_over(deployment: Deployment) -> None:
    nameless = came(deployment).user
    assert nameless.get_username().startswith("learner-")
    assert not nameless.has_usable_password()

    who = Who("ada", "learner", "Ada", "Lovelace" * 30, "ada@lms.example")
    named = arrive(deployment, Message("1", who, Where("c1", link_id="l1")), NOW).user

    assert named == nameless
    assert (named.first_name, len(named.last_name), named.email) == ("Ada", 150, "ada@lms.example")


def test_people_of_two_platforms_are_never_one(deployment: Deployment) -> None:
    who = Who("ada", "learner", email="ada@lms.example")
    other = a_deployment(deployment_id="1")
    users = {arrive(one, Message("1", who, Where("c1", link_id="l1")), NOW).user for one in (deployment, other)}

    assert len(users) == 2
    assert Context.objects.count() == 2


def test_a_copied_course_has_the_same_quiz_and_no_results(deployment: Deployment, quiz: Assessment) -> None:
    offered = Offered("https://lms.example/c1/lineitems", "https://lms.example/lineitems/1", ("score",))
    old = came(deployment, content=content(quiz), offered=offered)
    start(old.user, old.link.assessment, NOW)
    copied = Offered("https://lms.example/c2/lineitems", "", ("score",))

    new = came(deployment, context_id="c2", link_id="l2", content=content(quiz), offered=copied)
    again = came(deployment, context_id="c3", link_id="l3", content=content(old.link.assessment))

    assert new.link.assessment not in {old.link.assessment, quiz}
    assert Attempt.objects.filter(assessment=new.link.assessment).count() == 0
    assert (new.link.line_item.url, new.link.line_item.container_url) == ("", copied.columns_url)
    assert old.link.line_item.declared
    assert [old.link.is_copy, new.link.is_copy, again.link.is_copy] == [False, False, True]
    assert again.link.content == content(old.link.assessment)


def test_a_copied_course_leaves_its_dates_behind_and_a_shared_quiz_keeps_its_own(deployment: Deployment) -> None:
    quiz = a_quiz(closes_at=NOW + DAY)
    old = came(deployment, content=content(quiz))

    new = came(deployment, context_id="c2", link_id="l2", content=content(old.link.assessment))

    assert old.link.assessment.closes_at == NOW + DAY
    assert new.link.assessment.closes_at is None
    assert new.link.assessment.published


def test_links_of_one_course_to_one_quiz_share_it(deployment: Deployment, quiz: Assessment) -> None:
    one, two = (came(deployment, link_id=name, content=content(quiz)) for name in ("l1", "l2"))

    assert one.link.assessment == two.link.assessment
    assert Passback.objects.count() == 2


@pytest.mark.parametrize("chosen", ["in the LMS", "here"])
def test_a_link_that_is_led_elsewhere_sends_what_was_done_there_before(deployment: Deployment, chosen: str) -> None:
    """Also in an attempt that runs, whose learner knew nothing of an LMS."""
    got = came(deployment, content=content(a_quiz()))
    other = a_quiz(course=got.context.course)
    attempt = start(got.user, other, NOW)

    if chosen == "here":
        bind(got.link, content(other))
        expect_scores_of_all(got.link, NOW)
    else:
        came(deployment, "tess", "instructor", content=content(other))

    attempt.refresh_from_db()
    waiting = Passback.objects.get(person=got.person)
    assert (attempt.reported, waiting.state, waiting.wanted) == (True, "waiting", 1)


def test_a_link_that_is_led_elsewhere_asks_for_no_score_of_who_has_none(deployment: Deployment) -> None:
    came(deployment, content=content(a_quiz()))

    came(deployment, "tess", "instructor", content=content(a_quiz()))

    assert Passback.objects.get().wanted == 0


@pytest.mark.parametrize("which", ["somebody's course", "another platform's course", "unpublished", "forged", "odd"])
def test_what_a_deployment_is_not_offered_stays_unbound(deployment: Deployment, which: str) -> None:
    elsewhere = came(a_deployment(), content=content(a_quiz())).link.assessment
    ids = {
        "somebody's course": content(a_quiz(course=a_course(open_to_all=False))),
        "another platform's course": content(elsewhere),
        "unpublished": content(a_quiz(published=False)),
        "forged": content(a_quiz())[:-1] + "x",
        "odd": "quiz-9" * 20,
    }

    assert came(deployment, content=ids[which]).link.assessment is None


def test_a_bank_to_practise_can_be_a_links_content(deployment: Deployment) -> None:
    bank = a_published_item(bank=a_bank()).bank

    assert came(deployment, content=Content(bank=bank).id).link.bank == bank
    assert LineItem.objects.count() == Passback.objects.count() == 0


def test_teachers_dates_hold_for_all(deployment: Deployment, quiz: Assessment) -> None:
    dates = {"opens_at": NOW, "closes_at": NOW + 7 * DAY, "due_at": NOW + 6 * DAY}

    got = came(deployment, "tess", "instructor", content=content(quiz), dates=dates)

    assert {name: getattr(got.link.assessment, name) for name in dates} == dates
    assert Accommodation.objects.count() == 0


def test_a_learners_own_dates_hold_for_them_and_move_their_running_attempt(
    deployment: Deployment, quiz: Assessment
) -> None:
    for_all = {"closes_at": NOW + 7 * DAY}
    came(deployment, "tess", "instructor", content=content(quiz), dates=for_all)
    came(deployment, content=content(quiz), dates=for_all)
    assert Accommodation.objects.count() == 0
    attempt = start(came(deployment, "bob", content=content(quiz)).user, ResourceLink.objects.get().assessment, NOW)

    came(deployment, "bob", content=content(quiz), dates={"closes_at": NOW + 9 * DAY})

    attempt.refresh_from_db()
    assert attempt.deadline == NOW + 9 * DAY
    assert Accommodation.objects.get().learner.lti.sub == "bob"
    assert ResourceLink.objects.get().assessment.closes_at == NOW + 7 * DAY


@pytest.mark.parametrize("closes", [NOW, NOW - DAY])
def test_dates_in_an_order_that_cannot_be_are_left_alone(
    deployment: Deployment, quiz: Assessment, closes: datetime
) -> None:
    got = came(deployment, "tess", "instructor", content=content(quiz), dates={"opens_at": NOW, "closes_at": closes})

    assert (got.link.assessment.opens_at, got.link.assessment.closes_at) == (None, None)


def test_teachers_are_not_graded_and_owners_stay_owners(deployment: Deployment, quiz: Assessment) -> None:
    got = came(deployment, "tess", "instructor", content=content(quiz))
    Membership.objects.update(role="owner")
    came(deployment, "tess", "assistant", content=content(quiz))

    assert Passback.objects.count() == 0
    assert Membership.objects.get(user=got.user).role == "owner"


def test_a_launch_outside_of_any_course_is_one_by_itself(deployment: Deployment) -> None:
    one, two = (came(deployment, context_id="", link_id=name) for name in ("l1", "l2"))

    assert one.context != two.context


def test_who_comes_as_a_learner_again_comes_back(deployment: Deployment) -> None:
    got = came(deployment)
    Membership.objects.update(active=False)

    came(deployment)

    assert Membership.objects.get(user=got.user).active


@pytest.mark.parametrize(
    ("before", "states"),
    [(("sent", "parked"), ["waiting", "waiting"]), (("sent", "sent"), ["sent", "sent"])],
    ids=["some did not arrive", "all arrived"],
)
def test_a_column_that_the_platform_names_instead_gets_what_did_not_arrive_and_what_went_with_the_one_before(
    deployment: Deployment, quiz: Assessment, before: tuple[str, str], states: list[str]
) -> None:
    at = {"content": content(quiz)}
    for name, state in zip(("ada", "bob"), before, strict=True):
        came(deployment, name, **at, offered=Offered(column_url="https://lms.example/1"))
        Passback.objects.filter(person__sub=name).update(state=state, wanted=1, sent=1, score=1, maximum=1)

    came(deployment, "tess", "instructor", **at, offered=Offered(column_url="https://lms.example/1"))
    assert sorted(Passback.objects.values_list("state", flat=True)) == sorted(before)
    came(deployment, "tess", "instructor", **at, offered=Offered(column_url="https://lms.example/2"))
    assert sorted(Passback.objects.values_list("state", flat=True)) == states
