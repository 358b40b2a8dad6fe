"""GIFT among the formats."""

from __future__ import annotations

from assessments.interchange.codecs import Codec
from assessments.interchange.gift.reading import knows, read
from assessments.interchange.gift.writing import write

GIFT = Codec(slug="gift", title="GIFT", ending=".gift", knows=knows, read=read, write=write)
