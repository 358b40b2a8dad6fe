from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.db.models import Model

from assessments.engine.feedback import PARTS
from assessments.interchange import bundle
from assessments.models import Assessment, Bank, Course, Item, Membership, Revision, Slot
from assessments.services import banks, demo
from assessments.services.authoring.shelf import archive
from assessments.services.errors import Unpublishable
from assessments.services.taking.starting import practise, start
from tests.factories import NOW, a_learner
from tests.starter import QUIZ, Starter, an_entry, definition, put_in_place

pytestmark = pytest.mark.django_db

EVERYTHING: tuple[type[Model], ...] = (Bank, Item, Revision, Course, Membership, Assessment, Slot)
LATER = NOW.replace(year=2021)
REAL_QUIZZES = demo.QUIZZES


@pytest.fixture
def starter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Starter:
    return put_in_place(tmp_path, monkeypatch)


def everything() -> list[list[dict[str, object]]]:
    return [list(model.objects.order_by("pk").values()) for model in EVERYTHING] + [
        list(get_user_model().objects.order_by("pk").values())
    ]


def an_item(slug: str = "first") -> Item:
    return Item.objects.select_related("current").get(slug=slug)


@pytest.mark.usefixtures("starter")
def test_a_fresh_installation_has_banks_a_course_and_quizzes_to_take() -> None:
    published = demo.load(NOW)

    assert [(item.slug, str(report)) for item, report in published] == [
        ("first", "verified 3 of 3 variants"),
        ("second", "verified 3 of 3 variants"),
    ]
    course, quiz = Course.objects.get(), Assessment.objects.get()
    assert (course.slug, course.open_to_all) == ("lstm-architecture", True)
    assert (quiz.course, quiz.slug, quiz.published, quiz.instructions) == (course, "shapes", True, "Mind the *rows*.")
    assert list(quiz.slots.values_list("item__slug", "bank__slug", "draws")) == [("first", None, 1), (None, "small", 1)]


@pytest.mark.usefixtures("starter")
def test_what_was_loaded_can_be_taken_and_practised() -> None:
    demo.load(NOW)
    learner = a_learner()

    attempts = start(learner, Assessment.objects.get(), NOW), practise(learner, Bank.objects.get(), NOW)

    assert [attempt.sessions.count() for attempt in attempts] == [2, 2]


@pytest.mark.usefixtures("starter")
def test_a_second_load_changes_nothing() -> None:
    demo.load(NOW)
    demo.people()
    before = everything()

    again = demo.load(LATER)
    demo.people()

    assert again == []
    assert everything() == before


def test_a_later_version_brings_what_is_new_and_what_has_changed(starter: Starter) -> None:
    demo.load(NOW)
    starter.write([an_entry("first", stem="How large is ${matrix}$?"), an_entry("second"), an_entry("third")])

    published = demo.load(LATER)

    assert [item.slug for item, _ in published] == ["first", "third"]
    assert [an_item(slug).current.number for slug in ("first", "second", "third")] == [2, 1, 1]
    assert an_item().current.content["stem"] == "How large is ${matrix}$?"


# What an instructor does stays


def edit(item: Item) -> None:
    item.draft = definition(stem="What shape has ${matrix}$, then?")
    item.save()


def test_an_instructors_own_text_is_not_replaced(starter: Starter) -> None:
    demo.load(NOW)
    item = an_item()
    edit(item)
    theirs = banks.publish(item, a_learner("ingrid"), NOW)
    starter.write([an_entry("first", stem="How large is ${matrix}$?"), an_entry("second")])

    published = demo.load(LATER)

    assert published == []
    assert an_item().current == theirs
    assert an_item().draft == item.draft


@pytest.mark.usefixtures("starter")
def test_an_instructors_text_may_even_be_what_was_loaded_first() -> None:
    demo.load(NOW)
    item, ingrid = an_item(), a_learner("ingrid")
    edit(item)
    banks.publish(item, ingrid, NOW)
    item.draft = definition()
    banks.publish(item, ingrid, NOW)

    assert demo.load(LATER) == []
    assert an_item().current.number == 3


def test_a_draft_that_is_being_written_is_neither_replaced_nor_published(starter: Starter) -> None:
    demo.load(NOW)
    item = an_item()
    edit(item)
    starter.write([an_entry("first", stem="How large is ${matrix}$?"), an_entry("second")])

    assert demo.load(LATER) == []
    assert (an_item().draft, an_item().current.number) == (item.draft, 1)


@pytest.mark.parametrize("draft", [{}, {"kind": "feed-forward-shape", "ask": "essay"}, []])
@pytest.mark.usefixtures("starter")
def test_a_draft_full_of_faults_stops_nobody(draft: object) -> None:
    demo.load(NOW)
    Item.objects.filter(slug="first").update(draft=draft)

    assert demo.load(LATER) == []
    assert an_item().draft == draft


def test_other_words_of_an_instructor_stay(starter: Starter) -> None:
    demo.load(NOW)
    Bank.objects.update(title="My bank", description="Mine.", open_for_practice=False)
    Item.objects.filter(slug="first").update(title="My first", position=9)
    Course.objects.update(title="My course", open_to_all=False)
    Assessment.objects.update(title="My quiz", published=False, tries=7)
    Slot.objects.filter(bank__isnull=False).delete()
    before = everything()
    starter.write([an_entry("first"), an_entry("second")], title="Small, renamed")

    demo.load(LATER)

    assert everything() == before


