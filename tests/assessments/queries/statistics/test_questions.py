import pytest

from assessments.models import Attempt, Item, Revision
from assessments.queries.statistics.questions import Asked, asked_in
from tests.assessments.queries.statistics.sitting import sat
from tests.factories import a_published_item, a_quiz

pytestmark = pytest.mark.django_db


def test_a_typed_question_offers_nothing_and_leaves_nothing_to_luck() -> None:
    item = a_published_item()
    sat(a_quiz(item), [[1]])

    assert asked_in(Attempt.objects.all()) == {item.pk: Asked(item.pk, item.title)}


def test_options_of_one_variant_alone_are_not_told_apart() -> None:
    item = a_published_item("feed-forward-shape", domains={"gate": ["f"]}, ask="choice", options=4)
    sat(a_quiz(item), [[None]])

    (found,) = asked_in(Attempt.objects.all()).values()

    assert [found.options, found.luck] == [(), 0.25]


def test_statements_are_told_with_their_keys() -> None:
    options = [{"text": "Yes", "right": True}, {"text": "No", "right": False}]
    item = a_published_item("authored-choice", stem="Is it?", given={"options": options})
    sat(a_quiz(item), [[None]])

    (found,) = asked_in(Attempt.objects.all()).values()

    assert [set(found.options), found.keys, found.several, found.luck] == [{"Yes", "No"}, {"Yes"}, False, 0.5]


def test_a_kind_that_is_gone_leaves_its_title(monkeypatch: pytest.MonkeyPatch) -> None:
    item = a_published_item()
    sat(a_quiz(item), [[1]])
    monkeypatch.setattr(Revision, "definition", property(broken))

    assert asked_in(Attempt.objects.all()) == {item.pk: Asked(item.pk, Item.objects.get().title)}


def broken(revision: Revision) -> None:
    raise ValueError("no such kind")
