from __future__ import annotations

import pytest
from django.contrib.auth.models import AbstractBaseUser

from assessments.models import ItemSession
from assessments.queries import reports as found
from assessments.services import reports
from assessments.services.taking import attempts
from tests.factories import NOW, a_session, answered, transposed

pytestmark = pytest.mark.django_db


def test_reports_are_their_learners_own(alice: AbstractBaseUser, bob: AbstractBaseUser) -> None:
    hers, his = (reports.report(a_session(one), "Typo", NOW) for one in (alice, bob))

    assert [list(found.reports_of(one)) for one in (alice, bob)] == [[hers], [his]]
    assert [list(found.open_reports(one)) for one in (alice, bob)] == [[hers], [his]]
    assert list(found.reports_on(hers.session)) == [hers]


def test_every_variant_that_a_learner_had_can_be_reported(alice: AbstractBaseUser, bob: AbstractBaseUser) -> None:
    session = a_session(alice)
    answered(session, transposed(session))
    attempts.another(session, NOW)
    attempts.submit(session.attempt, NOW)

    turns = [found.session_for(alice, session.attempt_id, 1, turn).turn for turn in (1, 2)]

    assert turns == [1, 2]
    for person, turn in ((alice, 3), (bob, 1)):
        with pytest.raises(ItemSession.DoesNotExist):
            found.session_for(person, session.attempt_id, 1, turn)
