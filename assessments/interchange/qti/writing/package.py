"""A bank as a content package: a manifest, one test, an item for each variant, and our own JSON.
https://www.imsglobal.org/content/packaging/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from assessments.interchange.native.enclosed import NATIVE, enclosed
from assessments.interchange.outgoing import Exported, ExportedBank
from assessments.interchange.qti.elements import document, el, serialised
from assessments.interchange.qti.templates import items as drawing
from assessments.interchange.qti.templates.families import Inexpressible
from assessments.interchange.qti.versions import XSI, Version
from assessments.interchange.qti.writing.items import identifier, item
from assessments.interchange.safely import archives

ALL = "all.items"  # no slug has a dot
TEST, MANIFEST = "test.xml", "imsmanifest.xml"
BESIDE_ITEMS = 3  # these, and our own JSON


Sections = Mapping[str, Mapping[str, Element]]  # slug of an item → identifier → assessmentItem


def write(bank: ExportedBank, version: Version) -> Mapping[str, bytes]:
    # What we write, we must be able to read again.
    fewer = fitting(bank)
    sections = {one.slug: items_of(one, templates=bank.templates) for one in fewer.items}
    items = {path(name): document(root, version) for section in sections.values() for name, root in section.items()}
    questions = {TEST: document(test(fewer, sections), version), **items}
    files = {**questions, NATIVE: enclosed(fewer, questions)}
    return {f"{bank.slug}.zip": archives.packed({MANIFEST: manifest(bank, files, version), **files})}


def items_of(one: Exported, *, templates: bool) -> Mapping[str, Element]:
    """Templates where they are wished for and can be had, else fixed variants."""
    try:
        roots = drawing.items(one) if templates else [item(one, posed) for posed in one.variants]
    except Inexpressible:
        roots = [item(one, posed) for posed in one.variants]
    return {root.get("identifier", ""): root for root in roots}


def fitting(bank: ExportedBank) -> ExportedBank:
    """With fewer variants of each item where the package would have more files than anyone may send us."""
    room = archives.CAPS.files - BESIDE_ITEMS
    most = max((len(one.variants) for one in bank.items), default=0)
    while most > 1 and sum(min(most, len(one.variants)) for one in bank.items) > room:
        most -= 1
    return replace(bank, items=tuple(replace(one, variants=one.variants[:most]) for one in bank.items))


def path(name: str) -> str:
    return f"items/{name}.xml"


def test(bank: ExportedBank, sections: Sections) -> Element:
    """One section for each item, which selects one of its variants."""
    parts = [section(one, list(sections[one.slug])) for one in bank.items]
    whole = el("assessmentSection", *parts, identifier=ALL, title=bank.title, visible=False)
    control = el("itemSessionControl", maxAttempts=1, showFeedback=True, showSolution=True)
    part = el("testPart", control, whole, identifier="part", navigationMode="nonlinear", submissionMode="individual")
    score = el("outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")
    total = el("setOutcomeValue", el("sum", el("testVariables", variableIdentifier="SCORE")), identifier="SCORE")
    return el(
        "assessmentTest", score, part, el("outcomeProcessing", total),
        identifier=identifier(bank.slug), title=bank.title,
    )  # fmt: skip


def section(one: Exported, names: Sequence[str]) -> Element:
    choosing = [el("selection", select=1), el("ordering", shuffle=True)] if len(names) > 1 else []
    references = [el("assessmentItemRef", identifier=name, href=path(name)) for name in names]
    return el(
        "assessmentSection", *choosing, *references, identifier=identifier(one.slug), title=one.title, visible=False
    )


def manifest(bank: ExportedBank, files: Mapping[str, bytes], version: Version) -> bytes:
    metadata = el("metadata", *(el(name, text) for name, text in version.package.items()))
    return serialised(
        el(
            "manifest", metadata, el("organizations"), el("resources", *resources(files, version)),
            **{
                "identifier": identifier(f"{bank.slug}-package"),
                "xmlns": version.packaging,
                "xmlns:xsi": XSI,
                "xsi:schemaLocation": f"{version.packaging} {version.packaging_schema}",
            },
        )
    )  # fmt: skip


def resources(files: Mapping[str, bytes], version: Version) -> Iterator[Element]:
    names = {href: PurePosixPath(href).stem for href in files}
    needed = [el("dependency", identifierref=name) for href, name in names.items() if href.startswith("items/")]
    kinds = {TEST: version.resource("test"), NATIVE: "webcontent"}
    for href, name in names.items():
        dependencies = needed if href == TEST else []
        kind = kinds.get(href) or version.resource("item")
        yield el("resource", el("file", href=href), *dependencies, identifier=name, type=kind, href=href)
