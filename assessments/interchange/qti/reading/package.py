"""A content package, a test or a single item → what can be taken of it."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from assessments.interchange import bundle
from assessments.interchange.authored import Slugs
from assessments.interchange.canvas.reading import documents
from assessments.interchange.incoming import BadFile, Incoming, Refused, Taken
from assessments.interchange.native.enclosed import unchanged
from assessments.interchange.qti.reading import items
from assessments.interchange.qti.reading.tree import every, plain
from assessments.interchange.qti.writing.package import MANIFEST
from assessments.interchange.safely import archives, xml
from assessments.interchange.safely.counting import questions
from assessments.interchange.safely.unsafe import Unsafe

WITH_ITEMS = ("imsqti_item", "imsqti_xmlv1p2", "imscc_xmlv1p1/assessment", "imscc_xmlv1p1/question-bank")
MOST_BYTES = 8_000_000  # of all its items
TESTS = "send the whole package: a test only names the files of its items"


def read(data: bytes) -> Incoming:
    """Raises BadFile."""
    return from_archive(archives.members(data)) if archives.is_archive(data) else from_document(data)


def from_document(data: bytes) -> Incoming:
    """Raises BadFile."""
    tree = plain(xml.read(data))
    if tree.tag == "assessmentTest":
        raise BadFile(TESTS)
    if tree.tag not in ROOTS:
        raise BadFile(f"no QTI: it begins with {tree.tag[:80]!r}")
    return Incoming(questions(ROOTS[tree.tag](tree, Slugs())))


def from_archive(files: Mapping[str, bytes]) -> Incoming:
    """Raises BadFile."""
    if native := unchanged(files):
        return native
    listed = package(files)
    if not listed.items:
        raise BadFile("the package lists no item")
    if sum(len(files.get(name, b"")) for name in listed.items) > MOST_BYTES:
        raise BadFile(f"its items have more than {MOST_BYTES:,} bytes together")
    slugs = Slugs()
    found = questions(one for name in listed.items for one in document(name, files, slugs))
    return Incoming(found, title=listed.title)


@dataclass(frozen=True)
class Listed:
    items: tuple[str, ...]  # names of files
    title: str = ""


def package(files: Mapping[str, bytes]) -> Listed:
    """Raises BadFile."""
    # The least deep: a package may have others packed inside.
    manifests = sorted((name for name in files if posixpath.basename(name) == MANIFEST), key=len)
    if not manifests:
        raise BadFile(f"the archive has no {MANIFEST}")
    resources = list(every(plain(xml.read(files[manifests[0]])), "resource"))
    tests = [href(manifests[0], one) for one in resources if "test" in one.get("type", "")]
    names = tuple(href(manifests[0], one) for one in resources if one.get("type", "").startswith(WITH_ITEMS))
    title = next((title_of(files[name]) for name in tests if name in files), "")
    return Listed(tuple(dict.fromkeys(names)), title=title)


def href(manifest: str, resource: Element) -> str:
    """The name within the archive, which is only looked up there."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(manifest), unquote(resource.get("href", ""))))


def title_of(test: bytes) -> str:
    try:
        return " ".join(plain(xml.read(test)).get("title", "").split())[: bundle.LONGEST_TITLE]
    except Unsafe:
        return ""


def document(name: str, files: Mapping[str, bytes], slugs: Slugs) -> Iterable[Taken | Refused]:
    if name not in files:
        return [Refused(name, "the package lists this file and has it not")]
    try:
        tree = plain(xml.read(files[name]))
    except Unsafe as unsafe:
        return [Refused(name, str(unsafe))]
    if tree.tag not in ROOTS:
        return [Refused(name, f"no item: it begins with {tree.tag[:80]!r}")]
    return ROOTS[tree.tag](tree, slugs)


def item(tree: Element, slugs: Slugs) -> Iterable[Taken | Refused]:
    return [items.read(tree, slugs)]


ROOTS: Mapping[str, Callable[[Element, Slugs], Iterable[Taken | Refused]]] = {
    "assessmentItem": item,
    "questestinterop": documents,
}
