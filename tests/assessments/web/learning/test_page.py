from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from assessments.engine.learning.mastery import Standing
from assessments.models import Bank, Item, Revision
from assessments.services.learning import Queue, Skill
from assessments.web.learning.page import ago, counts, day, evidence, learning_page, review_page, skill_row
from tests.factories import NOW

DAY = timedelta(days=1)
BANK, OTHER_BANK = Bank(pk=1, slug="gates", title="LSTM gates"), Bank(pk=2, slug="steps", title="LSTM steps")
SOLID = Standing(share=1.0, right=4, answered=5, last=NOW - 3 * DAY)
BEGUN = Standing(share=0.426, right=1, answered=1, last=NOW)


def skill(slug: str, standing: Standing, bank: Bank = BANK) -> Skill:
    revision = Revision(verification={"posable": 9})
    return Skill(bank, slug, standing, (Item(kind="bias-shape", title="First", bank=bank, current=revision),))


@pytest.mark.parametrize(
    ("days", "expected"), [(-1, "today"), (0, "today"), (1, "yesterday"), (2, "2 days ago"), (40, "40 days ago")]
)
def test_how_long_ago(days: int, expected: str) -> None:
    assert ago(NOW - days * DAY, NOW) == expected


def test_yesterday_ends_at_midnight() -> None:
    assert ago(NOW.replace(hour=23) - DAY, NOW.replace(hour=1)) == "yesterday"


@pytest.mark.parametrize(
    ("standing", "expected"),
    [(Standing(), "No answers yet"), (SOLID, "4 of 5 right, last 3 days ago"), (BEGUN, "1 of 1 right, last today")],
)
def test_evidence_in_words(standing: Standing, expected: str) -> None:
    assert evidence(standing, NOW) == expected


@pytest.mark.parametrize(
    ("standing", "state", "text", "percent"),
    [(Standing(), "unseen", "New", 0), (BEGUN, "open", "Learning", 43), (SOLID, "right", "Solid", 100)],
)
def test_a_skill_has_a_bar_and_a_word(standing: Standing, state: str, text: str, percent: int) -> None:
    row = skill_row(skill("gate-values", standing), NOW)

    assert (row["state"], row["level_text"], row["percent"]) == (state, text, percent)
    assert (row["title"], row["practise_url"]) == ("Gate values", "/learning/gates/gate-values/")


def test_a_skill_of_two_banks_counts_once() -> None:
    offered = [skill("a", SOLID), skill("a", SOLID, OTHER_BANK), skill("b", BEGUN), skill("c", Standing())]

    assert counts(offered) == {"all": 3, "solid": 1, "begun": 1}


def test_questions_without_a_skill_count_for_each_bank() -> None:
    offered = [skill("other-questions", Standing()), skill("other-questions", Standing(), OTHER_BANK)]

    assert counts(offered) == {"all": 2, "solid": 0, "begun": 0}


def test_skills_stand_under_their_banks_and_the_weakest_is_next() -> None:
    page = learning_page([skill("a", SOLID), skill("b", BEGUN), skill("c", Standing(), OTHER_BANK)], 2, NOW)

    shown = [(topic["title"], [row["title"] for row in topic["skills"]]) for topic in page["topics"]]
    assert shown == [("LSTM gates", ["A", "B"]), ("LSTM steps", ["C"])]
    assert (page["next"]["skill"], page["next"]["is_begun"], page["due"]) == ("B", True, 2)


def test_where_all_is_solid_nothing_is_next() -> None:
    assert learning_page([skill("a", SOLID)], 0, NOW)["next"] is None


@pytest.mark.parametrize(
    ("moment", "expected"),
    [(NOW + DAY, "tomorrow"), (NOW.replace(hour=1) + DAY, "tomorrow"), (NOW + 3 * DAY, "Thursday, 5 March")],
)
def test_days_to_come(moment: datetime, expected: str) -> None:
    assert day(moment, NOW) == expected


def test_a_review_takes_ten_at_once() -> None:
    items = tuple(Item(title=str(number), bank=BANK) for number in range(12))

    page = review_page(Queue(items, 3, NOW + DAY), False, NOW)

    assert (len(page["due"]), page["now"], page["later"], page["next_day"]) == (12, 10, 3, "tomorrow")
    assert page["due"][0] == {"title": "0", "topic": "LSTM gates"}
