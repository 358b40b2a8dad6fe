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


CANVAS = Codec("canvas", "QTI 1.2 of Canvas", ".zip", knows, read, write, lacks=lacks)
