"""Canvas' dialect of QTI 1.2 among the formats."""

from __future__ import annotations

from assessments.interchange.canvas.questions import lacks
from assessments.interchange.canvas.writing import write
from assessments.interchange.codecs import Codec
from assessments.interchange.qti.reading.package import read
from assessments.interchange.qti.writing.package import MANIFEST
from assessments.interchange.safely.archives import is_archive


def knows(data: bytes) -> bool:
    return MANIFEST.encode() in data if is_archive(data) else b"<questestinterop" in data[:4096]


EXACT = "compared sign by sign; left out where its numbers go on behind the digits shown"
SPELLINGS = "only the most usual spellings are read"
SEVERAL = "left out: numbers have no tolerance in a question of several inputs"

CANVAS = Codec(
    slug="canvas",
    title="QTI 1.2 of Canvas",
    ending=".zip",
    knows=knows,
    read=read,
    write=write,
    purpose="A quiz for Canvas' importer, with a group of variants for each question.",
    differs={
        "interval": EXACT,
        "match": "each right line earns its share of the mark, also where only all of them together would here",
        "matrix": SEVERAL,
        "multi-choice": "scored by the rule that Canvas has for it",
        "parts": SEVERAL,
        "real": "fractions such as 1/3 are not read",
        "rows": SPELLINGS,
        "shape": SPELLINGS,
        "vector": EXACT,
    },
    lacks=lacks,
)
