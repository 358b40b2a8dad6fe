import pytest
from django.test import Client

from assessments.models import Course
from tests.factories import a_learner

pytestmark = pytest.mark.django_db


def test_a_course_is_made_with_its_members(as_tess: Client) -> None:
    member = {"memberships-0-user": a_learner("ada").pk, "memberships-0-role": "instructor"}
    counts = {"memberships-TOTAL_FORMS": "1", "memberships-INITIAL_FORMS": "0"}

    as_tess.post("/admin/assessments/course/add/", {"title": "LSTMs", "slug": "lstms"} | counts | member)

    (membership,) = Course.objects.get(slug="lstms").memberships.all()
    assert str(membership) == "ada in LSTMs as instructor"
