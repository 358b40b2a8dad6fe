"""Every list: what it shows, how it is searched, and how many queries it takes however long it is."""

import html
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Group, Item, Launch, Notice, Response
from assessments.services import reports
from assessments.services.authoring.tags import set_tags
from assessments.services.hooks import endpoints
from assessments.services.hooks.endpoints import Wanted
from assessments.services.regrading.planning import begin, plan
from tests.assessments.admin.authors import an_instructor, logged_in
from tests.assessments.lti.platforms import a_deployment, a_link, a_person_at, a_registration
from tests.assessments.services.regrading.miskeyed import LATER, a_miskeyed_quiz, a_regrade, mended
from tests.factories import (
    NOW,
    a_bank,
    a_course,
    a_learner,
    a_published_item,
    a_quiz,
    a_session,
    an_item,
    answered,
    transposed,
)

pytestmark = pytest.mark.django_db
SIGNED_IN = 1  # who is asking


def a_response() -> None:
    session = a_session(None, a_published_item(bank=a_bank(title="Shapes")))
    answered(session, transposed(session))


def a_report() -> None:
    session = a_session(None, a_published_item(bank=a_bank(title="Shapes")))
    answered(session, transposed(session))
    reports.report(session, "The rows look wrong", NOW)


def a_full_quiz() -> None:
    a_quiz(a_published_item(), a_published_item(), course=a_course(a_learner(), a_learner()))


def a_dry_run() -> None:
    made = a_miskeyed_quiz()
    made.crowd(2)
    plan(begin(a_regrade(made.quiz, item=made.item, revision=mended(made.item)), LATER), LATER)


def a_launch() -> None:
    Launch.objects.create(at=NOW, registration=a_registration(), refusal="state")


def a_notice() -> None:
    endpoint, _ = endpoints.make(Wanted(a_course(), "Dashboard", "https://x.example/", ["score.changed"]), None, NOW)
    Notice.objects.create(event=uuid4(), endpoint=endpoint, type="score.changed", at=NOW, due_at=NOW, data={})


QUERIES: dict[str, tuple[Callable[[], Any], int]] = {
    "bank": (a_published_item, 4),
    "item": (a_published_item, 8),
    "revision": (a_published_item, 6),
    "group": (lambda: Group.objects.create(course=a_course(), title="Evening"), 4),
    "course": (lambda: a_course(a_learner()), 3),
    "membership": (lambda: a_course(a_learner()), 4),
    "assessment": (a_full_quiz, 4),
    "attempt": (a_response, 7),
    "itemsession": (a_response, 4),
    "response": (a_response, 7),
    "problemreport": (a_report, 6),
    "regrade": (a_dry_run, 4),
    "registration": (a_registration, 3),
    "deployment": (a_deployment, 4),
    "launch": (a_launch, 7),
    "endpoint": (a_notice, 4),
    "notice": (a_notice, 4),
    "passback": (lambda: a_person_at(a_link()), 4),
}


def listed(name: str) -> str:
    return reverse(f"admin:assessments_{name}_changelist")


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("count", [1, 3])
def test_a_list_takes_the_same_queries_however_long(
    as_tess: Client, django_assert_num_queries: Any, name: str, count: int
) -> None:
    make, queries = QUERIES[name]
    for _ in range(count):
        make()
    as_tess.get(reverse("admin:index"))  # the session gets its token

    with django_assert_num_queries(SIGNED_IN + queries):
        response = as_tess.get(listed(name))

    assert response.context["cl"].result_count >= count


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("bank", "shapes"),
        ("item", "shapes"),
        ("revision", "item"),
        ("course", "lstm"),
        ("assessment", "dimensions"),
        ("attempt", "learner"),
        ("itemsession", "learner"),
        ("response", "transposed"),
    ],
)
@pytest.mark.parametrize("found", [True, False])
def test_a_list_is_searched(as_tess: Client, name: str, word: str, found: bool) -> None:
    a_response()

    response = as_tess.get(listed(name), {"q": word if found else "unheard of"})

    assert response.context["cl"].result_count == int(found)


def cells(page: str) -> list[str]:
    """The text of the columns after the first, which is the name of the row."""
    row = re.findall(r'<t[dh] class="field-[^>]*>(.*?)</t[dh]>', page.partition("<tbody>")[2])
    return [html.unescape(re.sub(r"<[^>]*>", "", cell)).replace("\xa0", " ") for cell in row][1:]


SHAPE = "Shape of a feed-forward matrix"
PROOF = "verified 3 of 3 variants"
WHEN = f"2 Mar {NOW:%Y}, 9 a.m."


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("item", ["Shapes", SHAPE, "-", "1", "Revision 1", PROOF, "-"]),
        ("revision", ["1", PROOF, "-", WHEN, "-"]),
        ("assessment", ["LSTM architecture", "", "1", "1", "-", "-"]),
        ("attempt", ["LSTM dimensions", "Open", "0 of 1", WHEN, "-"]),
    ],
)
def test_a_row_says_what_matters(as_tess: Client, name: str, columns: list[str]) -> None:
    a_response()

    assert cells(as_tess.get(listed(name)).text) == columns


