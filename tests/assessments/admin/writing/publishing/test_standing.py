import pytest

from assessments.admin.writing.publishing.standing import differs, faults, standing
from assessments.models import Item
from tests.factories import an_item, published

pytestmark = pytest.mark.django_db


def changed(item: Item) -> Item:
    item.draft = {"domains": {"input_size": [3]}}
    return item


def faulty(item: Item) -> Item:
    item.draft = {"options": 99}
    return item


def archived(item: Item) -> Item:
    item.archived = True
    return item


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ((), "Not published"),
        ((faulty,), "Not published, draft has faults"),
        ((published,), "Revision 1"),
        ((published, changed), "Revision 1, draft differs"),
        ((published, changed, published), "Revision 2"),
        ((published, faulty), "Revision 1, draft has faults"),
        ((published, archived), "Archived (revision 1)"),
        ((archived,), "Archived (not published)"),
    ],
)
def test_where_an_item_stands(steps: tuple, told: str) -> None:
    item = an_item()
    for step in steps:
        item = step(item)

    assert standing(item) == told


def test_a_sound_draft_has_no_faults() -> None:
    assert faults(an_item()) == []


def test_an_item_that_was_never_published_differs() -> None:
    assert differs(an_item())
