from __future__ import annotations

import pytest
from django.contrib.auth.models import AbstractBaseUser

from assessments.models import ItemSession
from assessments.queries import learning as found
from assessments.services.regrading.applying import apply
from assessments.services.regrading.planning import begin, plan
from tests.assessments.services.regrading.miskeyed import LATER, a_miskeyed_quiz, a_regrade, mended
from tests.factories import NOW, a_bank, a_course, a_published_item, a_session, answered, right, transposed

pytestmark = pytest.mark.django_db


def test_answers_are_a_learners_own_and_oldest_first(alice: AbstractBaseUser, bob: AbstractBaseUser) -> None:
    hers, his = a_session(alice), a_session(bob)
    answered(his, right(his))
    answered(hers, transposed(hers))
    answered(hers, right(hers))

    rows = found.answers(alice, without=[])

    assert [(one.session, one.fraction, one.at, one.is_final) for one in rows] == [
        (hers.pk, 0.0, NOW, True),
        (hers.pk, 1.0, NOW, True),
    ]
    assert {one.skill for one in rows} == {"weight-shapes"}


def test_some_attempts_can_be_left_out(alice: AbstractBaseUser) -> None:
    one, other = a_session(alice), a_session(alice)
    for session in (one, other):
        answered(session, right(session))

    assert {row.session for row in found.answers(alice, without=[one.attempt_id])} == {other.pk}


def test_no_more_than_the_latest_are_read(alice: AbstractBaseUser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found, "LATEST", 2)
    session = a_session(alice, tries=5)
    for answer in ("(7, 7)", "(8, 8)", "(9, 9)", right(session)):
        answered(session, answer)

    assert [one.fraction for one in found.answers(alice, without=[])] == [0.0, 1.0]


def test_an_answer_counts_as_it_was_judged_last() -> None:
    made = a_miskeyed_quiz()
    made.crowd(1)
    learner = ItemSession.objects.get().attempt.learner
    assert [one.fraction for one in found.answers(learner, without=[])] == [0, 1]  # sigmoid, then tanh

    regrade = begin(a_regrade(made.quiz, item=made.item, revision=mended(made.item)), LATER)
    plan(regrade, LATER)
    apply(regrade, None, LATER)

    assert [one.fraction for one in found.answers(learner, without=[])] == [1, 0]


def test_the_same_numbers_of_two_questions_are_two_variants(alice: AbstractBaseUser) -> None:
    one = {"domains": {"input_size": [3], "hidden_size": [2], "gate": ["f"]}}
    for item in (a_published_item(**one), a_published_item(**one)):
        session = a_session(alice, item)
        answered(session, right(session))

    assert len({row.variant for row in found.answers(alice, without=[])}) == 2


def test_a_kind_without_a_skill_or_out_of_the_code_goes_by_its_bank() -> None:
    asked = [("feed-forward-shape", 7), ("authored-value", 7), ("gone-since", 8)]

    assert [found.skill_of(*one) for one in asked] == ["weight-shapes", "other-questions 7", "other-questions 8"]


def test_only_what_the_learner_may_get_is_posed(alice: AbstractBaseUser, bob: AbstractBaseUser) -> None:
    posed = a_published_item()
    a_published_item(bank=a_bank(open_for_practice=False))
    a_published_item(bank=a_bank(course=a_course(bob, open_to_all=False)))
    archived = a_published_item()
    archived.archived = True
    archived.save()

    assert list(found.posed_for_practice(alice)) == [posed]
