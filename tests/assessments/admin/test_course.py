import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse

from assessments.models import Course, Membership
from tests.assessments.admin.authors import logged_in
from tests.factories import a_course, a_learner, a_member

pytestmark = pytest.mark.django_db
LSTMS = {"title": "LSTMs", "slug": "lstms"}
ADD = "/admin/assessments/course/add/"
ENROL = "/admin/assessments/membership/add/"


def teaching(*rows: dict[str, str], initial: int = 0) -> dict[str, str]:
    cells = {f"memberships-{place}-{name}": text for place, row in enumerate(rows) for name, text in row.items()}
    return cells | {"memberships-TOTAL_FORMS": str(len(rows)), "memberships-INITIAL_FORMS": str(initial)}


@pytest.fixture
def course() -> Course:
    return a_course()


@pytest.fixture
def olga(course: Course) -> AbstractBaseUser:
    return a_member(course, "owner", "olga")


def test_a_course_is_made_with_those_who_teach_it(as_tess: Client) -> None:
    ada = a_learner("ada")

    as_tess.post(ADD, LSTMS | teaching({"username": "ada", "role": "instructor"}))

    (membership,) = Course.objects.get(slug="lstms").memberships.all()
    ada.refresh_from_db()
    assert (str(membership), ada.is_staff) == ("ada in LSTMs as instructor", True)


def test_a_course_belongs_to_the_author_who_makes_it() -> None:
    ingrid = a_member(a_course(), "instructor", "ingrid")

    logged_in(ingrid).post(ADD, LSTMS | teaching())

    assert [str(one) for one in Course.objects.get(slug="lstms").memberships.all()] == ["ingrid in LSTMs as owner"]


def test_nobody_unheard_of_is_enrolled(course: Course, olga: AbstractBaseUser) -> None:
    form = {"course": course.pk, "username": "nobody", "role": "learner"}

    response = logged_in(olga).post(ENROL, form)

    assert response.context["adminform"].form.errors == {"username": ["Nobody here has this username."]}


def test_an_owner_enrols_people_by_name(course: Course, olga: AbstractBaseUser) -> None:
    a_learner("ada")

    logged_in(olga).post(ENROL, {"course": course.pk, "username": "ada", "role": "assistant"})

    assert Membership.objects.get(user__username="ada").role == "assistant"


def test_an_owner_enrols_nobody_in_another_course(olga: AbstractBaseUser) -> None:
    a_learner("ada")

    response = logged_in(olga).post(ENROL, {"course": a_course().pk, "username": "ada", "role": "learner"})

    assert list(response.context["adminform"].form.errors) == ["course"]


def test_an_owner_dismisses_a_teacher(course: Course, olga: AbstractBaseUser) -> None:
    ingrid = a_member(course, "instructor", "ingrid")
    rows = [
        {"id": one.pk, "course": course.pk, "role": one.role, "DELETE": "on" if one.user == ingrid else ""}
        for one in course.memberships.order_by("pk")
    ]

    logged_in(olga).post(
        reverse("admin:assessments_course_change", args=[course.pk]), LSTMS | teaching(*rows, initial=2)
    )

    ingrid.refresh_from_db()
    assert ([one.user for one in course.memberships.all()], ingrid.is_staff) == ([olga], False)


def test_people_are_removed_from_the_list(course: Course, olga: AbstractBaseUser) -> None:
    ingrid = a_member(course, "instructor", "ingrid")
    chosen = {"action": "delete_selected", "_selected_action": ingrid.memberships.get().pk, "post": "yes"}

    logged_in(olga).post("/admin/assessments/membership/", chosen)

    ingrid.refresh_from_db()
    assert (ingrid.memberships.count(), ingrid.is_staff) == (0, False)
