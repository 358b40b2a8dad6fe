"""A foreign document in the names of QTI 2.x, whatever its version, and without its name spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, tostring

from assessments.interchange.safely import xml

PREFIX = "qti-"
HYPHENED = re.compile(r"-(\w)")


def plain(element: Element) -> Element:
    """Raises nothing: what is no QTI stays as it is and is refused where it is used."""
    name = xml.local(element.tag)
    ours = name.startswith(PREFIX)
    made = Element(camel(name.removeprefix(PREFIX)) if ours else name)
    for key, value in element.attrib.items():
        made.set(camel(xml.local(key)) if ours else xml.local(key), value)
    made.text, made.tail = element.text, element.tail
    for child in element:
        grown = plain(child)
        if grown.tag == "contentBody":
            hoist(made, grown)
        else:
            made.append(grown)
    return made


def camel(name: str) -> str:
    return HYPHENED.sub(lambda found: found[1].upper(), name)


def hoist(parent: Element, wrapper: Element) -> None:
    """What version 3 wraps in a content body stands directly in its parent."""
    before = parent[-1] if len(parent) else None
    if before is None:
        parent.text = (parent.text or "") + (wrapper.text or "")
    else:
        before.tail = (before.tail or "") + (wrapper.text or "")
    parent.extend(wrapper)


def inner(element: Element) -> str:
    """As HTML."""
    return "".join([escaped(element.text), *(tostring(child, "unicode") for child in element)])


def escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;")


def words(element: Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def without(element: Element, *names: str) -> Element:
    """A copy without the elements of these names or of these classes; the text after each stays."""
    made = Element(element.tag, element.attrib)
    made.text, made.tail = element.text, element.tail
    for child in element:
        if not {child.tag, child.get("class", "")} & set(names):
            made.append(without(child, *names))
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + (child.tail or "")
        else:
            made.text = (made.text or "") + (child.tail or "")
    return made


def every(element: Element, *tags: str) -> Iterator[Element]:
    return (one for one in element.iter() if one.tag in tags)
