from typing import Any

import pytest

from assessments.models import ItemSession
from assessments.queries.statistics.variants import spreads
from tests.assessments.queries.statistics.sitting import a_quiz_of, taken
from tests.factories import a_published_item, a_quiz

pytestmark = pytest.mark.django_db


def sessions_where_large_is_hard(times: int) -> Any:
    """Inputs of 7 are always got wrong, all others right: the learner's own walk decides which variant comes."""
    quiz = a_quiz_of(1)
    for _ in range(times):
        attempt = taken(quiz, [None])
        session = attempt.sessions.get()
        ItemSession.objects.filter(pk=session.pk).update(earned=float(session.params["input_size"] != 7), tries_used=1)
    return ItemSession.objects.filter(attempt__assessment=quiz)


def test_a_variant_that_is_harder_than_the_others_is_warned_of() -> None:
    found = spreads(sessions_where_large_is_hard(40))

    (by_size,) = found
    assert [by_size.by, by_size.unfair] == ["input size", True]
    assert [(group.label, group.mean) for group in by_size.groups] == [("3", 1), ("5", 1), ("7", 0)]
    assert sum(group.n for group in by_size.groups) == 40


def test_variants_are_told_apart_where_several_parameters_are_drawn() -> None:
    both = {"input_size": [3, 5], "hidden_size": [2, 4], "gate": ["f"]}
    quiz = a_quiz(a_published_item(domains=both))
    for _ in range(30):
        taken(quiz, [1])

    found = spreads(ItemSession.objects.filter(attempt__assessment=quiz))

    assert [one.by for one in found] == ["hidden size", "input size", "variant"]
    assert [len(one.groups) for one in found] == [2, 2, 4]
    assert {one.chance for one in found} == {None}  # all were right


def test_one_variant_is_nothing_to_compare() -> None:
    quiz = a_quiz(a_published_item(domains={"input_size": [3], "hidden_size": [2], "gate": ["f"]}))
    taken(quiz, [1])

    assert spreads(ItemSession.objects.filter(attempt__assessment=quiz)) == []
    assert spreads(ItemSession.objects.none()) == []
