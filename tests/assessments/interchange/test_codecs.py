from __future__ import annotations

import pytest

from assessments.interchange import codecs
from assessments.interchange.codecs import Codec, codec_for
from assessments.interchange.incoming import BadFile, Incoming


def nothing(_data: bytes) -> Incoming:
    return Incoming(())


@pytest.fixture(autouse=True)
def _only_these(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codecs, "CODECS", {})
    Codec("stars", "Stars", ".txt", lambda head: head.startswith(b"*"), nothing)
    Codec("dots", "Dots", ".csv", lambda head: head.startswith((b".", b"*")), nothing)
    Codec("lines", "Lines", ".txt", lambda head: True)  # noqa: ARG005 -- one that only writes


@pytest.mark.parametrize(
    ("name", "data", "slug"),
    [("a.txt", b"*", "stars"), ("a.csv", b"*", "dots"), ("A.TXT", b"*", "stars"), ("a.txt", b".", "dots")],
)
def test_a_file_is_known_by_how_it_begins_and_of_two_by_its_ending(name: str, data: bytes, slug: str) -> None:
    assert codec_for(name, data).slug == slug


def test_a_file_that_none_knows_is_refused_with_what_there_is() -> None:
    with pytest.raises(BadFile, match=r"a\.png is none of: Stars, Dots"):
        codec_for("a.png", b"\x89PNG")


def test_no_two_codecs_go_by_one_slug() -> None:
    with pytest.raises(ValueError, match="two codecs claim the slug 'stars'"):
        Codec("stars", "Others", ".sky", lambda head: True)  # noqa: ARG005 -- never asked
