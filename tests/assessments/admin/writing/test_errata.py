from typing import Any

import pytest

from assessments.admin.writing.errata import ids_of, note_of
from assessments.models import Item
from tests.factories import an_item

pytestmark = pytest.mark.django_db


def attains(value: float) -> dict[str, Any]:
    return {"name": "gate-output-attains", "arguments": {"gate": "f", "value": value}}


def sheet(*key: str, options: dict[str, Any] | None = None, **more: Any) -> Item:
    options = options or {"A": attains(20), "B": attains(0.2)}
    return an_item(source={"label": "q3", "printed_key": list(key), "options": options, **more})


DIFFER = {"A": {"name": "gates-differ"}, "B": {"none": True}}


@pytest.mark.parametrize(
    ("key", "options", "readings", "state", "told"),
    [
        (["B"], None, None, "agrees", "q3: printed B, computed B"),
        (["A"], None, None, "differs", "q3: printed A, computed B"),
        (["A"], DIFFER, ["generically", "always"], "ambiguous", "q3: printed A, computed A or B"),
    ],
)
def test_a_printed_key_is_held_against_the_reference(
    key: list[str], options: dict[str, Any] | None, readings: list[str] | None, state: str, told: str
) -> None:
    note = note_of(sheet(*key, options=options, **({"readings": readings} if readings else {})))

    assert (note.state, str(note)) == (state, told)


def test_each_difference_says_why_and_shows_a_witness() -> None:
    (printed, computed) = note_of(sheet("A")).differences

    assert [(one.option, one.printed, one.finding.status) for one, _ in (printed, computed)] == [
        ("A", True, "refuted"),
        ("B", False, "proved"),
    ]
    assert printed[1] == '{"value": 20, "reach": [0.0, 1.0]}'


@pytest.mark.parametrize("draft", [{}, {"source": {}}, {"source": {"label": "q3"}}, {"source": "a book"}])
def test_without_a_sound_source_there_is_no_note(draft: dict[str, Any]) -> None:
    assert note_of(an_item(**draft)) is None


@pytest.mark.parametrize(("state", "found"), [("differs", ["wrong"]), ("agrees", ["right"]), ("ambiguous", [])])
def test_items_are_found_by_how_their_source_stands(state: str, found: list[str]) -> None:
    for slug, item in {"wrong": sheet("A"), "right": sheet("B"), "own": an_item()}.items():
        Item.objects.filter(pk=item.pk).update(slug=slug)

    assert [item.slug for item in Item.objects.filter(pk__in=ids_of(state))] == found
