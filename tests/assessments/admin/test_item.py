"""The page of an item, around its form."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse

from assessments.engine.proving import trials
from assessments.models import Item
from assessments.services.banks import definition_of
from tests.assessments.admin.authors import an_assistant, an_instructor, instructor_of, logged_in, url, written
from tests.factories import a_bank, a_learner, a_published_item, an_item

pytestmark = pytest.mark.django_db
MISPRINT = {
    "label": "q3",
    "printed_key": ["A"],
    "options": {"A": {"name": "gate-output-attains", "arguments": {"gate": "f", "value": 20}}, "B": {"none": True}},
}


def test_it_says_where_the_item_stands(as_tess: Client) -> None:
    page = as_tess.get(url(a_published_item())).context

    assert (page["standing"], page["proof"], page["draft_faults"]) == ("Revision 1", "verified 3 of 3 variants", [])


@pytest.mark.parametrize("where", ["change", "preview"])
def test_an_erratum_is_shown_to_instructors(as_tess: Client, where: str) -> None:
    response = as_tess.get(url(an_item(source=MISPRINT), where))

    assert "q3: printed A, computed B" in response.text
    assert "A sigmoid stays strictly between 0 and 1, and 20 does not lie there." in response.text


def test_an_item_keeps_its_address_when_its_title_changes(as_tess: Client) -> None:
    prepopulated = as_tess.get(url(an_item())).context["adminform"].prepopulated_fields

    assert prepopulated == []


def test_return_in_a_field_saves(as_tess: Client) -> None:
    html = as_tess.get(url(an_item())).text

    assert html.index('name="_continue"') < html.index('name="_use_kind"')


def test_a_published_item_is_not_deleted(as_tess: Client) -> None:
    item = a_published_item()

    response = as_tess.post(url(item, "delete"), {"post": "yes"})

    assert [str(kept) for kept in response.context["protected"]] != []
    assert Item.objects.count() == 1


def test_a_draft_is_deleted(as_tess: Client) -> None:
    item = an_item()

    as_tess.post(url(item, "delete"), {"post": "yes"})

    assert Item.objects.count() == 0


def test_an_instructor_writes_in_a_bank_of_the_course() -> None:
    item = an_item()

    response = logged_in(instructor_of(item)).post(url(item), written(item, title="Mine"))

    assert (response.status_code, Item.objects.get().title) == (302, "Mine")


@pytest.mark.parametrize(("person", "status"), [(an_instructor, 403), (an_assistant, 404)])
def test_the_shared_library_is_for_authors_to_read(person: Callable[[], AbstractBaseUser], status: int) -> None:
    item = an_item()

    response = logged_in(person()).post(url(item), written(item, title="Mine"))

    assert (response.status_code, Item.objects.get().title) == (status, item.title)


def test_an_item_does_not_move_into_the_shared_library() -> None:
    item, shared = an_item(), a_bank()

    response = logged_in(instructor_of(item)).post(url(item), written(item, bank=shared.pk))

    assert list(response.context["adminform"].form.errors) == ["bank"]


def test_learners_write_nothing(client: Client) -> None:
    item = an_item()

    response = logged_in(a_learner()).post(url(item), written(item, title="Mine"))

    assert (response.headers["Location"].partition("?")[0], Item.objects.get().title) == (
        reverse("admin:login"),
        item.title,
    )


def test_a_forged_post_is_refused(tess: object) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(tess)
    item = an_item()

    assert client.post(url(item, "publish")).status_code == 403


def test_faults_of_what_is_typed_are_not_said_of_what_is_stored(as_tess: Client) -> None:
    item = an_item()

    page = as_tess.post(url(item), written(item, stem=r"$\foo$")).context

    assert (page["standing"], page["draft_faults"]) == ("Not published", [])


def test_a_button_archives_and_the_same_one_restores(as_tess: Client) -> None:
    item = an_item()

    archived = [as_tess.post(url(item, "shelf")) and Item.objects.get().archived for _ in range(2)]

    assert archived == [True, False]


def test_a_button_makes_a_copy_and_leads_to_it(as_tess: Client) -> None:
    item = a_published_item()

    response = as_tess.post(url(item, "clone"))

    made = Item.objects.get(current=None)
    assert (response.headers["Location"], made.draft) == (url(made), item.draft)


@pytest.mark.parametrize("page", ["shelf", "clone", "keep"])
def test_nothing_is_done_by_a_link(as_tess: Client, page: str) -> None:
    assert as_tess.get(url(an_item(), page)).status_code == 405


def test_a_button_of_the_preview_keeps_an_answer_as_a_test(as_tess: Client) -> None:
    item = an_item()
    html = as_tess.get(url(item, "preview"), {"n": 1, "seed": "same"}).text
    pins = dict(re.findall(r'name="(at-[a-z_]+)" value="([^"]*)"', html))
    answers = re.findall(r'name="answer" value="([^"]*)"', html)

    for answer in answers:
        response = as_tess.post(url(item, "keep"), {**pins, "answer": answer, "typed": "", "n": "1", "seed": "same"})

    assert response.headers["Location"] == f"{url(item, 'preview')}?n=1&seed=same"
    kept = Item.objects.get().trials
    assert [one["answer"] for one in kept] == answers
    assert [one["score"] for one in kept] == [1.0, *[0.0] * (len(answers) - 1)]
    assert list(trials.faults(definition_of(item), trials.read(kept))) == []


def test_what_is_typed_beside_a_variant_is_kept_and_nothing_is_not(as_tess: Client) -> None:
    item = an_item()
    pins = {"at-input_size": "3", "at-hidden_size": "2", "at-gate": "f"}

    for typed in ("a shape", ""):
        page = as_tess.post(url(item, "keep"), {**pins, "typed": typed}, follow=True)

    assert [(one["answer"], one["score"]) for one in Item.objects.get().trials] == [("a shape", None)]
    assert [str(told) for told in page.context["messages"]] == ["Not kept: needs an answer of at most 500 characters."]


def test_those_who_may_only_look_get_no_button() -> None:
    shared = a_published_item()
    instructor = an_instructor()

    assert "Keep as a test answer" not in logged_in(instructor).get(url(shared, "preview")).text
