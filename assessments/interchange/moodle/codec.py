"""Moodle XML among the formats."""

from __future__ import annotations

from assessments.interchange.codecs import Codec
from assessments.interchange.moodle.reading import knows, read
from assessments.interchange.moodle.writing import write

SHARES = "earns its share of the mark, also where only all of them together would here"
SPELLED = "only the most usual spellings are read"
UNNAMED = "mistakes are not named"

MOODLE = Codec(
    slug="moodle",
    title="Moodle XML",
    ending=".xml",
    knows=knows,
    read=read,
    write=write,
    purpose="A category for each question, from which a quiz takes one at random; numbers are drawn from our variants.",
    differs={
        "real": "fractions such as 1/3 are not read",
        "multi-choice": f"each right option {SHARES}",
        "match": f"each right line {SHARES}",
        "shape": SPELLED,
        "rows": SPELLED,
        "interval": f"each end and each bracket earns its share; {UNNAMED}",
        "matrix": f"each entry earns its share; {UNNAMED}",
        "vector": f"how many entries there are is told, and each earns its share; {UNNAMED}",
        "parts": f"what follows from an earlier wrong part earns nothing; {UNNAMED}",
    },
)
