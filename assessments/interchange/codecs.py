"""The file formats that questions come in and go out by; each registers itself, in a file or room of its own."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from assessments.interchange.incoming import BadFile, Incoming, Refused, Taken
from assessments.interchange.outgoing import Exported, ExportedBank
from assessments.interchange.safely.unsafe import Unsafe

Files = Mapping[str, bytes]  # name → content

MOST_BYTES = 10_000_000
LONGEST_NAME = 200

CODECS: dict[str, Codec] = {}


@dataclass(frozen=True)
class Codec:
    """`write` gives one file or several; `read` raises BadFile; `knows` is quick and never raises."""

    slug: str
    title: str
    ending: str  # of file names
    knows: Callable[[bytes], bool]
    read: Callable[[bytes], Incoming] | None = None
    write: Callable[[ExportedBank], Files] | None = None
    purpose: str = ""  # a sentence for whoever chooses among those that write
    differs: Mapping[str, str] = field(default_factory=dict)  # how it is answered → what is otherwise than here
    poses: bool = True  # whether what it writes needs variants
    templates: bool = False  # whether it can leave drawing to the other system
    lacks: Callable[[Exported], str] = lambda _: ""  # why an item cannot be asked there; empty where it can

    def __post_init__(self) -> None:
        if self.slug in CODECS:
            raise ValueError(f"two codecs claim the slug {self.slug!r}")
        CODECS[self.slug] = self


def load() -> None:
    """Import every module of this room, which registers what it defines."""
    room = importlib.import_module("assessments.interchange")
    for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
        importlib.import_module(module.name)


def read(name: str, data: bytes) -> Incoming:
    """What the file comes to, each slug once. Raises BadFile, and nothing else, whatever the file."""
    if len(data) > MOST_BYTES:
        raise BadFile(f"{name} has {len(data):,} bytes, where {MOST_BYTES:,} at most are read")
    codec = codec_for(name, data)
    try:
        incoming = codec.read(data) if codec.read else Incoming(())
    except Unsafe as unsafe:
        raise BadFile(f"{name}: {unsafe}") from unsafe
    if not incoming.items:
        raise BadFile(f"there is no question in {name}")
    return replace(incoming, items=tuple(each_once(incoming.items)))


def each_once(items: Iterable[Taken | Refused]) -> Iterator[Taken | Refused]:
    seen = set[str]()
    for item in items:
        if isinstance(item, Refused):
            yield replace(item, name=item.name[:LONGEST_NAME])
            continue
        again = item.slug in seen
        seen.add(item.slug)
        # The second one would silently take the place of the first.
        yield Refused(item.slug, "another question of this file goes by the same name") if again else item


def codec_for(name: str, data: bytes) -> Codec:
    """The one that knows this file, by its ending and how it begins. Raises BadFile."""
    readers = [codec for codec in CODECS.values() if codec.read]
    # The ending alone decides nothing: it is only who is asked first.
    for codec in sorted(readers, key=lambda one: not name.lower().endswith(one.ending)):
        if codec.knows(data):
            return codec
    raise BadFile(f"{name} is none of: {', '.join(codec.title for codec in readers)}")
