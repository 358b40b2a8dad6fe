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


SPELLINGS = "only the most usual spellings are read"
DIFFERS = {
    "integer": "digits only: 12,345 is not read",
    "interval": "an answer with an infinite end is wrong without a name where the end is finite",
    "matrix": "the whole matrix cannot be typed into one field",
    "parts": "what follows from an earlier wrong part earns nothing",
    "real": "a decimal point, and neither fractions nor a decimal comma",
    "rows": SPELLINGS,
    "shape": SPELLINGS,
    "vector": "how many entries there are is told",
}
PURPOSE = "For what plays the 1EdTech standard: TAO, OpenOLAT, ONYX and others. Mistakes are named there too."

for slug, version in VERSIONS.items():
    write = partial(writing.write, version=version)
    Codec(
        slug,
        f"QTI {version.number}",
        ".zip",
        knows,
        reading.read,
        write,
        purpose=PURPOSE,
        differs=DIFFERS,
        templates=True,
        lacks=lacks,
    )
