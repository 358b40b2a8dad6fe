"""A bank as a quiz for Canvas: a group of variants for each item, of which one is picked."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from assessments.interchange.canvas.elements import field
from assessments.interchange.canvas.questions import question
from assessments.interchange.native.enclosed import NATIVE, enclosed
from assessments.interchange.outgoing import Exported, ExportedBank
from assessments.interchange.qti.elements import el, serialised
from assessments.interchange.qti.versions import CP
from assessments.interchange.qti.writing.items import identifier
from assessments.interchange.qti.writing.package import MANIFEST
from assessments.interchange.safely import archives

NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
RESOURCE = "imsqti_xmlv1p2"


def write(bank: ExportedBank) -> Mapping[str, bytes]:
    """Our own JSON is in no list of files: Canvas would show it to whoever takes the course."""
    path = f"{bank.slug}/{bank.slug}.xml"
    quiz = {path: serialised(assessment(bank))}
    files = {MANIFEST: manifest(bank, path), **quiz, NATIVE: enclosed(bank, quiz)}
    return {f"{bank.slug}.zip": archives.packed(files)}


def assessment(bank: ExportedBank) -> Element:
    groups = [group(one) for one in bank.items]
    made = el(
        "assessment", el("qtimetadata", field("cc_maxattempts", "1")),
        el("section", *groups, ident="root_section"), ident=identifier(bank.slug), title=bank.title,
    )  # fmt: skip
    return el("questestinterop", made, xmlns=NAMESPACE)


def group(one: Exported) -> Element:
    points = el("selection_extension", el("points_per_item", "1"))
    selection = el("selection", el("selection_number", "1"), points)
    questions = [question(one, posed) for posed in one.variants]
    return el("section", el("selection_ordering", selection), *questions, ident=identifier(one.slug), title=one.title)


def manifest(bank: ExportedBank, path: str) -> bytes:
    metadata = el("metadata", el("schema", "IMS Content"), el("schemaversion", "1.1.3"))
    resource = el("resource", el("file", href=path), identifier=identifier(bank.slug), type=RESOURCE, href=path)
    return serialised(
        el(
            "manifest", metadata, el("organizations"), el("resources", resource),
            identifier=identifier(f"{bank.slug}-package"), xmlns=CP,
        )
    )  # fmt: skip
