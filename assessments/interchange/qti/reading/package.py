"""A content package, a test or a single item → what can be taken of it."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from assessments.interchange import bundle
from assessments.interchange.authored import Slugs
from assessments.interchange.bundle import BadBundle
from assessments.interchange.incoming import BadFile, Incoming, Refused, Taken
from assessments.interchange.native.one import loaded
from assessments.interchange.qti.reading import items
from assessments.interchange.qti.reading.tree import every, plain
from assessments.interchange.qti.writing.package import MANIFEST, NATIVE, SEEDS
from assessments.interchange.safely import archives, xml
from assessments.interchange.safely.unsafe import Unsafe

TESTS = "send the whole package: a test only names the files of its items"


def read(data: bytes) -> Incoming:
    """Raises BadFile."""
    return from_archive(archives.members(data)) if archives.is_archive(data) else from_document(data)


def from_document(data: bytes) -> Incoming:
    """Raises BadFile."""
    tree = plain(xml.read(data))
    if tree.tag == "assessmentTest":
        raise BadFile(TESTS)
    if tree.tag != "assessmentItem":
        raise BadFile(f"no QTI: it begins with {tree.tag[:80]!r}")
    return Incoming((items.read(tree, Slugs()),))


def from_archive(files: Mapping[str, bytes]) -> Incoming:
    """Raises BadFile."""
    if native := unchanged(files):
        return native
    listed = package(files)
    if not listed.items:
        raise BadFile("the package lists no item")
    slugs = Slugs()
    return Incoming(tuple(one(name, files, slugs) for name in listed.items), listed.bank, listed.title)


def unchanged(files: Mapping[str, bytes]) -> Incoming | None:
    """Our own JSON, where no file that was written along with it has changed since."""
    try:
        seeds = loaded(files.get(SEEDS, b""))
        bank = bundle.read(files.get(NATIVE, b"").decode())
        written = {name: facts["sha256"] for name, facts in seeds.items()}
    except (BadFile, BadBundle, UnicodeDecodeError, AttributeError, TypeError, KeyError):
        return None
    if not written or any(
        hashlib.sha256(files.get(name, b"")).hexdigest() != digest for name, digest in written.items()
    ):
        return None
    taken = tuple(Taken(item.slug, item.title, item.definition) for item in bank.items)
    return Incoming(taken, bank.slug, bank.title, bank.description, tuple(item.slug for item in bank.items))


@dataclass(frozen=True)
class Listed:
    items: tuple[str, ...]  # names of files
    bank: str = ""
    title: str = ""


def package(files: Mapping[str, bytes]) -> Listed:
    """Raises BadFile."""
    manifests = sorted((name for name in files if posixpath.basename(name) == MANIFEST), key=len)
    if not manifests:
        raise BadFile(f"the archive has no {MANIFEST}")
    resources = list(every(plain(xml.read(files[manifests[0]])), "resource"))
    tests = [href(manifests[0], one) for one in resources if "test" in one.get("type", "")]
    names = tuple(href(manifests[0], one) for one in resources if one.get("type", "").startswith("imsqti_item"))
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


def one(name: str, files: Mapping[str, bytes], slugs: Slugs) -> Taken | Refused:
    if name not in files:
        return Refused(name, "the package lists this file and has it not")
    try:
        tree = plain(xml.read(files[name]))
    except Unsafe as unsafe:
        return Refused(name, str(unsafe))
    if tree.tag != "assessmentItem":
        return Refused(name, f"no item: it begins with {tree.tag[:80]!r}")
    return items.read(tree, slugs)