def test_a_response_is_listed_with_its_diagnosis(as_tess: Client) -> None:
    a_response()

    typed = Response.objects.get().read_as
    assert cells(as_tess.get(listed("response")).text)[1:] == [typed, "0%", "Rows and columns changed places", WHEN]


@pytest.mark.parametrize(
    ("name", "asked", "found"),
    [
        ("item", {"standing": "published"}, ["published"]),
        ("item", {"standing": "unpublished"}, ["draft"]),
        ("item", {"standing": "archived"}, ["archived"]),
        ("item", {"standing": "nonsense"}, ["published", "draft", "archived"]),
        ("item", {"source": "differs"}, ["draft"]),
        ("item", {"source": "agrees"}, []),
        ("item", {"tags__slug__exact": "exam"}, ["archived"]),
        ("item", {"q": "exam"}, ["archived"]),
        ("item", {"kind": "feed-forward-shape"}, ["published", "draft", "archived"]),
        ("item", {"kind": "gone-since"}, []),
        ("item", {"difficulty": "5"}, ["published"]),
        ("item", {"difficulty": "1"}, ["draft", "archived"]),
        ("item", {"difficulty": "²"}, ["published", "draft", "archived"]),
        ("item", {"source": "nonsense"}, ["published", "draft", "archived"]),
    ],
)
def test_items_are_filtered(as_tess: Client, name: str, asked: dict[str, str], found: list[str]) -> None:
    bank = a_bank()
    made = [a_published_item(bank=bank), an_item(bank=bank, source=MISPRINT), an_item(bank=bank)]
    for item, title in zip(made, ("published", "draft", "archived"), strict=True):
        Item.objects.filter(pk=item.pk).update(title=title, archived=title == "archived")
    set_tags(made[2], ["exam"])
    Item.objects.filter(pk=made[0].pk).update(difficulty=5)

    shown = as_tess.get(listed(name), asked).context["cl"].result_list
    assert [item.title for item in shown] == found


MISPRINT = {
    "label": "q3",
    "printed_key": ["A"],
    "options": {"A": {"name": "gate-output-attains", "arguments": {"gate": "f", "value": 20}}},
}


@pytest.mark.parametrize(
    ("name", "asked", "found"),
    [
        ("attempt", {"submitted": "no"}, 1),
        ("attempt", {"submitted": "yes"}, 0),
        ("attempt", {"submitted": "nonsense"}, 1),
        ("response", {"misconception": "transposed"}, 1),
        ("response", {"misconception": "cut-off"}, 0),
    ],
)
def test_histories_are_filtered(as_tess: Client, name: str, asked: dict[str, str], found: int) -> None:
    a_response()

    assert as_tess.get(listed(name), asked).context["cl"].result_count == found


def two_things_at_once() -> Response:
    """0.4 · 0.5 + 0.25: the gates were swapped and the input gate, as it now stood, left out."""
    cell = {"forget": [0.6], "write": [0.25], "candidate": [0.8], "before": [2.0]}
    return answered(a_session(None, a_published_item("cell-update", domains=cell)), "1.3")


@pytest.mark.parametrize(
    ("asked", "found"), [("gates-swapped", 1), ("input-gate-left-out", 1), ("gates", 0), ("input-gate", 0), (".*", 0)]
)
def test_an_answer_is_found_by_each_of_the_mistakes_in_it(as_tess: Client, asked: str, found: int) -> None:
    two_things_at_once()

    assert as_tess.get(listed("response"), {"misconception": asked}).context["cl"].result_count == found


def test_each_mistake_of_an_answer_is_offered_as_a_filter(as_tess: Client) -> None:
    two_things_at_once()

    offered = as_tess.get(listed("response")).context["cl"].filter_specs[0].lookup_choices
    assert [tag for tag, _ in offered] == ["gates-swapped", "input-gate-left-out"]


def test_diagnoses_are_offered_by_title(as_tess: Client) -> None:
    a_response()

    offered = as_tess.get(listed("response")).context["cl"].filter_specs[0].lookup_choices
    assert offered == [("transposed", "Rows and columns changed places")]


def test_items_are_archived_from_the_list(as_tess: Client) -> None:
    item = a_published_item()

    as_tess.post(listed("item"), {"action": "archive_items", "_selected_action": item.pk})

    assert Item.objects.get(pk=item.pk).archived


def test_nobody_archives_in_the_shared_library_who_may_only_read_it() -> None:
    item = a_published_item()

    logged_in(an_instructor()).post(listed("item"), {"action": "archive_items", "_selected_action": item.pk})

    assert not Item.objects.get(pk=item.pk).archived
