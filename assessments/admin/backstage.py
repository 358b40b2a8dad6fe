"""What stands behind a variant: parameters, key, named mistakes and what grading makes of every option."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assessments.engine.authoring.authored import Option
from assessments.engine.authoring.claims import finding
from assessments.engine.formats import Choice, Match
from assessments.engine.judging.explain import explained
from assessments.engine.judging.parts import judged, share
from assessments.engine.kind import Kind, Value, text_of
from assessments.engine.misconceptions import title_of
from assessments.engine.variant import Variant


def params_rows(params: Mapping[str, Value]) -> list[tuple[str, str]]:
    return [(name.replace("_", " "), text_of(value)) for name, value in params.items()]


def truth_row(variant: Variant) -> dict[str, Any]:
    return {
        "key": variant.entry.show(variant.key),
        "slips": list(slip_rows(variant)),
        "options": list(option_rows(variant)),
        "solution": variant.kind.because(),
    }


def slip_rows(variant: Variant) -> Iterator[dict[str, Any]]:
    """Each wrong answer that has a name, and what grading makes of it."""
    for tag, typed in variant.slips:
        told, parts = explained(variant, typed), judged(variant, typed)
        yield {
            "title": title_of(tag),
            "answer": variant.entry.show(typed),
            "score": share(parts) if parts else variant.entry.credit(typed, variant.key),
            "told_as": "" if str(told) == tag else told.words(),
        }


def option_rows(variant: Variant) -> Iterator[dict[str, Any]]:
    """The statements to choose from, where the kind brings its own, each as if it alone were chosen.

    None of a match, whose options are right or wrong for a prompt only.
    """
    if not variant.kind.statements() or isinstance(variant.format, Match):
        return
    claims = claims_of(variant.kind)
    for text in variant.format.options:
        response = variant.format.parse(text) if isinstance(variant.format, Choice) else frozenset({text})
        right = (
            variant.format.credit(response, variant.key) if isinstance(variant.format, Choice) else text in variant.key
        )
        yield {
            "text": text,
            "score": float(right),
            "remark": variant.kind.remark(response),
            "finding": finding(claims[text]) if claims.get(text) else None,
        }


def claims_of(kind: Kind) -> dict[str, Mapping[str, Any] | None]:
    """The claim that settles each option, where the author of the kind's fields named one."""
    lists = (value for value in vars(kind).values() if isinstance(value, tuple))
    return {option.text: option.claim for options in lists for option in options if isinstance(option, Option)}
