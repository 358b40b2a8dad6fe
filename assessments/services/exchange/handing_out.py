"""A bank's questions as files for other systems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assessments.engine.definition import Faulty
from assessments.engine.variant import Unposable
from assessments.interchange.codecs import Codec, Files
from assessments.interchange.outgoing import USUAL, About, Exported, ExportedBank, drawn
from assessments.models import Bank, Item
from assessments.services.errors import Refused


@dataclass(frozen=True)
class Wishes:
    variants: int = USUAL
    draw: str = ""
    templates: bool = False


@dataclass(frozen=True)
class LeftOut:
    item: str
    reason: str

    def __str__(self) -> str:
        return f"{self.item}: {self.reason}"


@dataclass(frozen=True)
class Handed:
    files: Files
    items: int
    left_out: tuple[LeftOut, ...]


def hand_out(bank: Bank, codec: Codec, wishes: Wishes) -> Handed:
    """Our own JSON is what authors write; any other system gets what is published. Raises Refused."""
    if codec.write is None:
        raise Refused(f"{codec.title} is for import only.")
    if wishes.templates and not codec.templates:
        raise Refused(f"{codec.title} has no questions that draw their numbers by themselves.")
    found = bank.items.filter(archived=False).order_by("position", "slug")
    items = list(found.select_related("current").prefetch_related("tags"))
    made = list(posed(bank, items, codec, wishes) if codec.poses else written(bank, items))
    exported = [one for one in made if isinstance(one, Exported)]
    left_out = tuple(one for one in made if isinstance(one, LeftOut))
    if not exported:
        raise Refused("\n".join(("There is no question to export.", *map(str, left_out))))
    whole = ExportedBank(bank.slug, bank.title, bank.description, tuple(exported), wishes.templates)
    return Handed(codec.write(whole), len(exported), left_out)


def written(bank: Bank, items: list[Item]) -> Iterator[Exported]:
    for item in items:
        yield Exported(bank.slug, item.slug, item.title, {**item.draft, "kind": item.kind}, about=about(item))


def about(item: Item) -> About:
    return About(tuple(sorted(tag.slug for tag in item.tags.all())), item.difficulty, tuple(item.trials))


def posed(bank: Bank, items: list[Item], codec: Codec, wishes: Wishes) -> Iterator[Exported | LeftOut]:
    for item in items:
        if item.current is None:
            yield LeftOut(item.slug, "it is not published.")
            continue
        try:
            one = Exported(bank.slug, item.slug, item.title, item.current.content, about=about(item))
            found = drawn(one, wishes.variants, wishes.draw)
            yield LeftOut(item.slug, why) if (why := codec.lacks(found)) else found
        # One item that cannot be posed is named in the report and keeps no other from leaving.
        except (Unposable, Faulty) as why:
            yield LeftOut(item.slug, str(why))
