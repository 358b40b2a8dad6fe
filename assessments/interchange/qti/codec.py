"""QTI 2.1, 2.2 and 3.0 among the formats."""

from __future__ import annotations

from functools import partial

from assessments.interchange.codecs import Codec
from assessments.interchange.qti.reading import package as reading
from assessments.interchange.qti.versions import VERSIONS
from assessments.interchange.qti.writing import package as writing
from assessments.interchange.qti.writing.package import MANIFEST
from assessments.interchange.qti.writing.selections import lacks
from assessments.interchange.safely.archives import is_archive

ROOTS = (b"assessmentItem", b"qti-assessment-item", b"assessmentTest", b"qti-assessment-test")


def knows(data: bytes) -> bool:
    """One version reads them all."""
    if is_archive(data):
        return MANIFEST.encode() in data
    head = data[:4096]
    return head.lstrip()[:1] == b"<" and any(b"<" + root in head or b":" + root in head for root in ROOTS)


for slug, version in VERSIONS.items():
    write = partial(writing.write, version=version)
    Codec(slug, f"QTI {version.number}", ".zip", knows, reading.read, write, templates=True, lacks=lacks)
