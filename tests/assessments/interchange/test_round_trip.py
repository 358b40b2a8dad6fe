"""Every item of every starter bank, out in each format and in again; FORMATS.md says what others do otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assessments.interchange import codecs
from assessments.interchange.codecs import CODECS
from assessments.interchange.incoming import Taken
from assessments.interchange.native.tree import packed
from tests.assessments.interchange.starters import SLUGS, starter_bank, starter_items
from tests.test_docs import ROOT, rows, section

WRITERS = sorted(slug for slug, codec in CODECS.items() if codec.write)
PAGE = (ROOT / "assessments/interchange/FORMATS.md").read_text()
EQUAL = "equal"


def come_back(slug: str, bank: str) -> dict[str, Any]:
    """Item → "equal", or what has become of it."""
    codec, whole = CODECS[slug], starter_bank(bank)
    sent = [item for item in whole.items if not codec.lacks(item)]
    files = codec.write(replace(whole, items=tuple(sent)))
    name, data = next(iter(files.items())) if len(files) == 1 else ("bank.zip", packed(files))
    back = {one.slug: one for one in codecs.read(name, data).items if isinstance(one, Taken)}
    assert set(back) == {item.slug for item in sent}
    return {
        item.slug: EQUAL
        if back[item.slug] == Taken(item.slug, item.title, item.facts, about=item.about)
        else back[item.slug]
        for item in sent
    }


@pytest.mark.parametrize("bank", SLUGS)
@pytest.mark.parametrize("slug", WRITERS)
def test_what_goes_out_comes_back_as_it_was(slug: str, bank: str) -> None:
    assert set(come_back(slug, bank).values()) == {EQUAL}


def test_the_readme_names_every_format() -> None:
    told = " ".join(section("Questions in and out").split())

    assert [codec.title for codec in CODECS.values() if codec.title not in told] == []


def test_the_page_says_what_each_format_carries() -> None:
    derived = [
        [f"`{slug}`", codec.title, "yes" if codec.write else "", "yes" if codec.read else "", returned(slug)]
        for slug, codec in sorted(CODECS.items())
    ]

    assert [[f"`{row[0]}`", *row[1:]] for row in rows("The formats", PAGE)] == derived


def returned(slug: str) -> str:
    """How many of the starter banks' items come back equal."""
    if not CODECS[slug].write:
        return ""
    items = starter_items()
    lost = [item.slug for item in items if CODECS[slug].lacks(item)]
    return f"{len(items) - len(lost)} of {len(items)} equal" + (f"; not {', '.join(lost)}" if lost else "")


def test_the_page_names_what_other_systems_do_otherwise() -> None:
    derived = [[slug, answered, words] for slug in WRITERS for answered, words in sorted(CODECS[slug].differs.items())]

    assert rows("What the other system does otherwise", PAGE) == derived
