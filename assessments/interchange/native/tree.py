"""A bank as text for version control: `bank.json`, and a file for each item. The same bank gives the same bytes."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from assessments.interchange.bundle import LONGEST_TITLE, SLUG
from assessments.interchange.codecs import Codec, Files
from assessments.interchange.incoming import BadFile, Incoming, Refused, Taken
from assessments.interchange.native.one import facts_of, in_lines, joined, loaded, must_be_plain, taken
from assessments.interchange.outgoing import ExportedBank
from assessments.interchange.safely import archives
from assessments.interchange.safely.counting import MOST_ITEMS, few

BANK = "bank.json"
ITEMS = "items"
LONGEST_DESCRIPTION = 10_000
CAPS = archives.Caps(files=2000)


def write(bank: ExportedBank) -> Files:
    slugs = [item.slug for item in bank.items]
    head = {"slug": bank.slug, "title": bank.title, "description": bank.description, "items": slugs}
    return {BANK: text(head)} | {f"{ITEMS}/{item.slug}.json": text(facts_of(item)) for item in bank.items}


def text(facts: Mapping[str, Any]) -> bytes:
    return (json.dumps(in_lines(facts), indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()


def packed(files: Files) -> bytes:
    """A folder as one file, which `read` takes."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            # Without a date, so that the same folder gives the same bytes.
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def read(data: bytes) -> Incoming:
    """A packed tree, a whole bank in one file, or a single item. Raises BadFile."""
    if archives.is_archive(data):
        return read_tree(archives.members(data, CAPS))
    facts = joined(loaded(data))
    if isinstance(facts, Mapping) and isinstance(facts.get("items"), list):
        return whole(facts)
    return Incoming((taken("the item", facts),))


def whole(facts: Mapping[str, Any]) -> Incoming:
    """A bank in one piece. Raises BadFile."""
    items = facts.get("items")
    if not isinstance(items, list):
        raise BadFile("a bank lists its items")
    few(items, "questions", MOST_ITEMS)
    named = [one.get("slug") if isinstance(one, Mapping) else None for one in items]
    return bank_of(facts, named, [taken(str(slug), one) for slug, one in zip(named, items, strict=True)])


def read_tree(files: Files) -> Incoming:
    """Of the bank that lies least deep, wherever in the archive. Raises BadFile."""
    roots = [PurePosixPath(name).parent for name in files if PurePosixPath(name).name == BANK]
    if not roots:
        raise BadFile(f"there is no {BANK} in it")
    root = min(roots, key=lambda folder: (len(folder.parts), str(folder)))
    head = joined(loaded(files[str(root / BANK)]))
    order = head.get("items") if isinstance(head, Mapping) else None
    if not isinstance(order, list) or not all(isinstance(slug, str) for slug in order):
        raise BadFile(f"{BANK} must list the items by their slugs")
    few(order, "questions", MOST_ITEMS)
    found = {path.stem: files[name] for name in files if (path := PurePosixPath(name)).parent == root / ITEMS}
    return bank_of(head, order, list(items_of(found, order)))


def items_of(found: Files, order: Sequence[str]) -> Iterator[Taken | Refused]:
    """In the bank's order; a file that it does not list comes last."""
    for slug in dict.fromkeys([*order, *sorted(found)]):
        yield item_in(found[slug], slug) if slug in found else Refused(slug, "it is listed, but has no file")


def item_in(data: bytes, slug: str) -> Taken | Refused:
    try:
        item = taken(slug, joined(loaded(data)))
    except BadFile as wrong:
        return Refused(slug, str(wrong))
    # Else a file copied by hand would take the place of what it was copied from.
    if isinstance(item, Taken) and item.slug != slug:
        return Refused(slug, f"the file says that its slug is {item.slug!r}")
    return item


def bank_of(head: Mapping[str, Any], order: Sequence[Any], items: list[Taken | Refused]) -> Incoming:
    """Raises BadFile."""
    slug, title, description = (head.get(part, "") for part in ("slug", "title", "description"))
    must_be_plain([slug, title, description])
    if not isinstance(slug, str) or not SLUG.fullmatch(slug):
        raise BadFile("the bank's slug must be 1 to 50 letters, digits, hyphens and underscores")
    if not isinstance(title, str) or not title.strip() or len(title) > LONGEST_TITLE:
        raise BadFile(f"the bank's title must be text of at most {LONGEST_TITLE} characters")
    if not isinstance(description, str) or len(description) > LONGEST_DESCRIPTION:
        raise BadFile(f"the bank's description must be text of at most {LONGEST_DESCRIPTION:,} characters")
    return Incoming(tuple(items), slug, title, description, tuple(map(str, order)))


def knows(data: bytes) -> bool:
    return BANK.encode() in data if archives.is_archive(data) else data.lstrip()[:1] == b"{"


JSON = Codec(
    slug="json",
    title="Cellstate JSON",
    ending=".json",
    knows=knows,
    read=read,
    write=write,
    purpose="What authors wrote, as text for version control or for another installation of this service.",
    poses=False,
)
