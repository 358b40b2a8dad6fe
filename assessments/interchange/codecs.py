"""The file formats that questions come in and go out by; each registers itself, in a file or room of its own."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assessments.interchange.incoming import BadFile, Incoming
from assessments.interchange.outgoing import ExportedBank

Files = Mapping[str, bytes]  # name → content

CODECS: dict[str, Codec] = {}


@dataclass(frozen=True)
class Codec:
    """`write` gives one file or several; `read` raises BadFile; `knows` looks at a file's first bytes only."""

    slug: str
    title: str
    ending: str  # of file names
    knows: Callable[[bytes], bool]
    read: Callable[[bytes], Incoming] | None = None
    write: Callable[[ExportedBank], Files] | None = None
    poses: bool = True  # whether what it writes needs variants
    templates: bool = False  # whether it can leave drawing to the other system

    def __post_init__(self) -> None:
        if self.slug in CODECS:
            raise ValueError(f"two codecs claim the slug {self.slug!r}")
        CODECS[self.slug] = self


def load() -> None:
    """Import every module of this room, which registers what it defines."""
    room = importlib.import_module("assessments.interchange")
    for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
        importlib.import_module(module.name)


def codec_for(name: str, data: bytes) -> Codec:
    """The one that knows this file, by its ending and how it begins. Raises BadFile."""
    readers = [codec for codec in CODECS.values() if codec.read]
    for codec in sorted(readers, key=lambda one: not name.lower().endswith(one.ending)):
        if codec.knows(data[:KNOWN_BY]):
            return codec
    raise BadFile(f"{name} is none of: {', '.join(codec.title for codec in readers)}")


KNOWN_BY = 4096  # bytes
