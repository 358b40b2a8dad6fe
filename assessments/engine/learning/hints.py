"""A hint beyond the name of the mistake: how the worked solution begins, where that does not give the answer away."""

from __future__ import annotations

import re

from assessments.engine.variant import Variant

NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")
LETTER = re.compile("[A-Za-z]")
INDEX = re.compile(r"_\{[^{}]*\}")
BETWEEN_SENTENCES = re.compile(r"(?<=[.!?]) (?=[A-Z$`])")
FEWEST_WORDS = 6  # “Step 1:” helps nobody


def hint(variant: Variant) -> str:
    """Markdown; empty where the solution's first step would tell too much or nothing."""
    step, nudge = variant.kind.hint(), variant.kind.nudge
    text = rounded_off(step)
    if len(text.split()) < FEWEST_WORDS or tells(text, variant):
        return ""
    # Where sentences are to choose from, other words may give the answer away; what leads up to the reason does not.
    leads_up = step.endswith(":") or step == nudge
    decides = variant.kind.natural_format().offers and not leads_up
    return "" if decides else text


def rounded_off(step: str) -> str:
    """Without the last sentence where that only leads to what follows, unless too little is left."""
    if step.endswith((".", "!", "?", "$$")):
        return step
    *before, last = BETWEEN_SENTENCES.split(step)
    kept = " ".join(before)
    return kept if len(kept.split()) >= FEWEST_WORDS else f"{kept} {last.removesuffix(':')}.".lstrip()


def tells(text: str, variant: Variant) -> bool:
    """Whether the key stands in it: its own text, or a number of those that it is made of."""
    key = variant.entry.show(variant.key)
    worded = [line for line in key.split("\n") if LETTER.search(line)]
    return any(line in text for line in worded) or bool(numbers(key) & numbers(text))


def numbers(text: str) -> frozenset[str]:
    """Those of indices are names."""
    return frozenset(NUMBER.findall(INDEX.sub("", text)))
