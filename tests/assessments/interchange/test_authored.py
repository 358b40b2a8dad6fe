from __future__ import annotations

from typing import Any

import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.proving.verify import verify
from assessments.engine.variant import build
from assessments.interchange.authored import Answer, Asked, Slugs, choice, number, text, true_or_false
from assessments.interchange.incoming import Refused, Taken


def asked(*answers: Answer, stem: str = "Which?", **fields: Any) -> Asked:
    return Asked("The first", "the-first", stem, answers, **fields)


def graded(item: Taken | Refused, *raws: str) -> list[float]:
    """What each answer is worth, of a question that can be published."""
    assert isinstance(item, Taken), item
    definition = Definition.read(item.facts)
    assert verify(definition).passed
    variant, _ = build(definition, {}, "seed")
    return [grade(variant, raw).score for raw in raws]


def remarks(item: Taken | Refused, raw: str) -> str:
    assert isinstance(item, Taken), item
    return grade(build(Definition.read(item.facts), {}, "seed")[0], raw).remark


@pytest.mark.parametrize(
    ("shares", "worth"),
    [
        ((1, 0, 0), (1, 0, 0)),
        ((1, 0.5, 0), (1, 0.5, 0)),
        ((1, 1, 0), (1, 1, 0)),
        ((1, -0.5, 0), (1, 0, 0)),
        ((0.9999999, 0, 0), (1, 0, 0)),
    ],
)
def test_one_choice_is_worth_its_share(shares: tuple[float, ...], worth: tuple[float, ...]) -> None:
    item = choice(asked(*(Answer(name, share) for name, share in zip("abc", shares, strict=True))), many=False)

    assert graded(item, "a", "b", "c") == pytest.approx(list(worth))


def test_several_choices_earn_and_lose_their_shares() -> None:
    thirds = [Answer(name, 0.3333333) for name in "abc"]
    item = choice(asked(*thirds, Answer("d", -0.5), Answer("e", 0)), many=True)

    assert graded(item, "a\nb\nc", "a", "a\nb\nd", "d", "a\nb\nc\ne") == pytest.approx(
        [1, 1 / 3, 1 / 6, 0, 1], abs=1e-3
    )


def test_what_is_said_on_an_option_is_kept() -> None:
    item = choice(asked(Answer("a", 1, "Well done."), Answer("b", 0, "No: $b < a$.")), many=False)

    assert (remarks(item, "a"), remarks(item, "b")) == ("Well done.", "No: $b < a$.")


@pytest.mark.parametrize("holds", [True, False])
def test_true_or_false_is_a_choice(holds: bool) -> None:
    item = true_or_false(asked(Answer("", 0, "Said on true."), Answer("", 0, "Said on false.")), holds=holds)

    assert graded(item, "True", "False") == [holds, not holds]
    assert (remarks(item, "True"), remarks(item, "False")) == ("Said on true.", "Said on false.")


@pytest.mark.parametrize(
    ("answer", "form", "right", "wrong"),
    [
        (Answer("42", 1), "integer", ("42",), ("43", "-42")),
        (Answer("42", 1, room=2), "real", ("40", "44", "42.5"), ("39.9", "45")),
        (Answer("0.25", 1, room=0.01), "real", ("0.24", "0.26", "1/4"), ("0.3",)),
        (Answer("3.0", 1), "real", ("3", "3.0"), ("3.0001",)),
        (Answer("0", 1, room=0.5), "real", ("0.5", "-0.5"), ("0.6",)),
        (Answer("-1e-7", 1), "real", ("-1e-7", "-0.0000001"), ("0", "1e-7")),
    ],
)
def test_a_number_is_right_within_its_room(
    answer: Answer, form: str, right: tuple[str, ...], wrong: tuple[str, ...]
) -> None:
    item = number(asked(answer))

    assert isinstance(item, Taken)
    assert item.facts["given"]["form"] == form
    assert graded(item, *right, *wrong) == [1] * len(right) + [0] * len(wrong)


