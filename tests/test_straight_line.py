"""One answer's way through the house reads from top to bottom and never turns back up."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse

from tests.factories import a_session, right, transposed

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parent.parent
# Deepest first; a room may enter those before it.
ROOMS = ("lstm_reference", "engine", "models", "queries", "services", "web")
LEVEL = {room: level for level, room in enumerate(ROOMS)}


def room_of(filename: str) -> str | None:
    path = Path(filename)
    if not path.is_relative_to(ROOT):
        return None
    first, *rest = path.relative_to(ROOT).parts
    room = rest[0] if first == "assessments" and rest else first
    return room if room in LEVEL else None


def ways(act: Callable[[], Any]) -> Counter[tuple[str, str, str]]:
    """(room that was left, room that was entered, function there) → how often, by whatever way round."""
    rooms: list[str | None] = [None]
    entered: Counter[tuple[str, str, str]] = Counter()

    def watch(frame: FrameType, event: str, _: Any) -> None:
        if event == "call":
            here, there = rooms[-1], room_of(frame.f_code.co_filename)
            if here and there and here != there:
                entered[here, there, frame.f_code.co_qualname] += 1
            rooms.append(there or here)
        elif event == "return" and len(rooms) > 1:
            rooms.pop()

    sys.setprofile(watch)
    try:
        act()
    finally:
        sys.setprofile(None)
    return entered


def between(entered: Counter[tuple[str, str, str]], here: str, there: str) -> dict[str, int]:
    return {name: times for (left, room, name), times in entered.items() if (left, room) == (here, there)}


def upward(entered: Counter[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    return [way for way in entered if LEVEL[way[1]] > LEVEL[way[0]]]


@pytest.fixture(params=[right, transposed])
def way(request: pytest.FixtureRequest, as_alice: Client, alice: AbstractBaseUser) -> Counter[tuple[str, str, str]]:
    session = a_session(alice)
    url = reverse("answer", args=[session.attempt_id, 1])
    form = {"raw": request.param(session), "intent": str(uuid4()), "turn": "1"}
    as_alice.get(reverse("item", args=[session.attempt_id, 1]))
    return ways(lambda: as_alice.post(url, form))


def test_an_answer_never_turns_back_up(way: Counter[tuple[str, str, str]]) -> None:
    assert upward(way) == []


def test_an_answer_enters_the_services_once(way: Counter[tuple[str, str, str]]) -> None:
    assert between(way, "web", "services") == {"answer": 1}


def test_an_answer_is_fetched_by_one_query(way: Counter[tuple[str, str, str]]) -> None:
    assert between(way, "web", "queries") == {"open_session_for": 1}


def test_an_answer_is_judged_once(way: Counter[tuple[str, str, str]]) -> None:
    # What may be seen decides whether a right answer ends the question.
    assert between(way, "services", "engine") == {"grade": 1, "visible": 1, "total": 1}


def test_a_fragment_adds_no_way_back_up(as_alice: Client, alice: AbstractBaseUser) -> None:
    session = a_session(alice)
    url = reverse("answer", args=[session.attempt_id, 1])
    form = {"raw": right(session), "intent": str(uuid4()), "turn": "1"}

    entered = ways(lambda: as_alice.post(url, form, headers={"HX-Request": "true"}))

    assert upward(entered) == []
    assert between(entered, "web", "services")["answer"] == 1


def test_the_watch_sees_a_way_back_up() -> None:
    entered = ways(turn_back)

    assert upward(entered) == [("engine", "web", "face")]


def turn_back() -> None:
    """As if the engine called a page."""
    rooms: dict[str, Any] = {}
    exec(compile("def face(): pass", str(ROOT / "assessments/web/page.py"), "exec"), rooms)  # noqa: S102 -- our own text
    exec(compile("def engine(): face()", str(ROOT / "assessments/engine/part.py"), "exec"), rooms)  # noqa: S102 -- the same
    rooms["engine"]()
