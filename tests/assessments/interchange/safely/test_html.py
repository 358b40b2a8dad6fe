from __future__ import annotations

import re
import time

import pytest

from assessments.interchange.safely.html import cleaned
from assessments.interchange.safely.unsafe import Unsafe
from tests.assessments.interchange import hostile

WORDS = {"script", "style", "iframe", "object", "svg", "img", "form", "a", "foreignObject"}


@pytest.mark.parametrize("html", hostile.SCRIPTS)
def test_nothing_that_could_run_is_left(html: str) -> None:
    tree = cleaned(html).tree

    assert {element.tag for element in tree.iter()} & WORDS == set()
    assert [
        name for element in tree.iter() for name in element.attrib if re.match("on|href|src|style|action|xlink", name)
    ] == []


def test_what_was_left_out_is_named_once() -> None:
    assert cleaned("<p>a<IMG src=x><img src=y></p><svg></svg><video></video>").losses == (
        "an image was left out",
        "a drawing was left out",
        "a film was left out",
    )


@pytest.mark.parametrize("html", ["<div>" * 20_000, "<b><p>" * 15_000, "<ul><li>" * 12_000, "<table><tr><td>" * 6_000])
def test_depth_is_refused_before_it_costs_anything(html: str) -> None:
    begun = time.process_time()

    with pytest.raises(Unsafe, match="a text is nested deeper than 64"):
        cleaned(html)

    assert time.process_time() - begun < 1


def test_a_text_has_a_length() -> None:
    with pytest.raises(Unsafe, match="a text has 100,001 characters, where 100,000 at most are read"):
        cleaned("x" * 100_001)


def test_ends_that_people_leave_out_are_no_depth() -> None:
    assert len(cleaned("<p>one<br>" * 500).tree) == 500
