import pytest
from django.db.models import Q

from assessments.models import ItemSession
from assessments.queries.statistics.gathered import Listed
from tests.assessments.queries.statistics.sitting import a_quiz_of, sat

pytestmark = pytest.mark.django_db


def test_a_list_has_what_its_filter_lets_in_and_is_empty_or_none_without() -> None:
    sat(a_quiz_of(3), [[1, 0, 1], [0, 0, 0]])
    attempts = ItemSession.objects.order_by("attempt__learner").values_list("attempt__learner")

    found = attempts.annotate(every=Listed("number"), right=Listed("number", filter=Q(earned=1)))

    assert [(sorted(every), sorted(right or ())) for _, every, right in found] == [([1, 2, 3], [1, 3]), ([1, 2, 3], [])]
