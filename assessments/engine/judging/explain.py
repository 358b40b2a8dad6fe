"""Why an answer is wrong: by the kind's own slips, by what its format sees, by two slips at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from assessments.engine.judging.diagnosis import NONE, Diagnosis
from assessments.engine.kind import Kind
from assessments.engine.variant import Variant

BEYOND = (ArithmeticError, LookupError, TypeError, ValueError)  # what a slip of a slip may meet outside the domains
ROUNDED = "rounded-too-far"
WAYS = 3  # more would be a guess, not a diagnosis


def diagnose(variant: Variant, response: Any) -> str:
    """The first name of a wrong answer that is one mistake; empty where it is none that we know."""
    credit = variant.entry.credit
    for tag, typed in variant.slips:  # as slips_like, which would take twice as long to ask for one
        if credit(response, typed) >= 1:
            return tag
    return variant.entry.diagnose(response, variant.key) or ""


def explained(variant: Variant, response: Any, by_parts: Diagnosis = NONE) -> Diagnosis:
    """The kind's own slips first, because they know why; then what the format can see; then two slips at once.

    Of an answer of several parts, what is known of them by themselves goes before what the format sees.
    A choice is one of the slips or it is not: only free answers are taken for two, or for the key in too few digits.
    """
    seen, is_free = variant.entry.diagnose(response, variant.key), not variant.format.offers
    if seen == ROUNDED and is_free and not by_parts:
        return Diagnosis.either(*dict.fromkeys([*slips_given(variant, response), ROUNDED]))
    if told := tuple(dict.fromkeys(slips_like(variant, response))):
        return Diagnosis.either(*told)
    if by_parts:
        return by_parts
    if seen:
        return Diagnosis.either(seen)
    ways = tuple(dict.fromkeys(pairs_like(variant, response))) if is_free and variant.entry.tells(response) else ()
    return Diagnosis(ways) if len(ways) <= WAYS else NONE


def slips_given(variant: Variant, response: Any) -> Iterator[str]:
    """The tag of each slip that comes to just this answer."""
    return (tag for tag, typed in variant.slips if typed == response)


def slips_like(variant: Variant, response: Any) -> Iterator[str]:
    """The tag of each slip that gives this answer; none that only comes near it where others would fit as well."""
    form = variant.entry
    fitting = [(tag, typed) for tag, typed in variant.slips if form.fits(response, typed)]
    near = [(tag, typed) for tag, typed in fitting if form.credit(response, typed) >= 1]
    return (tag for tag, typed in near if len(near) == len(fitting) or typed == response)


def pairs_like(variant: Variant, response: Any) -> Iterator[tuple[str, str]]:
    """The tags of each two slips that give this answer together, and neither the key nor what one slip gives.

    As with slips, none that only comes near it where others would fit as well.
    """
    form, simpler = variant.entry, [variant.key, *(typed for _, typed in variant.slips)]
    fitting = [(pair, typed) for pair, typed in pairs(variant) if form.fits(response, typed)]
    near = [(pair, typed) for pair, typed in fitting if form.credit(response, typed) >= 1]
    is_alone = len(near) == len(fitting) and not any(form.fits(response, one) for one in simpler)
    for pair, typed in near:
        if (is_alone or typed == response) and all(form.credit(typed, one) < 1 for one in simpler):
            yield pair


def pairs(variant: Variant) -> Iterator[tuple[tuple[str, str], Any]]:
    """Both tags of a slip made on top of another, with the answer that it gives as a learner would type it.

    Two that do not commute go together in the kind's own order, or each pair would also pass for another one.
    """
    below: dict[frozenset[str], Kind] = {}
    for first, slip in variant.kind.slips():
        for second, typed in slips_of(slip, variant) if isinstance(slip, Kind) else ():
            if second != first and below.setdefault(frozenset({first, second}), slip) is slip:
                yield (first, second), typed


def slips_of(slip: Kind, variant: Variant) -> tuple[tuple[str, Any], ...]:
    """None where the slip's numbers lie so far out that nothing follows from them."""
    with suppress(*BEYOND):
        return Variant(slip, variant.entry, variant.format).slips
    return ()
