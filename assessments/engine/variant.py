"""From a definition and drawn parameters to the question that a learner sees."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from random import Random
from typing import Any

from assessments.engine.definition import Definition
from assessments.engine.formats import Choice, Format, Parts
from assessments.engine.kind import Kind, Value
from assessments.engine.texts import markup
from assessments.engine.texts.stems import fill


class Unposable(ValueError):
    """These parameters make no fair question; the message says why."""


class Collision(Unposable):
    """A wrong idea gives the right answer here."""


@dataclass(frozen=True)
class Question:
    """All that a page or the API may see before the learner has answered."""

    stem: str  # HTML
    widget: str  # the format's slug, which names the input template
    guide: str
    options: tuple[tuple[str, str], ...] = ()  # (what is sent, HTML shown), in the learner's own order
    labels: tuple[str, ...] = ()  # HTML before each input where there are several
    heads: tuple[str, ...] = ()  # HTML above each column where they stand in a table

    @classmethod
    def read(cls, facts: Mapping[str, Any]) -> Question:
        options = tuple((value, html) for value, html in facts["options"])
        named = {name: tuple(facts.get(name, ())) for name in ("labels", "heads")}
        return cls(**{**facts, "options": options, **named})

    def facts(self) -> dict[str, Any]:
        return {
            "stem": self.stem,
            "widget": self.widget,
            "guide": self.guide,
            "options": [list(o) for o in self.options],
            "labels": list(self.labels),
            **({"heads": list(self.heads)} if self.heads else {}),  # no other question has them, nor did older ones
        }


@dataclass(frozen=True)
class Variant:
    """One point of an item's space, ready to judge answers. Nothing of its truth is kept beyond this object."""

    kind: Kind
    entry: Format[Any]  # how an answer is read and compared
    format: Format[Any]  # how it is asked: the same, or a choice among texts that `entry` reads

    @cached_property
    def key(self) -> Any:
        """Asked of the reference when first needed."""
        return self.kind.answer()

    @cached_property
    def slips(self) -> tuple[tuple[str, Any], ...]:
        """(misconception tag, its answer as a learner would type it): two reals may differ and still print alike."""
        parse, show = self.entry.parse, self.entry.show
        return tuple([(tag, parse(show(value))) for tag, value in self.kind.wrong_answers()])

    @cached_property
    def telling(self) -> dict[str, Any]:
        """The slips that can be told from all those before them, the first of each tag.

        Raises Unposable where a slip gives the right answer, because then a wrong idea would score.
        """
        return dict(reversed(self.distinct))

    @cached_property
    def distinct(self) -> tuple[tuple[str, Any], ...]:
        """As `telling`, with every slip of a tag."""
        credit, key, before = self.entry.credit, self.key, list[Any]()
        told = []
        for tag, typed in self.slips:
            if credit(typed, key) >= 1:
                raise Collision(f"the slip {tag!r} gives the right answer")
            if all([credit(typed, other) < 1 for other in before]):  # noqa: C419 -- a list of so few is faster
                told.append((tag, typed))
            before.append(typed)
        return tuple(told)

    def parts(self, response: Any) -> tuple[Variant, ...]:
        """The question behind each part of an answer of several, as the response's own earlier parts leave it."""
        if not isinstance(self.format, Parts):
            return ()
        each = zip(self.kind.questions(response), self.format.formats, strict=True)
        return tuple(Variant(question, form, form) for question, form in each)


def canonical(params: Mapping[str, Value]) -> str:
    """Two variants of an item are equal exactly where these texts are."""
    return json.dumps(params, sort_keys=True, separators=(",", ":"))


def build(definition: Definition, params: Mapping[str, Value], seed: str) -> tuple[Variant, Question]:
    """The same definition, parameters and seed give the same question, always. Raises Unposable."""
    variant = posed(definition, params, seed)
    names, wordings = variant.kind.names(), definition.wordings
    stem = markup.render(fill(shuffled(wordings, f"{seed}:wording")[0], names))
    form = variant.format
    options = tuple((text, markup.render_inline(text)) for text in form.offered())
    labels, heads = (tuple(map(markup.render_inline, texts)) for texts in (form.labels(), form.heads()))
    return variant, Question(stem, form.slug, form.guide(), options, labels, heads)


def recall(definition: Definition, params: Mapping[str, Value], question: Question) -> Variant:
    """The variant behind a question that was shown before, with the options that it showed."""
    return offering(definition, definition.kind_at(params), tuple(text for text, _ in question.options))


def posed(definition: Definition, params: Mapping[str, Value], seed: str) -> Variant:
    """The variant with its options in the seed's order. Raises Unposable."""
    kind = definition.kind_at(params)
    if not kind.posable():
        raise Unposable("the kind turns these parameters down")
    plain = offering(definition, kind, ())
    for one in (plain, *plain.parts(plain.key)):
        one.telling  # noqa: B018 -- raises where a slip gives the right answer
    texts = option_texts(definition, plain, seed)
    return offering(definition, kind, texts) if texts else plain


def offering(definition: Definition, kind: Kind, texts: tuple[str, ...]) -> Variant:
    natural = definition.asked(kind)
    if not texts:
        return Variant(kind, natural, natural)
    if kind.statements():  # to judge a selection is to know what else was offered
        natural = natural.with_options(texts)
        return Variant(kind, natural, natural)
    return Variant(
        kind, natural, natural.with_options(texts) if isinstance(natural, Choice) else Choice(texts, of=natural)
    )


def option_texts(definition: Definition, variant: Variant, seed: str) -> tuple[str, ...]:
    """What is offered to choose from, shuffled by the seed; empty where the learner types."""
    last = variant.kind.fixed_last()
    if statements := variant.kind.statements():
        offered = [text for text in statements if text not in last]
    elif definition.ask == "choice" or isinstance(variant.entry, Choice):
        offered = key_and_distractors(variant, definition.options, seed)
    else:
        return ()
    return (*shuffled(offered, f"{seed}:order"), *(text for text in statements if text in last))


def key_and_distractors(variant: Variant, options: int, seed: str) -> list[str]:
    show = variant.entry.show
    key = show(variant.key)
    wrong = [text for text in dict.fromkeys(show(value) for _, value in variant.distinct) if text != key]
    if len(wrong) < options - 1:
        raise Unposable(f"only {len(wrong)} distinct wrong options where {options - 1} are needed")
    return [key, *shuffled(wrong, f"{seed}:pick")[: options - 1]]


def shuffled(texts: Iterable[str], seed: str) -> list[str]:
    texts = list(texts)
    return [texts[place] for place in order(len(texts), seed)]


@lru_cache(maxsize=256)  # a verification shuffles all its variants by one seed
def order(count: int, seed: str) -> tuple[int, ...]:
    """Fisher and Yates on `Random.random`, the one stream that Python promises to keep."""
    places, chance = list(range(count)), Random(seed)  # noqa: S311 -- an order, not a secret
    for last in range(count - 1, 0, -1):
        other = int(chance.random() * (last + 1))
        places[last], places[other] = places[other], places[last]
    return tuple(places)
