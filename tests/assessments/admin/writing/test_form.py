"""Writing items through the pages of the admin."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from assessments.engine.kind import KINDS
from assessments.models import Item
from tests.assessments.admin.authors import an_instructor, option, rows, url, written
from tests.factories import THREE_SHAPES, a_bank, an_item

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ADD = "/admin/assessments/item/add/"
OPTIONS = rows("given_options", option("A"), option("B", "right", feedback="Well done."), option(""))


@pytest.fixture
def item() -> Item:
    return an_item()


def saved(client: Client, item: Item, **changed: Any) -> Item:
    response = client.post(url(item), written(item, **changed))
    assert response.status_code == 302, errors(response)
    return Item.objects.get(pk=item.pk)


def errors(response: HttpResponse) -> dict[str, list[str]]:
    return {name: list(told) for name, told in response.context["adminform"].form.errors.items()}


def test_the_form_shows_the_draft(as_tess: Client) -> None:
    item = an_item(stem="Which shape?", ask="choice", options=3, domains={"input_size": [3, 4, 5, 9], "gate": ["f"]})

    form = as_tess.get(url(item)).context["adminform"].form

    names = ("stem", "ask", "options", "drawn_input_size", "drawn_hidden_size", "drawn_gate")
    assert [form[name].value() for name in names] == ["Which shape?", "choice", 3, "3, 4, 5, 9", "", ['"f"']]


def test_saving_what_was_shown_changes_nothing(as_tess: Client, item: Item) -> None:
    same = {"kind": "feed-forward-shape", "ask": "entry", "options": 4}

    assert saved(as_tess, item).draft == THREE_SHAPES | same


def test_a_draft_is_composed_of_fields(as_tess: Client, item: Item) -> None:
    fields = {
        "stem": "How large is ${matrix}$?",
        "ask": "choice",
        "options": "3",
        "drawn_input_size": "2–64",
        "drawn_hidden_size": "",
        "drawn_gate": ['"f"', '"o"'],
        "format": '{"per_axis": true}',
    }

    assert saved(as_tess, item, **fields).draft == {
        "kind": "feed-forward-shape",
        "stem": "How large is ${matrix}$?",
        "ask": "choice",
        "options": 3,
        "domains": {"input_size": {"from": 2, "to": 64}, "gate": ["f", "o"]},
        "format": {"per_axis": True},
    }


@pytest.mark.parametrize(
    ("field", "typed", "start"),
    [
        ("drawn_input_size", "999", "999 is outside what this kind draws, 2 to 128"),
        ("drawn_input_size", "1–9", "1 to 9 reaches outside what this kind draws, 2 to 128"),
        ("drawn_input_size", "many", "“many” is neither a value of this kind"),
        ("drawn_input_size", "9" * 5000, "Exceeds the limit"),
        ("drawn_gate", ['"z"'], "Select a valid choice."),
        ("drawn_gate", [], "Tick at least one."),
        ("options", "1000000000", "Ensure this value is less than or equal to 12."),
        ("options", "10**9", "Enter a whole number."),
        ("ask", "telepathy", "Select a valid choice."),
        ("stem", "{inputs} entries", "Nothing fills {inputs}"),
        ("stem", r"Which $\foo$?", r"unknown command \foo"),
        ("stem", "x" * 10_001, "Ensure this value has at most 10000 characters"),
        ("format", '{"per_axis": ', "This is not JSON: "),
        ("format", '{"colour": "red"}', "the format 'shape' has no setting colour"),
        ("source", '{"label": "q3"}', "a source has a label, printed_key"),
    ],
)
def test_bad_input_is_told_by_its_field_and_kept(
    as_tess: Client, item: Item, field: str, typed: Any, start: str
) -> None:
    response = as_tess.post(url(item), written(item, **{field: typed}))

    told = errors(response)
    assert (response.status_code, list(told), told[field][0][: len(start)]) == (200, [field], start)
    assert response.context["adminform"].form[field].value() == typed
    assert Item.objects.get(pk=item.pk).draft == THREE_SHAPES


def test_what_cannot_be_read_is_not_called_missing_as_well(as_tess: Client) -> None:
    item = an_item("named-quantity")

    response = as_tess.post(url(item), written(item, given_tensor="heart"))

    (told,) = errors(response)["given_tensor"]
    assert told.startswith("Select a valid choice")


def test_all_faults_are_told_at_once(as_tess: Client, item: Item) -> None:
    response = as_tess.post(url(item), written(item, drawn_input_size="999", stem="{inputs}?", source="{}x"))

    assert sorted(errors(response)) == ["drawn_input_size", "source", "stem"]


def test_an_item_without_a_kind_shows_no_more_than_its_first_fields(as_tess: Client) -> None:
    response = as_tess.get(ADD)

    fieldsets = [options["fields"] for _, options in response.context["adminform"].fieldsets]
    assert fieldsets == [("bank", "title", "slug", "kind")]


def test_another_kind_brings_its_fields_and_keeps_what_was_typed(as_tess: Client, item: Item) -> None:
    response = as_tess.post(
        url(item), written(item, kind="cell-update", stem="Kept?", options="7", _use_kind="Use this kind")
    )

    form = response.context["adminform"].form
    shown = [name for name in form.fields if name.startswith("drawn_")]
    assert shown == ["drawn_forget", "drawn_write", "drawn_candidate", "drawn_before"]
    assert [form["stem"].value(), form["options"].value(), errors(response)] == ["Kept?", "7", {}]
    assert Item.objects.get(pk=item.pk).kind == "feed-forward-shape"


def test_saving_under_another_kind_first_shows_its_fields(as_tess: Client, item: Item) -> None:
    response = as_tess.post(url(item), written(item, kind="cell-update"))

    assert response.context["adminform"].form.reloading
    assert "These are the fields of “New cell state”. Nothing is saved yet." in response.text


def test_new_fields_start_as_they_usually_do(as_tess: Client) -> None:
    typed = {"title": "New", "kind": "feed-forward-shape", "fields_of": "", "_use_kind": "1"}

    form = as_tess.post(ADD, typed).context["adminform"].form

    assert [form[name].value() for name in ("title", "ask", "options")] == ["New", "entry", 4]
    assert form["drawn_gate"].value() == ['"f"', '"i"', '"c"', '"o"']


def test_an_unknown_kind_is_a_fault(as_tess: Client, item: Item) -> None:
    response = as_tess.post(url(item), written(item, kind="telepathy"))

    assert list(errors(response)) == ["kind"]


def test_a_new_item_is_written_and_previewed(as_tess: Client) -> None:
    item = Item(bank=a_bank(), title="New", slug="new", kind="feed-forward-shape")

    response = as_tess.post(ADD, written(item, _preview="Save and preview"))

    made = Item.objects.get(slug="new")
    assert response.headers["Location"] == url(made, "preview")
    assert made.draft["domains"] == {"input_size": [3, 5, 7], "hidden_size": [2], "gate": ["f"]}


def fixed(item: Item, **changed: Any) -> dict[str, Any]:
    """The form of an authored-choice."""
    own = {"kind": "authored-choice", "fields_of": "authored-choice", "stem": "Which?", "given_select": "one"}
    return written(item, **own, given_solution="Because.", **OPTIONS) | changed


def test_options_are_written_in_rows(as_tess: Client) -> None:
    item = an_item("authored-choice")

    as_tess.post(url(item), fixed(item))

    assert Item.objects.get(pk=item.pk).draft == {
        "kind": "authored-choice",
        "stem": "Which?",
        "given": {
            "options": [{"text": "A", "right": False}, {"text": "B", "right": True, "feedback": "Well done."}],
            "select": "one",
            "solution": "Because.",
        },
    }


def test_lines_and_their_options_are_written_in_rows(as_tess: Client) -> None:
    item = an_item("authored-match")
    pairs = [
        {"prompt": "Forget gate", "option": "sigmoid"},
        {"prompt": "Candidate", "option": "tanh"},
        {"option": "none"},
    ]
    own = {"kind": "authored-match", "fields_of": "authored-match", "stem": "Which?", "given_solution": ""}

    response = as_tess.post(
        url(item), written(item, **own, **rows("given_pairs", *pairs, {"prompt": "", "option": ""}))
    )

    assert response.status_code == 302, errors(response)
    assert Item.objects.get(pk=item.pk).draft["given"] == {"pairs": pairs}


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        (rows("given_options", option("A"), option("B")), "no option is right"),
        (rows("given_options", option("A", "right"), option("", feedback="Hm.")), "option 2: needs a text"),
        (rows("given_options", option("A", "right"), option("2", claim="gates")), "option 2: unknown claim 'gates'"),
        (rows("given_options", option("")), "is needed"),
    ],
)
def test_faults_of_options_are_told_by_them(as_tess: Client, changed: dict[str, str], fault: str) -> None:
    item = an_item("authored-choice")

    response = as_tess.post(url(item), fixed(item) | changed)

    assert errors(response) == {"given_options": [fault]}


def test_tags_and_difficulty_are_saved_and_shown_again(as_tess: Client, item: Item) -> None:
    kept = saved(as_tess, item, tags="Weight shapes, exam", difficulty="4")

    assert ([tag.pk for tag in kept.tags.all()], kept.level) == (["exam", "weight-shapes"], 4)
    form = as_tess.get(url(item)).context["adminform"].form
    assert (form["tags"].value(), form["difficulty"].value()) == ("exam, weight-shapes", 4)


def test_rows_are_added_without_saving(as_tess: Client) -> None:
    item = an_item("authored-choice")

    response = as_tess.post(url(item), fixed(item, _more_rows="given_options"))

    listed = response.context["adminform"].form["given_options"].value()
    assert [row.get("text", "") for row in listed] == ["A", "B", "", "", "", ""]
    assert Item.objects.get(pk=item.pk).draft == {}


def test_a_kind_with_options_of_its_own_is_not_asked_how(as_tess: Client) -> None:
    form = as_tess.get(url(an_item("authored-choice"))).context["adminform"].form

    assert {"ask", "options"} & set(form.fields) == set()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_a_form(as_tess: Client, kind: str) -> None:
    response = as_tess.get(ADD, {"kind": kind})

    assert (response.status_code, response.context["adminform"].form.kind_slug) == (200, kind)


def test_who_may_only_look_sees_the_draft(client: Client, item: Item) -> None:
    client.force_login(an_instructor())

    response = client.get(url(item))

    assert (response.status_code, "&quot;input_size&quot;" in response.text) == (200, True)


def test_the_page_says_what_is_wrong_with_a_stored_draft(as_tess: Client) -> None:
    response = as_tess.get(url(an_item(options=99)))

    assert response.context["draft_faults"] == ["options: must be a whole number from 2 to 12"]
