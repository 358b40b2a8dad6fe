from datetime import timedelta

import pytest

from assessments.models import Attempt
from assessments.queries.statistics.times import Time, time_of, times
from assessments.services.taking import attempts
from tests.assessments.queries.statistics.sitting import a_quiz_of, sat
from tests.factories import NOW, a_started_attempt, answered, place, right, transposed

pytestmark = pytest.mark.django_db


def test_a_question_takes_the_time_since_the_answer_before() -> None:
    quiz = a_quiz_of(2)
    sat(quiz, [[1, 1], [1, None], [1, 0]])

    found = times(Attempt.objects.filter(assessment=quiz))

    assert {number: (time.n, time.median) for number, time in found.items()} == {1: (3, 60), 2: (2, 60)}


def test_a_second_try_ends_no_first_answer_and_starts_the_next_question() -> None:
    attempt = a_started_attempt(None, *(slot.item for slot in a_quiz_of(2).slots.all()), tries=2)
    answered(place(attempt, 1), transposed(place(attempt, 1)), NOW + timedelta(seconds=40))
    answered(place(attempt, 1), right(place(attempt, 1)), NOW + timedelta(seconds=100))
    answered(place(attempt, 2), right(place(attempt, 2)), NOW + timedelta(seconds=110))

    found = times(Attempt.objects.filter(pk=attempt.pk))

    assert {number: time.median for number, time in found.items()} == {1: 40, 2: 10}


def test_another_variant_of_a_question_is_no_first_answer() -> None:
    """Or whoever practises a question would count as several learners."""
    attempt = a_started_attempt(None, tries=2)
    answered(place(attempt), transposed(place(attempt)), NOW + timedelta(seconds=40))
    attempts.another(place(attempt), NOW + timedelta(seconds=50))
    answered(place(attempt), right(place(attempt)), NOW + timedelta(seconds=400))

    found = times(Attempt.objects.filter(pk=attempt.pk))

    assert found == {1: Time(1, 40)}


def test_no_answers_take_no_time() -> None:
    assert time_of([]) == Time()
