"""What a file for another system is made of: an item, and some of its variants with what is right and wrong in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from typing import Any

from assessments.engine.definition import Definition
from assessments.engine.formats import Choice, Format, MultiChoice
from assessments.engine.judging.explain import diagnose
from assessments.engine.kind import Value
from assessments.engine.misconceptions import CATALOGUE, title_of
from assessments.engine.variant import Question, Unposable, Variant, build, canonical

USUAL = 10  # variants of an item
TRIED = 20  # points looked at for each variant wanted: a kind may turn down many of its own


@dataclass(frozen=True)
class Slip:
    tag: str
    title: str
    text: str  # as a learner would type it
    feedback: str  # Markdown


@dataclass(frozen=True)
class Offered:
    """An option of a choice."""

    text: str
    html: str
    right: bool
    weight: float | None  # its share of the mark, where the author gave it one
    feedback: str  # Markdown


@dataclass(frozen=True)
class Posed:
    """One variant as a fixed question, with all of its truth."""

    identifier: str
    seed: str
    params: Mapping[str, Value]
    question: Question
    format: Format[Any]
    key: Any
    text: str  # the key, as a learner would type it
    slips: tuple[Slip, ...]
    offered: tuple[Offered, ...]
    solution: str  # Markdown


@dataclass(frozen=True)
class About:
    """What an item is found by, and the answers that it is tried on before it is published."""

    tags: tuple[str, ...] = ()
    difficulty: int | None = None  # None: as the kind says
    trials: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Exported:
    """`facts` are what its author wrote; variants are there once they are drawn."""

    bank: str
    slug: str
    title: str
    facts: Mapping[str, Any]
    variants: tuple[Posed, ...] = ()
    about: About = About()

    @cached_property
    def definition(self) -> Definition:
        return Definition.read(dict(self.facts))

    @property
    def tags(self) -> tuple[str, ...]:
        family = self.definition.family
        level = self.about.difficulty or family.difficulty
        return tuple(dict.fromkeys(filter(None, (*self.about.tags, family.topic, family.skill, f"difficulty-{level}"))))


@dataclass(frozen=True)
class ExportedBank:
    slug: str
    title: str
    description: str
    items: tuple[Exported, ...]
    templates: bool = False  # where the other system can draw numbers by itself, let it


def drawn(item: Exported, count: int = USUAL, draw: str = "") -> Exported:
    """With its first variants on the walk that `draw` decides, fewer where it has no more. Raises Unposable."""
    found = []
    for place, params in enumerate(walk(item, count, draw)):
        try:
            found.append(posed(item, params, f"{item.bank}/{item.slug}/{draw}:{place}", len(found) + 1))
        except Unposable:
            continue
        if len(found) == count:
            break
    if not found:
        raise Unposable(f"{item.slug}: none of the first {TRIED * count} points makes a question")
    return replace(item, variants=tuple(found))


def walk(item: Exported, count: int, draw: str) -> Iterator[Mapping[str, Value]]:
    # By names, not by numbers of a database: each installation draws the same variants.
    space, key = item.definition.space, digest(f"{item.bank}/{item.slug}/{draw}")
    return (space.in_order_of(key, place) for place in range(min(TRIED * count, len(space))))


def posed(item: Exported, params: Mapping[str, Value], seed: str, number: int) -> Posed:
    """Raises Unposable."""
    variant, question = build(item.definition, params, seed)
    # Another mark for whatever changes the question, so that the other system takes it for another one.
    mark = digest(f"{canonical(item.definition.facts())} {canonical(params)} {seed}").hex()[:8]
    return Posed(
        identifier=f"{item.bank}-{item.slug}-v{number:02}-{mark}",
        seed=seed,
        params=params,
        question=question,
        format=variant.format,
        key=variant.key,
        text=variant.format.show(variant.key),
        slips=tuple(slips(variant)),
        offered=tuple(offered(variant, question)),
        solution=variant.kind.because(),
    )


def slips(variant: Variant) -> Iterator[Slip]:
    """Those that can be answered here: of one choice, only what is offered."""
    form = variant.format
    for tag, value in variant.distinct:
        text = form.show(value)
        if not isinstance(form, Choice) or text in form.options:
            yield Slip(tag, title_of(tag), text, said(variant, value, tag))


def offered(variant: Variant, question: Question) -> Iterator[Offered]:
    """Nothing of a match, whose options are right or wrong for a prompt only."""
    form, weights = variant.format, getattr(variant.format, "weights", None) or {}
    for text, html in question.options if isinstance(form, Choice | MultiChoice) else ():
        if isinstance(form, Choice):
            value = form.parse(text)
            right, told = form.credit(value, variant.key) >= 1, said(variant, value, diagnose(variant, value))
        else:
            right, told = text in variant.key, said(variant, frozenset({text}), tag_of(variant, text))
        yield Offered(text, html, right, weights.get(text), told)


def tag_of(variant: Variant, text: str) -> str:
    """The slip that consists in nothing but this option, chosen or left out."""
    return next((tag for tag, value in variant.slips if value ^ variant.key == {text}), "")


def said(variant: Variant, response: Any, tag: str) -> str:
    """The author's words on this response, else the catalogue's."""
    return variant.kind.remark(response) or (CATALOGUE[tag].hint if tag in CATALOGUE else "")


def digest(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=16).digest()
