"""The catalogue of misconceptions: one name serves as distractor, diagnosis, feedback and statistic.

The files of `catalogue/` keep their tags in alphabetical order, and no tag stands in two of them. A title says what the
learner probably did; a hint says what to look at again and never gives the answer; evidence shows people who did it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType


@dataclass(frozen=True)
class Misconception:
    title: str
    hint: str
    evidence: tuple[str, ...] = ()  # addresses of pages where somebody had it


def read(text: str) -> Mapping[str, Misconception]:
    return {
        tag: Misconception(entry["title"], entry["hint"], tuple(entry.get("evidence", ())))
        for tag, entry in tomllib.loads(text).items()
    }


def gathered(texts: Iterable[str]) -> Mapping[str, Misconception]:
    found = [entry for text in texts for entry in read(text).items()]
    return MappingProxyType(dict(sorted(found, key=itemgetter(0))))


FILES = tuple(sorted(Path(__file__).with_name("catalogue").glob("*.toml")))
CATALOGUE = gathered(path.read_text(encoding="utf-8") for path in FILES)


def title_of(tag: str) -> str:
    """A tag that has left the catalogue stands for itself."""
    return CATALOGUE[tag].title if tag in CATALOGUE else tag
