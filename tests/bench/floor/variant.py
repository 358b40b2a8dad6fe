"""One question from a seed, how an answer to it is read, and what it is worth."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Variant:
    input_size: int
    hidden_size: int

    @property
    def key(self) -> tuple[int, int]:
        return self.hidden_size, self.input_size


def generate(seed: str) -> Variant:
    chance = random.Random(seed)  # noqa: S311 -- a question, not a secret
    return Variant(chance.randint(2, 64), chance.randint(2, 64))


def parse(raw: str) -> tuple[int, ...] | None:
    try:
        return tuple(int(size) for size in raw.strip("() ").split(","))
    except ValueError:
        return None
