import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.assessments.admin.authors import logged_in
from tests.factories import a_learner

pytestmark = pytest.mark.django_db


def test_the_front_page_lists_what_there_is_to_teach_with_by_what_it_is_for(as_tess: Client) -> None:
    html = as_tess.get(reverse("admin:index")).text

    found = re.findall(r"<caption>(.*?)</caption>|<th scope=\"row\".*?<a [^>]*>(.*?)</a>", html)
    words = [room or model for room, model in found]
    assert words[: words.index("Service")] == [
        "Questions",
        *("Banks", "Items", "Revisions"),
        "Courses",
        *("Courses", "Assessments", "Memberships", "Groups", "Accommodations"),
        "Results",
        *("Attempts", "Item sessions", "Responses", "Problem reports", "Regrades", "Events"),
        "LMS",
        *("Registrations", "Deployments", "Invitations", "Launches", "Passbacks", "Tool keys"),
    ]
    assert {"API tokens", "Users"} <= set(words[words.index("Service") :])


def test_pages_wear_the_products_look(as_tess: Client) -> None:
    html = as_tess.get(reverse("admin:index")).text

    assert ("assessments/css/admin.css" in html, "Cellstate, teaching" in html) == (True, True)


@pytest.mark.parametrize("name", ["index", "assessments_item_changelist", "assessments_attempt_changelist"])
def test_learners_and_strangers_are_sent_to_the_login(client: Client, name: str) -> None:
    address = reverse(f"admin:{name}")

    locations = [visitor.get(address).headers["Location"] for visitor in (client, logged_in(a_learner()))]
    assert locations == [f"/admin/login/?next={address}"] * 2
