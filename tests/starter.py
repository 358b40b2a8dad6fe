"""A starter content of a page: one bank of two small items and one quiz on them, in place of the real one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assessments.engine.definition import Definition
from assessments.engine.proving.verify import Report, verify
from assessments.services import demo
from tests.factories import THREE_SHAPES

QUIZ = demo.Quiz("shapes", "Shapes", "Mind the *rows*.", (("small", "first"), ("small", 1)))


def definition(**changes: Any) -> dict[str, Any]:
    return {"kind": "feed-forward-shape", **THREE_SHAPES, **changes}


def an_entry(slug: str, **changes: Any) -> dict[str, Any]:
    return {"slug": slug, "title": f"The {slug}", "definition": definition(**changes)}


class Starter:
    """Its files can be written anew, as a later version of this software would bring them."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.write([an_entry("first"), an_entry("second")])

    def write(self, items: list[dict[str, Any]], title: str = "Small") -> None:
        facts = {"slug": "small", "title": title, "description": "", "items": items}
        (self.directory / "small.json").write_text(json.dumps(facts), "utf-8")


def here(definitions: Iterable[Definition], tried: Callable[[int], object] = lambda _: None) -> Iterator[Report]:
    """As `verify_all`, without processes to start."""
    for definition in definitions:
        report = verify(definition)
        tried(report.tried)
        yield report


def put_in_place(directory: Path, patch: pytest.MonkeyPatch) -> Starter:
    patch.setattr(demo, "BANKS", directory)
    patch.setattr(demo, "QUIZZES", (QUIZ,))
    patch.setattr(demo, "verify_all", here)
    return Starter(directory)