def test_an_item_that_was_archived_stays_so(starter: Starter) -> None:
    demo.load(NOW)
    archive([an_item()], None, NOW)
    starter.write([an_entry("first", stem="How large is ${matrix}$?"), an_entry("second")])

    assert demo.load(LATER) == []
    assert an_item().archived


@pytest.mark.usefixtures("starter")
def test_items_of_an_instructor_in_a_starter_bank_are_left_alone() -> None:
    demo.load(NOW)
    Item.objects.create(bank=Bank.objects.get(), slug="theirs", title="Theirs", kind="feed-forward-shape")

    assert demo.load(LATER) == []
    assert an_item("theirs").current is None


# When something is wrong


def test_content_that_cannot_be_proven_is_named(starter: Starter) -> None:
    starter.write([an_entry("first"), an_entry("second", stem="How many {apples}?")])

    with pytest.raises(Unpublishable) as refusal:
        demo.load(NOW)

    assert str(refusal.value) == "Small/second: Verification failed: verified 0 of 3 variants."
    assert "apples" in refusal.value.faults[0]


def test_test_answers_are_tried_and_kept_as_in_publishing(starter: Starter) -> None:
    trials = [{"answer": "{key}", "score": 1.0}]
    starter.write([an_entry("first") | {"trials": trials}])
    demo.load(NOW)
    kept = an_item().current.verification["trials"]
    published = banks.publish(an_item(), None, LATER)

    assert (len(kept), published) == (1, an_item().current)

    starter.write([an_entry("first") | {"trials": [{"answer": "{key}", "score": 0.0}]}])
    with pytest.raises(Unpublishable) as refusal:
        demo.load(LATER)
    assert str(refusal.value) == "Small/first: Test answers come to something else than they should."


def test_a_load_that_was_broken_off_can_be_taken_up_again(starter: Starter) -> None:
    starter.write([an_entry("first"), an_entry("second", stem="How many {apples}?")])
    with pytest.raises(Unpublishable):
        demo.load(NOW)
    starter.write([an_entry("first"), an_entry("second")])

    published = demo.load(LATER)

    assert [item.slug for item, _ in published] == ["second"]
    assert Assessment.objects.count() == 1


# People


@pytest.mark.usefixtures("starter")
def test_two_people_can_log_in_to_try_it() -> None:
    demo.load(NOW)
    demo.people()

    found = {name: authenticate(username=name, password=demo.PASSWORD) for name in (demo.LEARNER, demo.INSTRUCTOR)}

    assert {name: (user.is_staff, user.memberships.get().role) for name, user in found.items()} == {
        "learner": (False, "learner"),
        "instructor": (True, "instructor"),
    }


@pytest.mark.usefixtures("starter")
def test_a_changed_password_stays() -> None:
    demo.load(NOW)
    demo.people()
    user = get_user_model().objects.get(username=demo.INSTRUCTOR)
    user.set_password("changed-since-then")
    user.save()

    demo.people()

    assert authenticate(username=demo.INSTRUCTOR, password=demo.PASSWORD) is None
    assert authenticate(username=demo.INSTRUCTOR, password="changed-since-then") == user


# The real content


def items_of(bank: str) -> set[str]:
    return {item.slug for item in bundle.read((demo.BANKS / f"{bank}.json").read_text("utf-8")).items}


@pytest.mark.parametrize("quiz", demo.QUIZZES, ids=lambda quiz: quiz.slug)
def test_the_real_banks_have_what_a_quiz_asks_for(quiz: demo.Quiz) -> None:
    for bank in {bank for bank, _ in quiz.places}:
        named = [what for where, what in quiz.places if where == bank and isinstance(what, str)]
        drawn = sum(what for where, what in quiz.places if where == bank and isinstance(what, int))

        assert set(named) <= items_of(bank)
        assert drawn <= len(items_of(bank) - set(named))


def test_each_bank_has_its_quiz_and_its_place_in_the_mixed_one() -> None:
    banks = {path.stem for path in demo.BANKS.glob("*.json")}
    *quizzes, mixed, _ = demo.QUIZZES

    assert {quiz.slug for quiz in quizzes} == banks
    assert [{bank for bank, _ in quiz.places} for quiz in quizzes] == [{quiz.slug} for quiz in quizzes]
    assert dict(mixed.places) == dict.fromkeys(banks, 1)


@pytest.mark.usefixtures("starter")
def test_there_is_a_short_exam_to_try(monkeypatch: pytest.MonkeyPatch) -> None:
    *_, exam = REAL_QUIZZES
    monkeypatch.setattr(demo, "QUIZZES", (replace(exam, places=QUIZ.places),))
    demo.load(NOW)

    quiz = Assessment.objects.get()

    assert (quiz.slug, quiz.mode, quiz.time_limit, quiz.tries) == ("short-exam", "exam", timedelta(minutes=20), 1)
    assert {quiz.told[part] for part in PARTS if part != "answer"} == {"after-submission"}
    assert start(a_learner(), quiz, NOW).deadline == NOW + quiz.time_limit
