"""Moodle XML among the formats."""

from __future__ import annotations

from assessments.interchange.codecs import Codec
from assessments.interchange.moodle.reading import knows, read
from assessments.interchange.moodle.writing import write

MOODLE = Codec(slug="moodle", title="Moodle XML", ending=".xml", knows=knows, read=read, write=write)
