"""Zip files, whose members are bytes by name. Nothing is written anywhere, and no name is ever used as a path.
https://www.bamsoftware.com/hacks/zipbomb/
"""

from __future__ import annotations

import posixpath
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

from assessments.interchange.safely.unsafe import Unsafe


@dataclass(frozen=True)
class Caps:
    files: int = 200
    bytes: int = 50_000_000  # of all members together, and of the archive itself
    ratio: int = 100
    name: int = 255


CAPS = Caps()
SIGNATURE = b"PK\x03\x04"
END, END_SIZE, LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
ZIP64 = b"PK\x06\x07"
LOCAL_SIZE = 30
ENTRY_SIZE = 46
ENCRYPTED = 0x1
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
SMALL = 10_000  # bytes that no ratio makes a bomb of
ESCAPING = re.compile(r"^[/\\]|^[A-Za-z]:|\\|(^|/)\.\.(/|$)|[\x00-\x1f]")
FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    ValueError,
    OSError,
)


def is_archive(data: bytes) -> bool:
    return data.startswith(SIGNATURE)


def members(data: bytes, caps: Caps = CAPS) -> dict[str, bytes]:
    """Raises Unsafe before more than a member is unpacked."""
    if len(data) > caps.bytes:
        raise Unsafe(f"the archive has {len(data):,} bytes, where {caps.bytes:,} at most are read")
    # First: opening the archive reads the whole list.
    must_list_few(data, caps)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return dict(checked(archive, data, caps))
    except Unsafe:
        raise
    except FAULTS as wrong:
        raise Unsafe(f"the archive is damaged: {wrong}") from wrong


def must_list_few(data: bytes, caps: Caps) -> None:
    """Before the list of members is read, which may be a bomb by itself."""
    tail = data[-(END_SIZE + LONGEST_COMMENT) :]
    place = tail.rfind(END)
    if place < 0 or len(tail) - place < END_SIZE:
        raise Unsafe("the archive has no end: it is damaged or no zip file")
    if ZIP64 in tail[max(0, place - END_SIZE) : place]:
        raise Unsafe("a ZIP64 archive is for sizes that are not read here")
    listed, size = struct.unpack_from("<HL", tail, place + 10)
    if listed > caps.files or size > caps.files * (ENTRY_SIZE + 4 * caps.name):
        raise Unsafe(f"the archive lists more than {caps.files} files")


def checked(archive: zipfile.ZipFile, data: bytes, caps: Caps) -> Iterator[tuple[str, bytes]]:
    listed = archive.infolist()
    for fault in faults(listed, data, caps):
        raise Unsafe(fault)
    yield from ((plain(one.filename), unpacked(archive, one)) for one in listed if not one.is_dir())


def plain(name: str) -> str:
    """Without the steps that lead nowhere, which some tools write: `./bank.json`."""
    return posixpath.normpath(name)


def faults(listed: Sequence[zipfile.ZipInfo], data: bytes, caps: Caps) -> Iterator[str]:
    if len(listed) > caps.files:
        yield f"the archive lists more than {caps.files} files"
    for one in listed:
        yield from (f"{one.filename[:80]!r}: {why}" for why in member_faults(one, caps))
    # Two readers could each take another one of them.
    if len({plain(one.filename).casefold() for one in listed}) < len(listed):
        yield "two members have the same name"
    if sum(one.file_size for one in listed) > caps.bytes:
        yield f"unpacked, the archive has more than {caps.bytes:,} bytes"
    # How the worst bombs are made: many members that all unpack the same bytes.
    if overlapping(listed, data):
        yield "members overlap"


def member_faults(one: zipfile.ZipInfo, caps: Caps) -> Iterator[str]:
    # Both: the library cuts a name at the first NUL.
    if ESCAPING.search(one.orig_filename) or ESCAPING.search(one.filename):
        yield "the name leads out of the archive"
    if len(one.filename) > caps.name:
        yield f"the name is longer than {caps.name} characters"
    if stat.S_IFMT(one.external_attr >> 16) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        yield "is a link or a device, not a file"
    if one.flag_bits & ENCRYPTED:
        yield "is encrypted"
    if one.compress_type not in METHODS:
        yield "is compressed in a way that is not read here"
    if one.file_size > max(SMALL, caps.ratio * one.compress_size):
        yield f"unpacks to more than {caps.ratio} times its size"


def overlapping(listed: Sequence[zipfile.ZipInfo], data: bytes) -> bool:
    """By each member's own header, which is what unpacking goes by."""
    stretches = sorted(stretch(one, data) for one in listed)
    return any(end > start for (_, end), (start, _) in pairwise(stretches))


def stretch(one: zipfile.ZipInfo, data: bytes) -> tuple[int, int]:
    name, extra = struct.unpack_from("<HH", data, one.header_offset + LOCAL_SIZE - 4)
    return one.header_offset, one.header_offset + LOCAL_SIZE + name + extra + one.compress_size


def unpacked(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    """No more than it says it has; a member that says too little fails its checksum."""
    with archive.open(one) as member:
        data = member.read(one.file_size)
    if len(data) != one.file_size:
        raise Unsafe(f"{one.filename[:80]!r}: lies about its size")
    return data


def packed(files: Mapping[str, bytes]) -> bytes:
    """Stable: the same files give the same bytes."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            # Without a date, so that the same files give the same bytes.
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()
