"""From a definition and drawn parameters to the question that a learner sees."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from random import Random
from typing import Any

from assessments.engine import markup
from assessments.engine.definition import Definition
from assessments.engine.formats import Choice, Format
from assessments.engine.kind import Kind, Value
from assessments.engine.stems import fill


class Unposable(ValueError):  # noqa: N818 -- reads as what it says of the parameters
    """These parameters make no fair question; the message says why."""


@dataclass(frozen=True)
class Question:
    """All that a page or the API may see before the learner has answered."""

    stem: str  # HTML
    widget: str  # the format's slug, which names the input template
    guide: str
    options: tuple[tuple[str, str], ...] = ()  # (what is sent, HTML shown), in the learner's own order

    @classmethod
    def read(cls, facts: Mapping[str, Any]) -> Question:
        return cls(**{**facts, "options": tuple((value, html) for value, html in facts["options"])})

    def facts(self) -> dict[str, Any]:
        return {"stem": self.stem, "widget": self.widget, "guide": self.guide, "options": [list(o) for o in self.options]}


@dataclass(frozen=True)
class Variant:
    """One point of an item's space, ready to judge answers. It holds no key: `kind.answer()` asks the reference."""

    kind: Kind
    format: Format[Any]


def canonical(params: Mapping[str, Value]) -> str:
    """Two variants of an item are equal exactly where these texts are."""
    return json.dumps(params, sort_keys=True, separators=(",", ":"))


def build(definition: Definition, params: Mapping[str, Value], seed: str) -> tuple[Variant, Question]:
    """The same definition, parameters and seed give the same question, always. Raises Unposable."""
    kind = definition.kind_at(params)
    texts = option_texts(definition, kind, seed)
    variant = Variant(kind, with_options(definition, kind, texts))
    wording = definition.wordings[int.from_bytes(blake2b(seed.encode(), digest_size=4).digest(), "big") % len(definition.wordings)]
    options = tuple((text, markup.render_inline(text)) for text in texts)
    question = Question(markup.render(fill(wording, kind.names())), variant.format.slug, variant.format.guide(), options)
    return variant, question


def recall(definition: Definition, params: Mapping[str, Value], question: Question) -> Variant:
    """The variant behind a question that was shown before, with the options that it showed."""
    kind = definition.kind_at(params)
    return Variant(kind, with_options(definition, kind, tuple(text for text, _ in question.options)))


def with_options(definition: Definition, kind: Kind, texts: tuple[str, ...]) -> Format[Any]:
    asked = definition.asked(kind)
    return Choice(texts, of=asked) if definition.ask == "choice" and texts else asked.with_options(texts)


def option_texts(definition: Definition, kind: Kind, seed: str) -> tuple[str, ...]:
    """What is offered to choose from, shuffled by the seed; empty where the learner types."""
    if not kind.posable():
        raise Unposable("the kind turns these parameters down")
    told = telling_slips(definition, kind)
    last = kind.fixed_last()
    if statements := kind.statements():
        offered = [text for text in statements if text not in last]
    elif definition.ask == "choice" or definition.asked(kind).slug == "choice":
        offered = key_and_distractors(definition, kind, told, seed)
    else:
        return ()
    return (*shuffled(offered, f"{seed}:order"), *(text for text in statements if text in last))


def key_and_distractors(definition: Definition, kind: Kind, told: Mapping[str, Any], seed: str) -> list[str]:
    show = definition.asked(kind).show
    key = show(kind.answer())
    wrong = [text for text in dict.fromkeys(show(value) for value in told.values()) if text != key]
    if len(wrong) < definition.options - 1:
        raise Unposable(f"only {len(wrong)} distinct wrong options where {definition.options - 1} are needed")
    return [key, *shuffled(wrong, f"{seed}:pick")[: definition.options - 1]]


def telling_slips(definition: Definition, kind: Kind) -> dict[str, Any]:
    """Misconception tag → its answer, for every slip that can be told from the key and from those before it.

    Compared as a learner would type them: two reals may differ and still print alike.
    Raises Unposable where a slip gives the right answer, because then a wrong idea would score.
    """
    form = definition.asked(kind)
    key, told = kind.answer(), {}
    for tag, value in kind.slips():
        typed = as_typed(form, value)
        if form.credit(typed, key) >= 1:
            raise Unposable(f"the slip {tag!r} gives the right answer")
        if tag not in told and all(form.credit(typed, other) < 1 for other in told.values()):
            told[tag] = typed
    return told


def as_typed(form: Format[Any], value: Any) -> Any:  # noqa: ANN401 -- the format fixes the type
    return form.parse(form.show(value))


def shuffled(texts: list[str], seed: str) -> list[str]:
    """Fisher and Yates on `Random.random`, the one stream that Python promises to keep."""
    texts, chance = list(texts), Random(seed)  # noqa: S311 -- an order, not a secret
    for last in range(len(texts) - 1, 0, -1):
        other = int(chance.random() * (last + 1))
        texts[last], texts[other] = texts[other], texts[last]
    return texts
