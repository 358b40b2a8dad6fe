from __future__ import annotations

import pytest
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from assessments.models import Assessment, Bank, Membership, Slot
from assessments.queries import courses
from assessments.services.authoring.shelf import archive
from tests.factories import NOW, a_bank, a_course, a_learner, a_published_item, a_quiz, an_item

pytestmark = pytest.mark.django_db


def test_learners_see_their_courses_and_open_ones(alice: AbstractBaseUser, bob: AbstractBaseUser) -> None:
    mine = a_course(alice, open_to_all=False, title="A")
    open_one = a_course(open_to_all=True, title="B")
    a_course(bob, open_to_all=False, title="C")

    assert list(courses.courses_for(alice)) == [mine, open_one]


def test_a_course_of_many_members_is_listed_once(alice: AbstractBaseUser, bob: AbstractBaseUser) -> None:
    course = a_course(alice, bob, open_to_all=True)

    assert list(courses.courses_for(alice)) == [course]


def test_a_course_offers_its_published_quizzes_in_order(alice: AbstractBaseUser) -> None:
    course = a_course()
    last, first = (a_quiz(course=course, position=position) for position in (2, 1))
    a_quiz(course=course, published=False)

    (found,) = courses.courses_for(alice)

    assert found.offered == [first, last]


def test_questions_are_counted_by_what_the_slots_draw() -> None:
    quiz = a_quiz(a_published_item(), a_published_item())
    Slot.objects.create(assessment=quiz, position=3, bank=a_bank(), draws=3)
    empty = Assessment.objects.create(course=quiz.course, slug="empty", title="Empty")

    counted = courses.with_questions(Assessment.objects.all())

    assert {one: one.questions for one in counted} == {quiz: 5, empty: 0}


@pytest.mark.parametrize(
    ("open_to_all", "member", "published", "found"),
    [
        (True, False, True, True),
        (True, True, True, True),
        (False, True, True, True),
        (False, False, True, False),
        (True, True, False, False),
    ],
)
def test_a_quiz_is_found_for_who_may_take_it(
    alice: AbstractBaseUser, bob: AbstractBaseUser, open_to_all: bool, member: bool, published: bool, found: bool
) -> None:
    course = a_course(bob, *([alice] if member else []), open_to_all=open_to_all)
    quiz = a_quiz(course=course, published=published)

    if found:
        assert courses.assessment_for(alice, quiz.slug) == quiz
        assert courses.assessment_for(alice, quiz.slug).questions == 1
    else:
        with pytest.raises(Assessment.DoesNotExist):
            courses.assessment_for(alice, quiz.slug)


def test_banks_to_practise_are_open_ones_with_something_to_ask(alice: AbstractBaseUser) -> None:
    bank = a_bank()
    for _ in range(2):
        a_published_item(bank=bank)
    an_item(bank=bank)
    archive([a_published_item(bank=bank)], None, NOW)
    a_published_item(bank=a_bank(open_for_practice=False))
    an_item()

    assert [(one, one.item_count) for one in courses.banks_to_practise(alice)] == [(bank, 2)]


@pytest.mark.parametrize(
    ("shared", "open_to_all", "member", "alices", "strangers"),
    [
        (True, False, False, True, True),
        (False, True, False, True, True),
        (False, False, True, True, False),
        (False, False, False, False, False),
    ],
)
def test_a_bank_is_practised_by_who_can_reach_its_course(
    alice: AbstractBaseUser, shared: bool, open_to_all: bool, member: bool, alices: bool, strangers: bool
) -> None:
    course = None if shared else a_course(a_learner(), *([alice] if member else []), open_to_all=open_to_all)
    a_published_item(bank=a_bank(course=course))

    counted = [courses.banks_to_practise(user).count() for user in (alice, AnonymousUser())]

    assert counted == [alices, strangers]


def test_a_course_that_was_left_takes_its_banks_along(alice: AbstractBaseUser) -> None:
    bank = a_published_item(bank=a_bank(course=a_course(alice, open_to_all=False))).bank
    Membership.objects.update(active=False)

    with pytest.raises(Bank.DoesNotExist):
        courses.bank_to_practise(alice, bank.slug)


def test_a_bank_that_is_not_open_cannot_be_found_to_practise(alice: AbstractBaseUser) -> None:
    closed, open_one = a_bank(open_for_practice=False), a_bank()
    for bank in (closed, open_one):
        a_published_item(bank=bank)

    assert courses.bank_to_practise(alice, open_one.slug) == open_one
    with pytest.raises(Bank.DoesNotExist):
        courses.bank_to_practise(alice, closed.slug)


def test_anyone_may_take_the_published_quizzes_of_open_courses() -> None:
    open_course = a_course()
    last, first = (a_quiz(course=open_course, position=position) for position in (2, 1))
    a_quiz(course=open_course, published=False)
    a_quiz(course=a_course(open_to_all=False))

    assert list(courses.open_assessments()) == [first, last]
