from __future__ import annotations

from typing import Any

import pytest

from assessments.interchange.codecs import CODECS, Codec
from assessments.interchange.outgoing import ExportedBank
from assessments.services.errors import Refused
from assessments.services.exchange.handing_out import LeftOut, Wishes, hand_out
from tests.factories import THREE_SHAPES, a_bank, a_published_item, an_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> tuple[Codec, list[ExportedBank]]:
    """A codec that shows what it was given."""
    monkeypatch.setattr("assessments.interchange.codecs.CODECS", {})
    seen: list[ExportedBank] = []

    def write(bank: ExportedBank) -> dict[str, bytes]:
        seen.append(bank)
        return {"a": b""}

    return Codec("seen", "Seen", ".seen", lambda data: False, write=write), seen  # noqa: ARG005 -- only writes


def test_other_systems_get_the_published_text_and_not_the_draft(written: Any) -> None:
    codec, seen = written
    item = a_published_item(**THREE_SHAPES)
    item.draft |= {"stem": "A draft?"}
    item.save()

    hand_out(item.bank, codec, Wishes(variants=2))

    (exported,) = seen[0].items
    assert exported.facts == item.current.content
    assert len(exported.variants) == 2


def test_what_is_archived_or_not_published_stays_at_home(written: Any) -> None:
    codec, seen = written
    bank = a_bank()
    kept, archived, draft = a_published_item(bank=bank), a_published_item(bank=bank), an_item(bank=bank)
    archived.archived = True
    archived.save()

    handed = hand_out(bank, codec, Wishes(variants=1))

    assert [item.slug for item in seen[0].items] == [kept.slug]
    assert (handed.items, handed.left_out) == (1, (LeftOut(draft.slug, "it is not published."),))


@pytest.mark.parametrize("rows", [1, 3])
def test_a_bank_is_read_at_once(written: Any, rows: int, django_assert_num_queries: Any) -> None:
    codec, _ = written
    bank = a_bank()
    for _ in range(rows):
        a_published_item(bank=bank, **THREE_SHAPES)

    with django_assert_num_queries(2):  # items with their revisions, tags
        hand_out(bank, codec, Wishes(variants=1))


@pytest.mark.parametrize("slug", ["aiken", "csv"])
def test_a_format_for_import_only_writes_nothing(slug: str) -> None:
    with pytest.raises(Refused, match="for import only"):
        hand_out(a_bank(), CODECS[slug], Wishes())
