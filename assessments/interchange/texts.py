"""Files of plain text."""

from __future__ import annotations

from assessments.interchange.incoming import BadFile
from assessments.interchange.safely.archives import is_archive

HEAD = 4096
MOST_LINES = 200_000


def is_text(data: bytes) -> bool:
    """As far as its first bytes tell; what is wrong further on, `decoded` says."""
    return not is_archive(data) and b"\0" not in data[:HEAD]


def decoded(data: bytes) -> str:
    """With line ends as they are here. Raises BadFile."""
    try:
        # Spreadsheets and editors put a mark in front, which would be part of the first name.
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise BadFile(f"the file is no text in UTF-8: byte {wrong.start:,} cannot be read") from wrong
    if "\0" in text:
        raise BadFile("the file holds characters that no text has")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MOST_LINES:
        raise BadFile(f"the file has more than {MOST_LINES:,} lines")
    return text