def test_wrong_answers_tell_an_interval_from_a_shape() -> None:
    wrong = Answer("(-1, 1)", 0, "That is a tanh."), Answer("*", 0, "No.")
    item = text(asked(Answer("(0, 1)", 1), *wrong))

    assert graded(item, "(0, 1)", "[0, 1]", "(-1, 1)") == [1, 0, 0]
    assert remarks(item, "(-1, 1)") == "That is a tanh."


@pytest.mark.parametrize("wrong", ["(1, 0)", "*", "(-1, 1)"])
def test_what_is_spelled_as_shapes_alone_are_stays_a_shape(wrong: str) -> None:
    item = text(asked(Answer("(0, 1)", 1), Answer("0x1", 1), Answer(wrong, 0, "No.")))

    assert isinstance(item, Taken)
    assert item.facts["given"]["form"] == "shape"


def test_what_is_said_on_wrong_numbers_is_kept_and_what_they_earn_is_named_as_lost() -> None:
    item = number(
        asked(Answer("42", 1), Answer("24", 0, "Swapped."), Answer("41", 0.5, "Close."), Answer("*", 0, "No."))
    )

    assert isinstance(item, Taken)
    assert (remarks(item, "24"), remarks(item, "41")) == ("Swapped.", "Close.")
    assert item.losses == ("'41' earns 50% there, and nothing here", "what is said on the answer '*'")


@pytest.mark.parametrize(
    ("texts", "form", "right"),
    [
        (("(3, 4)", "3x4"), "shape", "(3,4)"),
        (("7",), "integer", "7"),
        (("0.5", "1/2"), "real", "0.50"),
        (("[0, 1)",), "interval", "[0, 1)"),
        (("12:24", "12 to 23"), "rows", "12 to 23"),
        (("(0.5, -1)",), "vector", "0.5 -1"),
    ],
)
def test_texts_that_mean_one_thing_are_read_as_that(texts: tuple[str, ...], form: str, right: str) -> None:
    item = text(asked(*(Answer(one, 1) for one in texts)))

    assert isinstance(item, Taken)
    assert item.facts["given"]["form"] == form
    assert graded(item, right) == [1]


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (text(asked(Answer("the forget gate", 1))), "it is answered in free text"),
        (text(asked(Answer("seven", 1), Answer("7", 1))), "it is answered in free text"),
        (number(asked(Answer("1", 1), Answer("2", 1))), "several different answers are right"),
        (number(asked(Answer("1", 0.5))), "no answer earns the whole mark"),
        (choice(asked(Answer("a", 0), Answer("b", 0)), many=False), "no option is right"),
        (choice(asked(Answer("a", 0.5), Answer("b", 0.2)), many=True), "do not earn the whole mark"),
        (choice(asked(Answer("a", 1)), many=False), "1 options, where 2 to 20"),
        (choice(asked(Answer("a", 1), Answer("a ", 0)), many=False), "two options look alike"),
        (choice(asked(Answer("a" * 501, 1), Answer("b", 0)), many=False), "501 characters"),
        (
            choice(asked(Answer("a", 1), Answer("b", 0), stem="x" * 10_001), many=False),
            "its text has 10,001 characters",
        ),
        (choice(asked(Answer("a", 1), Answer("b", 0), stem=r"$\no$"), many=False), r"unknown command \no"),
    ],
)
def test_what_has_no_key_here_is_refused_with_the_reason(item: Taken | Refused, reason: str) -> None:
    assert isinstance(item, Refused)
    assert item.name == "The first"
    assert reason in item.reason


def test_braces_are_no_placeholders() -> None:
    item = choice(asked(Answer("a", 1), Answer("b", 0), stem="A set {a} and $x_{a}$?"), many=False)

    assert isinstance(item, Taken)
    assert build(Definition.read(item.facts), {}, "seed")[1].stem.startswith("<p>A set {a} and ")
    assert graded(item, "a") == [1]


def test_the_same_names_get_the_same_slugs_each_time() -> None:
    names = ["Größe: 3 × 4?", "A", "a!", "", "?", "x" * 80, "x" * 90]
    made = [[slugs.of(name) for name in names] for slugs in (Slugs(), Slugs())]

    assert made[0] == made[1]
    assert made[0] == ["gr-e-3-4", "a", "a-2", "question", "question-2", "x" * 50, f"{'x' * 48}-2"]
