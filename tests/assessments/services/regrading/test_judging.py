"""What a regrade can judge, and what it refuses to."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.models import Attempt, Item, Revision
from assessments.services.errors import Refused
from assessments.services.regrading.applying import apply
from assessments.services.regrading.judging import Incompatible
from assessments.services.regrading.planning import begin, plan
from assessments.services.taking import attempts
from tests.assessments.services.regrading.miskeyed import LATER, OPTIONS, a_miskeyed_quiz, a_regrade, options
from tests.factories import (
    NOW,
    THREE_SHAPES,
    a_published_item,
    a_session,
    answered,
    place,
    published,
    right,
)

pytestmark = pytest.mark.django_db


def republished(item: Item, **definition: Any) -> Revision:
    item.draft = item.draft | definition
    item.kind = definition.pop("kind", item.kind)
    return published(item).current


def refusal(item: Item, **definition: Any) -> str:
    session = a_session(None, item)
    answered(session, right(session))
    attempts.submit(session.attempt, NOW)
    revision = republished(item, **definition)
    with pytest.raises(Incompatible) as refused:
        begin(a_regrade(session.attempt.assessment, item=item, revision=revision), LATER)
    return str(refused.value)


def test_another_kind_is_refused() -> None:
    item = a_published_item()
    item.kind = "layer-parameters"

    assert "another kind" in refusal(item, kind="layer-parameters", domains={})


def test_other_options_are_refused() -> None:
    made = a_miskeyed_quiz()
    made.crowd(1)
    texts = [*options("tanh")[:2], {"text": "softmax", "right": False}]
    revision = republished(made.item, given={"options": texts})

    with pytest.raises(Incompatible, match="Other options: “softmax” instead of “ReLU”"):
        begin(a_regrade(made.quiz, item=made.item, revision=revision), LATER)


def test_narrower_domains_are_no_other_parameters() -> None:
    item = a_published_item()
    session = a_session(None, item)
    answered(session, right(session))
    attempts.submit(session.attempt, NOW)
    narrowed = {"domains": THREE_SHAPES["domains"] | {"input_size": [9]}}

    regrade = begin(a_regrade(session.attempt.assessment, item=item, revision=republished(item, **narrowed)), LATER)
    plan(regrade, LATER)

    assert (regrade.responses, regrade.judgements.count()) == (1, 0)


def test_a_revision_needs_its_question() -> None:
    made = a_miskeyed_quiz()
    made.crowd(1)

    with pytest.raises(Refused, match="choose that question"):
        begin(a_regrade(made.quiz, revision=made.item.current), LATER)


def mended_scores(made: Any, **choices: Any) -> list[float]:
    regrade = begin(a_regrade(made.quiz, item=made.item, **choices), LATER)
    plan(regrade, LATER)
    apply(regrade, None, LATER)
    return [one.score for one in Attempt.objects.filter(assessment=made.quiz).order_by("learner_id")]


def test_an_option_accepted_as_right_is_right_beside_the_key() -> None:
    made = a_miskeyed_quiz()
    made.crowd(9)

    assert mended_scores(made, always_correct=["sigmoid"]) == [1, 1, 0.75, 0.75, 1]


def test_one_of_several_right_options_can_be_disregarded() -> None:
    several = [{"text": text, "right": text != "ReLU"} for text in OPTIONS]
    item = a_published_item("authored-choice", given={"options": several, "select": "many"}, stem="Which?")
    session = a_session(None, item)
    answered(session, "sigmoid")
    attempts.submit(session.attempt, NOW)
    regrade = begin(a_regrade(session.attempt.assessment, item=item, disregard=["tanh"]), LATER)

    plan(regrade, LATER)

    (change,) = regrade.attempt_changes.all()
    assert (change.old_score, change.new_score) == (0.0, 1.0)
    assert change.why == "question 1: “sigmoid” was 0% right and is 100%: “tanh” is disregarded"


@pytest.mark.parametrize(
    ("choices", "why"),
    [
        ({"disregard": ["tanh"]}, "none can be disregarded"),
        ({"always_correct": ["softmax"]}, "'softmax' is not one of the options"),
    ],
)
def test_mends_that_mean_nothing_are_refused(choices: dict[str, Any], why: str) -> None:
    made = a_miskeyed_quiz()
    made.crowd(1)

    with pytest.raises(Incompatible, match=why):
        begin(a_regrade(made.quiz, item=made.item, **choices), LATER)


def test_a_typed_answer_has_no_options_to_mend() -> None:
    session = a_session()
    answered(session, right(session))
    attempts.submit(session.attempt, NOW)

    with pytest.raises(Incompatible, match="has none"):
        begin(a_regrade(session.attempt.assessment, item=session.item, always_correct=["(1, 1)"]), LATER)


def test_a_revision_goes_with_a_second_variant_of_a_place() -> None:
    item = a_published_item()
    session = a_session(None, item, tries=3)
    answered(session, "(9, 9)")
    answered(attempts.another(place(session.attempt), NOW), "(8, 8)")
    answered(place(session.attempt), right(place(session.attempt)))
    attempts.submit(session.attempt, NOW)

    regrade = begin(a_regrade(session.attempt.assessment), LATER)
    plan(regrade, LATER)

    assert (regrade.responses, regrade.session_changes.count(), regrade.judgements.count()) == (3, 0, 0)
