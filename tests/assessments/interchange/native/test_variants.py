from __future__ import annotations

import re
from functools import cache

import pytest

from assessments.interchange import codecs
from assessments.interchange.codecs import CODECS
from assessments.interchange.incoming import Incoming, Taken
from assessments.interchange.outgoing import Exported, ExportedBank, drawn

codecs.load()

FIRST, SECOND = "feed-forward-shape", "recurrent-shape"
each_format = pytest.mark.parametrize("slug", ["moodle", "gift"])


@cache
def item(kind: str = FIRST) -> Exported:
    return drawn(
        Exported("small", kind, kind.title(), {"kind": kind, "stem": f"The {kind} of {{hidden_size}} units?"}), 3
    )


def written(slug: str, *items: Exported) -> str:
    (data,) = CODECS[slug].write(ExportedBank("small", "Small", "", items or (item(),))).values()
    return data.decode()


def asked_otherwise(text: str, *numbers: int) -> str:
    """Some of the first item's variants, as if somebody had edited their words."""
    for number in numbers:
        words = f"The {FIRST} of {item().variants[number].params['hidden_size']} units"
        assert text.count(words) == 1
        text = text.replace(words, f"{words}, say")
    return text


def read(slug: str, text: str) -> Incoming:
    assert CODECS[slug].read
    return CODECS[slug].read(text.encode())


def losses(incoming: Incoming) -> list[tuple[str, ...]]:
    return [one.losses for one in incoming.items if isinstance(one, Taken)]


@each_format
def test_what_was_changed_in_a_variant_is_named_and_our_own_is_kept(slug: str) -> None:
    (one,) = read(slug, asked_otherwise(written(slug), 1)).items

    lost = f"what was changed in {item().variants[1].identifier}: this question is as it was when it was exported"
    assert one == Taken(FIRST, FIRST.title(), item().facts, (lost,), item().about)


@each_format
def test_of_several_items_those_say_so_whose_variants_were_changed(slug: str) -> None:
    text = asked_otherwise(written(slug, item(), item(SECOND)), 0, 2)

    (lost,), kept = losses(read(slug, text))

    assert [one.identifier in lost for one in item().variants] == [True, False, True]
    assert kept == ()


@each_format
def test_a_variant_that_we_did_not_write_is_named_too(slug: str) -> None:
    copied = item().variants[0].identifier[:-1] + "x"
    text = written(slug).replace(item().variants[0].identifier, copied)
    # Its mark stands in our JSON, which no copying reaches.
    text = text.replace(copied, item().variants[0].identifier, 1)

    (lost,) = losses(read(slug, text))

    assert copied in lost[0]


@each_format
def test_a_few_of_many_are_named(slug: str) -> None:
    many = drawn(item(), 12)
    text = written(slug, many).replace("units?", "units, say?")

    (lost,) = losses(read(slug, text))

    assert [one.identifier in lost[0] for one in many.variants] == [True] * 10 + [False] * 2
    assert "and 2 more" in lost[0]


@each_format
def test_a_file_of_before_there_were_marks_is_read_as_it_was(slug: str) -> None:
    text = asked_otherwise(written(slug), 0)

    (lost,) = losses(read(slug, re.sub(r', "variants": \{[^}]*\}', "", text)))

    assert lost == ()


@each_format
def test_variants_are_known_by_names_too_long_for_the_file(slug: str) -> None:
    long = drawn(Exported("b" * 50, "i" * 50, "Long", item().facts), 3)

    (one,) = read(slug, written(slug, long)).items

    assert one == Taken(long.slug, "Long", item().facts, about=item().about)
