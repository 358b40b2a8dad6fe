"""Elements in the names of QTI 2.x, and their text in any version."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, tostring

from assessments.interchange.qti.versions import MATHML, XSI, Version
from assessments.interchange.safely import html

CAPITAL = re.compile(r"(?<=[a-z0-9])([A-Z])")
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ONLY_IN_3 = frozenset({"contentBody"})  # wraps what 2.x has directly


def el(name: str, /, *children: Element | str, **attributes: object) -> Element:
    """A trailing underscore makes a name of Python's an attribute's."""
    made = Element(name, {key.rstrip("_"): written(value) for key, value in attributes.items() if value is not None})
    for child in children:
        put(made, child)
    return made


def put(parent: Element, child: Element | str) -> None:
    if isinstance(child, Element):
        parent.append(child)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + child
    else:
        parent.text = (parent.text or "") + child


def written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def number(value: float) -> str:
    """Every digit, and 3.0 as 3."""
    return f"{int(value)}" if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))  # noqa: PLR2004 -- exact


def prose(markup: str) -> tuple[Element | str, ...]:
    """Our HTML as the flow content of QTI, which has no tabindex and the like."""
    tree = html.cleaned(markup).tree
    for element in tree.iter():
        if element.tag == "math":
            element.set("xmlns", MATHML)
        elif element.tag not in html.MATHML:
            element.attrib.clear()
    return tuple(contents(tree))


def contents(tree: Element) -> Iterator[Element | str]:
    if (tree.text or "").strip():
        yield tree.text or ""
    for child in tree:
        tail, child.tail = child.tail, None
        yield child
        if (tail or "").strip():
            yield tail or ""


def document(root: Element, version: Version) -> bytes:
    named = renamed(root, version)
    named.set("xmlns", version.namespace)
    named.set("xmlns:xsi", XSI)
    named.set("xsi:schemaLocation", f"{version.namespace} {version.schema}")
    return serialised(named)


def serialised(root: Element) -> bytes:
    """One line for each part of the document."""
    root.text = "\n"
    for child in root:
        child.tail = "\n"
    # Some signs cannot stand in XML at all, not even escaped, and would make the whole package unreadable.
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + NOT_IN_XML.sub("", tostring(root, "unicode")) + "\n").encode()


def renamed(element: Element, version: Version) -> Element:
    if is_prose(element.tag):
        made = Element(element.tag, element.attrib)
    elif version.prefixed:
        made = Element(f"qti-{kebab(element.tag)}", {kebab(name): value for name, value in element.attrib.items()})
    else:
        made = Element(element.tag, element.attrib)
    made.text, made.tail = element.text, element.tail
    made.extend(renamed(child, version) for child in unwrapped(element, version))
    return made


def unwrapped(children: Iterable[Element], version: Version) -> Iterator[Element]:
    for child in children:
        if child.tag in ONLY_IN_3 and not version.prefixed:
            yield from child
        else:
            yield child


def is_prose(tag: str) -> bool:
    return tag in html.PROSE or tag in html.MATHML


def kebab(name: str) -> str:
    return CAPITAL.sub(r"-\1", name).lower()
