"""The catalogue of misconceptions: one name serves as distractor, diagnosis, feedback and statistic."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Misconception:
    title: str  # what the learner probably did
    hint: str  # what to look at again; never the answer


CATALOGUE: dict[str, Misconception] = {}
