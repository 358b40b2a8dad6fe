"""A hint that the learner asks for, once some answers were given."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from assessments.engine.learning.hints import hint
from assessments.models import ItemSession
from assessments.rules import told_at_once
from assessments.services.errors import Closed
from assessments.services.taking.attempts import locked_with, must_take_answers
from assessments.services.taking.withholding import must_not_be_kept

AFTER = 1  # answers, in practice


def may_ask(session: ItemSession) -> bool:
    """Whether a hint can be asked for by now. It is read off the solution, so look last whether there is one."""
    assessment = session.attempt.assessment
    after = assessment.hints_after if assessment else AFTER
    waits = session.finished_at is not None or session.hints_used or session.tries_used < after
    return not waits and "hint" in told_at_once(session.attempt) and bool(hint(session.variant))


def ask(session: ItemSession, now: datetime) -> None:
    """Show the hint from now on; asked for again, it counts once. Raises Closed."""
    must_not_be_kept(session, now)
    with transaction.atomic():
        locked_with(session)
        must_take_answers(session, now)
        # The lock brings what answers change, and hints are not among that.
        session.refresh_from_db(fields=["hints_used"])
        if session.hints_used:
            return
        if not may_ask(session):
            raise Closed(gettext("There is no hint for this question yet. Try an answer first."))
        session.hints_used += 1
        session.save(update_fields=["hints_used"])
