from __future__ import annotations

from uuid import UUID

import pytest

from assessments.engine.feedback import PARTS
from assessments.models import ItemSession
from assessments.web.taking.palette import palette_of
from tests.factories import NOW

DURING_AN_EXAM = {"answer"}


def sessions(*each: dict[str, object]) -> list[ItemSession]:
    """Never saved: the palette reads columns alone."""
    return [ItemSession(attempt_id=UUID(int=0), number=number, **fields) for number, fields in enumerate(each, start=1)]


def signs(*each: dict[str, object], seen: object = frozenset(PARTS)) -> list[str]:
    return [sign["text"] for sign in palette_of(sessions(*each), 1, seen)["legend"]]


RIGHT = {"tries_used": 1, "score": 1, "finished_at": NOW}
WRONG = {"tries_used": 1, "finished_at": NOW}
OPENED = {"window": "a-window"}


@pytest.mark.parametrize(
    ("each", "legend"),
    [
        ([{}], ["Not answered"]),
        ([{}, {}], ["Not answered"]),
        ([RIGHT, {}], ["Not answered", "Right"]),
        ([WRONG, RIGHT, {"draft": "("}], ["Typed, not checked", "Right", "Not right"]),
        ([{"flagged": True}], ["Not answered", "Flagged"]),
        ([RIGHT | {"flagged": True}], ["Right", "Flagged"]),
        ([OPENED, OPENED, {}], ["Not seen", "Not answered"]),
        ([OPENED, OPENED, {"turn": 2}], ["Not answered", "In progress"]),
    ],
)
def test_the_legend_has_the_signs_that_are_there_and_no_others(
    each: list[dict[str, object]], legend: list[str]
) -> None:
    assert signs(*each) == [*legend, "This question"]


def test_during_an_exam_the_signs_tell_no_right_from_wrong() -> None:
    assert signs(RIGHT, WRONG, {"draft": "("}, {}, seen=DURING_AN_EXAM) == [
        "Not answered",
        "Typed",
        "Answered",
        "This question",
    ]


def test_each_bead_says_in_words_what_its_signs_say() -> None:
    beads = palette_of(sessions({}, RIGHT | {"flagged": True}), 2, frozenset(PARTS))["palette"]

    assert [(bead["number"], bead["state_text"], bead["is_flagged"], bead["is_current"]) for bead in beads] == [
        (1, "Not answered", False, False),
        (2, "Right", True, True),
    ]


def test_where_no_window_ever_told_that_it_opened_one_none_is_called_unseen() -> None:
    beads = palette_of(sessions({}, {}), 1, frozenset(PARTS))["palette"]

    assert [bead["state"] for bead in beads] == ["unanswered", "unanswered"]


def test_of_the_unanswered_the_palette_tells_those_that_were_opened() -> None:
    beads = palette_of(sessions(OPENED, OPENED, {}, {}), 3, frozenset(PARTS))["palette"]

    assert [bead["state"] for bead in beads] == ["unanswered", "unanswered", "unanswered", "unseen"]
