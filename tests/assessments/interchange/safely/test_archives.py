from __future__ import annotations

import pytest

from assessments.interchange.safely import archives
from assessments.interchange.safely.unsafe import Unsafe
from tests.assessments.interchange import hostile

WITHIN = (
    "only an end",
    "an entity in its manifest",
    "depth in its manifest",
    "bombs within bombs",
    "millions of elements in its items",
)


def test_what_is_packed_is_unpacked_and_packs_to_the_same_bytes() -> None:
    files = {"imsmanifest.xml": b"<manifest/>", "items/ä.xml": b"<item/>" * 50, "empty": b""}

    assert archives.members(archives.packed(files)) == files
    assert archives.packed(archives.members(archives.packed(files))) == archives.packed(files)


@pytest.mark.parametrize("name", sorted(set(hostile.ARCHIVES) - set(WITHIN)))
def test_a_hostile_archive_is_refused(name: str) -> None:
    with pytest.raises(Unsafe):
        archives.members(hostile.ARCHIVES[name])


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a way out", "'../../etc/cron.d/evil': the name leads out of the archive"),
        ("a link", "'imsmanifest.xml': is a link or a device, not a file"),
        ("a bomb", "'a.xml': unpacks to more than 100 times its size"),
        ("too many files", "the archive lists more than 200 files"),
        ("too many files, and fewer said", "the archive lists more than 200 files"),
        ("two of one name", "two members have the same name"),
        ("overlapping members", "members overlap"),
        ("an encrypted member", "'a.xml': is encrypted"),
        ("no end", "the archive has no end: it is damaged or no zip file"),
    ],
)
def test_the_reason_says_what_it_tried(name: str, reason: str) -> None:
    with pytest.raises(Unsafe) as refused:
        archives.members(hostile.ARCHIVES[name])

    assert str(refused.value) == reason


def test_all_members_together_have_a_limit() -> None:
    archive = archives.packed(dict.fromkeys("abc", b"x" * 9_000))

    with pytest.raises(Unsafe, match="unpacked, the archive has more than 20,000 bytes"):
        archives.members(archive, archives.Caps(bytes=20_000))
    assert len(archives.members(archive, archives.Caps(bytes=27_000))) == 3


def test_steps_that_lead_nowhere_are_not_in_a_name() -> None:
    """Some tools write them."""
    archive = archives.packed({"./a.xml": b"a", "b//./c.xml": b"c"})

    assert archives.members(archive) == {"a.xml": b"a", "b/c.xml": b"c"}


def test_two_ways_to_one_name_are_two_members_of_it() -> None:
    with pytest.raises(Unsafe, match="two members have the same name"):
        archives.members(archives.packed({"./a.xml": b"a", "a.xml": b"b"}))
