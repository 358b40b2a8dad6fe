"""The catalogue of misconceptions, read from the file beside this one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType


@dataclass(frozen=True)
class Misconception:
    title: str  # what the learner probably did
    hint: str  # what to look at again; never the answer


def read(text: str) -> Mapping[str, Misconception]:
    return MappingProxyType({tag: Misconception(**words) for tag, words in tomllib.loads(text).items()})


CATALOGUE = read(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
