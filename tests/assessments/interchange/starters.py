"""The items of the starter banks as the codecs get them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from assessments.interchange import bundle
from assessments.interchange.outgoing import Exported, ExportedBank, drawn
from assessments.services import demo


@cache
def banks() -> tuple[bundle.BankBundle, ...]:
    return tuple(bundle.read(path.read_text("utf-8")) for path in sorted(Path(demo.BANKS).glob("*.json")))


@cache
def starter_bank(slug: str, count: int = 2) -> ExportedBank:
    """With so many variants of each item."""
    found = next(bank for bank in banks() if bank.slug == slug)
    items = [drawn(Exported(slug, item.slug, item.title, item.definition), count) for item in found.items]
    return ExportedBank(slug, found.title, found.description, tuple(items))


def starter_items(count: int = 2) -> list[Exported]:
    return [item for bank in banks() for item in starter_bank(bank.slug, count).items]


SLUGS = tuple(bank.slug for bank in banks())
