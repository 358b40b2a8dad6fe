"""A bank as a content package: a manifest, one test, an item for each variant, and our own JSON.
https://www.imsglobal.org/content/packaging/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element

from assessments.interchange.native.enclosed import NATIVE, enclosed
from assessments.interchange.outgoing import Exported, ExportedBank, Posed
from assessments.interchange.qti.elements import document, el, serialised
from assessments.interchange.qti.versions import XSI, Version
from assessments.interchange.qti.writing.items import identifier, item
from assessments.interchange.safely import archives

TEST, MANIFEST = "test.xml", "imsmanifest.xml"
BESIDE_ITEMS = 3  # these, and our own JSON


def write(bank: ExportedBank, version: Version) -> Mapping[str, bytes]:
    fewer = fitting(bank)
    items = {path(posed): document(item(one, posed), version) for one in fewer.items for posed in one.variants}
    questions = {TEST: document(test(fewer), version), **items}
    files = {**questions, NATIVE: enclosed(fewer, questions)}
    return {f"{bank.slug}.zip": archives.packed({MANIFEST: manifest(bank, files, version), **files})}


def fitting(bank: ExportedBank) -> ExportedBank:
    """With fewer variants of each item where the package would have more files than anyone may send us."""
    room = archives.CAPS.files - BESIDE_ITEMS
    most = max((len(one.variants) for one in bank.items), default=0)
    while most > 1 and sum(min(most, len(one.variants)) for one in bank.items) > room:
        most -= 1
    return replace(bank, items=tuple(replace(one, variants=one.variants[:most]) for one in bank.items))


def path(posed: Posed) -> str:
    return f"items/{posed.identifier}.xml"


def test(bank: ExportedBank) -> Element:
    """One section for each item, which selects one of its variants."""
    sections = [section(one) for one in bank.items]
    whole = el("assessmentSection", *sections, identifier="bank", title=bank.title, visible=False)
    control = el("itemSessionControl", maxAttempts=1, showFeedback=True, showSolution=True)
    part = el("testPart", control, whole, identifier="part", navigationMode="nonlinear", submissionMode="individual")
    score = el("outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")
    total = el("setOutcomeValue", el("sum", el("testVariables", variableIdentifier="SCORE")), identifier="SCORE")
    return el(
        "assessmentTest", score, part, el("outcomeProcessing", total),
        identifier=identifier(bank.slug), title=bank.title,
    )  # fmt: skip


def section(one: Exported) -> Element:
    choosing = [el("selection", select=1), el("ordering", shuffle=True)] if len(one.variants) > 1 else []
    references = [
        el("assessmentItemRef", identifier=identifier(posed.identifier), href=path(posed)) for posed in one.variants
    ]
    return el(
        "assessmentSection", *choosing, *references, identifier=identifier(one.slug), title=one.title, visible=False
    )


def manifest(bank: ExportedBank, files: Mapping[str, bytes], version: Version) -> bytes:
    metadata = el("metadata", *(el(name, text) for name, text in version.package.items()))
    return serialised(
        el(
            "manifest", metadata, el("organizations"), el("resources", *resources(bank, files, version)),
            **{
                "identifier": identifier(f"{bank.slug}-package"),
                "xmlns": version.packaging,
                "xmlns:xsi": XSI,
                "xsi:schemaLocation": f"{version.packaging} {version.packaging_schema}",
            },
        )
    )  # fmt: skip


def resources(bank: ExportedBank, files: Mapping[str, bytes], version: Version) -> Iterator[Element]:
    posed = {path(one): identifier(one.identifier) for item in bank.items for one in item.variants}
    needed = [el("dependency", identifierref=name) for href, name in posed.items() if href in files]
    for href in files:
        kind = {TEST: version.resource("test"), NATIVE: "webcontent"}
        yield el(
            "resource", el("file", href=href), *(needed if href == TEST else []),
            identifier=posed.get(href) or identifier(href.partition(".")[0]),
            type=kind.get(href) or version.resource("item"), href=href,
        )  # fmt: skip
