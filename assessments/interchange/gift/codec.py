"""GIFT among the formats."""

from __future__ import annotations

from assessments.interchange.codecs import Codec
from assessments.interchange.gift.reading import knows, read
from assessments.interchange.gift.writing import lacks, write
from assessments.interchange.moodle.codec import MOODLE

EXACT = "compared sign by sign, without a tolerance, in the most usual spellings"
SEVERAL = "left out: there is no question of several gaps"

GIFT = Codec(
    slug="gift",
    title="GIFT",
    ending=".gift",
    knows=knows,
    read=read,
    write=write,
    purpose="Plain text for Moodle and the many tools that read its short form.",
    differs={
        **{name: MOODLE.differs[name] for name in ("real", "multi-choice", "match", "shape", "rows")},
        "interval": EXACT,
        "vector": EXACT,
        "matrix": SEVERAL,
        "parts": SEVERAL,
    },
    lacks=lacks,
)
