"""XML that declares nothing, includes nothing and nests no deeper than people write.
https://docs.python.org/3/library/xml.html#xml-security
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from assessments.interchange.safely.unsafe import Unsafe

DEEPEST = 64
MOST_BYTES = 10_000_000
MOST_ELEMENTS = 100_000
MOST_ATTRIBUTES = 100
LONGEST_TAG = 1_000_000  # Expat would gather all its attributes before anyone can object
LONG_TAG = re.compile(rb"<[^<>]{%d}" % LONGEST_TAG)
XINCLUDE = "http://www.w3.org/2001/XInclude"
SEPARATOR = "}"


def read(data: bytes, most_bytes: int = MOST_BYTES) -> Element:
    """Tags are `{namespace}name`, as ElementTree has them. Raises Unsafe."""
    if len(data) > most_bytes:
        raise Unsafe(f"the XML has {len(data):,} bytes, where {most_bytes:,} at most are read")
    if LONG_TAG.search(data):
        raise Unsafe(f"a tag has more than {LONGEST_TAG:,} bytes")
    reader = Reader()
    try:
        reader.parser.Parse(data, True)
        return reader.tree.close()
    except Unsafe:
        raise
    except expat.ExpatError as wrong:
        raise Unsafe(f"no well-formed XML: {wrong}") from wrong
    except (ValueError, LookupError, AssertionError) as wrong:  # an encoding that Python or Expat lacks
        raise Unsafe(f"the XML cannot be read: {wrong}") from wrong


class Reader:
    """Expat's events into a tree, each limit kept before the element is built."""

    def __init__(self) -> None:
        self.tree, self.depth, self.elements = TreeBuilder(), 0, 0
        # Expat itself, not ElementTree: here each event can be refused before anything is built.
        self.parser = expat.ParserCreate(namespace_separator=SEPARATOR)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.tree.data
        # Entities and outside files both begin with one.
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.EntityDeclHandler = self.entity
        self.parser.ExternalEntityRefHandler = self.entity

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.depth > DEEPEST:
            raise Unsafe(f"elements are nested deeper than {DEEPEST}")
        if self.elements > MOST_ELEMENTS:
            raise Unsafe(f"there are more than {MOST_ELEMENTS:,} elements")
        if len(attributes) > MOST_ATTRIBUTES:
            raise Unsafe(f"an element has more than {MOST_ATTRIBUTES} attributes")
        if tag.startswith(XINCLUDE):
            raise Unsafe("XInclude is not followed")
        self.tree.start(qualified(tag), {qualified(name): value for name, value in attributes.items()})

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.tree.end(qualified(tag))

    def doctype(self, *_: Any) -> NoReturn:
        raise Unsafe("a document type (DTD) is declared, and none is read")

    def entity(self, *_: Any) -> NoReturn:
        raise Unsafe("an entity is declared, and none is expanded")


def qualified(name: str) -> str:
    return f"{{{name}" if SEPARATOR in name else name


def local(name: str) -> str:
    """Without its namespace."""
    return name.rpartition("}")[2]
