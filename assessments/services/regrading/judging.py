"""Judging old answers by a chosen key. What was worked out once is remembered, up to a bound."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from assessments.engine.definition import Definition, Faulty
from assessments.engine.formats import Choice, Format, MultiChoice, Unreadable
from assessments.engine.grade import Outcome, grade
from assessments.engine.variant import Question, Variant, recall
from assessments.models import Regrade, Revision
from assessments.queries.regrades import Kept
from assessments.services.errors import Refused

VARIANTS, OUTCOMES = 4_096, 65_536


class Incompatible(Refused):
    """What was asked is not what the chosen revision asks, or its answers cannot be read by it."""


class Asked(NamedTuple):
    """What a session asked, as much of it as judging needs: equal for all who had the same variant and options."""

    revision: int
    params_text: str
    widget: str
    options_text: str

    @classmethod
    def by(cls, session: Kept) -> Asked:
        return cls(session.revision_id, session.params_text, session.widget, session.options_text)

    @property
    def question(self) -> Question:
        return Question("", self.widget, "", tuple((text, shown) for text, shown in json.loads(self.options_text)))


class Judge:
    """By a chosen revision, or by the one each question was asked by; with the options mended that a regrade names."""

    def __init__(self, regrade: Regrade) -> None:
        self.target, self.mends = regrade.revision_id, mends(regrade)
        # Of the instance: one on the class would keep every judge alive that was ever made.
        self.definition = lru_cache(VARIANTS)(read)
        self.variant = lru_cache(VARIANTS)(self._variant)
        self.outcome = lru_cache(OUTCOMES)(self._outcome)

    def _variant(self, asked: Asked) -> Variant:
        """Raises Incompatible."""
        was, definition = self.definition(asked.revision), self.definition(self.target or asked.revision)
        params = json.loads(asked.params_text)
        must_ask_the_same(was, definition, params)
        try:
            variant = recall(definition, params, asked.question)
            must_look_the_same(recall(was, params, asked.question), variant, asked)
            return mended(variant, self.mends) if self.mends else variant
        except ValueError as wrong:
            raise Incompatible(f"A question as it was shown cannot be judged: {wrong}.") from None

    def _outcome(self, asked: Asked, raw: str) -> Outcome:
        """Raises Incompatible also where nothing could be read: that is no wrong answer, and no answer either."""
        try:
            return grade(self.variant(asked), raw)
        except Unreadable as why:
            raise Incompatible(f"The answer “{raw}” cannot be read as one. {why}") from None


def read(revision: int) -> Definition:
    """Raises Incompatible where it is gone from the code."""
    found = Revision.objects.get(pk=revision)
    try:
        return found.definition
    except Faulty as faulty:
        raise Incompatible(f"Revision {found.number} of “{found.item}” cannot be read any more: {faulty}.") from None


def mends(regrade: Regrade) -> dict[str, tuple[str, ...]]:
    named = {"disregard": tuple(regrade.disregard), "always_correct": tuple(regrade.always_correct)}
    return {name: texts for name, texts in named.items() if texts}


def must_ask_the_same(was: Definition, definition: Definition, params: Mapping[str, Any]) -> None:
    if definition.family is not was.family:
        raise Incompatible(f"It is of another kind: {definition.family.title}, not {was.family.title}.")
    if set(definition.space.axes) != set(params):
        raise Incompatible(f"Other parameters: {listed(definition.space.axes)}, not {listed(params)}.")


def must_look_the_same(was: Variant, variant: Variant, asked: Asked) -> None:
    offered, shown = set(variant.kind.statements()), {text for text, _ in asked.question.options}
    if offered and offered != shown:
        raise Incompatible(f"Other options: {listed(offered - shown)} instead of {listed(shown - offered)}.")
    if variant.format.slug != asked.widget:
        raise Incompatible(f"It is answered in another form: {variant.format.slug}, not {asked.widget}.")
    new, old = ((*form.labels(), *form.heads()) for form in (variant.format, was.format))
    if new != old:
        raise Incompatible(f"Other parts: {listed(new)}, not {listed(old)}.")


def mended(variant: Variant, named: Mapping[str, tuple[str, ...]]) -> Variant:
    form = mended_format(variant.format, named)
    return Variant(variant.kind, form if variant.entry is variant.format else variant.entry, form)


def mended_format(form: Format[Any], named: Mapping[str, tuple[str, ...]]) -> Format[Any]:
    if not isinstance(form, Choice | MultiChoice):
        raise Incompatible("Only options can be mended, and this question has none.")
    if isinstance(form, Choice) and "disregard" in named:
        raise Incompatible("Where one option is chosen, none can be disregarded; it can be accepted as right.")
    return replace(form, **named)


def listed(texts: Iterable[str]) -> str:
    return ", ".join(f"“{text}”" for text in sorted(texts)) or "none"
