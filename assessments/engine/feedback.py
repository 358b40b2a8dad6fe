"""What a learner is told about an answer, and from when on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

# Part → what an instructor calls it.
PARTS: Mapping[str, str] = {
    "answer": "Own answer",
    "correctness": "Right or wrong",
    "score": "Points",
    "hint": "Hint and mistake",
    "key": "Right answer",
    "solution": "Worked solution",
}
# In their order: what is told from one moment on is told ever after.
MOMENTS: Mapping[str, str] = {
    "at-once": "At once",
    "after-submission": "After submission",
    "after-close": "After the quiz has closed",
    "never": "Never",
}

AT_ONCE = dict.fromkeys(PARTS, "at-once")
LATER = AT_ONCE | dict.fromkeys(set(PARTS) - {"answer"}, "after-submission")
# Mode → what is told when, where an instructor says nothing else.
USUAL: Mapping[str, Mapping[str, str]] = {
    "practice": AT_ONCE,
    "adaptive": AT_ONCE,
    "exam": LATER,
    "deferred": LATER,
}


def matrix(mode: str, chosen: Mapping[str, str]) -> Mapping[str, str]:
    return {**USUAL[mode], **chosen}


def visible(told: Mapping[str, str], reached: str) -> frozenset[str]:
    """The parts that may be seen at this moment."""
    order = list(MOMENTS)
    return frozenset(part for part, moment in told.items() if order.index(moment) <= order.index(reached))


def faults(chosen: object) -> Iterator[str]:
    if not isinstance(chosen, dict):
        yield 'must be a JSON object such as {"key": "after-close"}'
        return
    for part, moment in chosen.items():
        if part not in PARTS:
            yield f"{part!r} is not one of {', '.join(PARTS)}"
        elif moment not in MOMENTS:
            yield f"{part}: {moment!r} is not one of {', '.join(MOMENTS)}"
