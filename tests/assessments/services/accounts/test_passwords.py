from __future__ import annotations

from random import Random

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError

from assessments.services.accounts.passwords import OURS

ALICE = get_user_model()(username="alice.liddell", first_name="Alice", last_name="Liddell")


def faults(password: str) -> list[str]:
    try:
        validate_password(password, ALICE)
    except ValidationError as wrong:
        return [error.code for error in wrong.error_list]
    return []


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("fourteen signs", "password_too_short"),
        ("1q2w3e4r5t6y7u8i9o0p", "password_too_common"),
        ("alice.liddell-1", "password_too_similar"),
        ("LSTM-quiz-2026!!", "ours"),
        ("cellstate-Admin-1", "ours"),
        ("passwordPASSWORD", "strung"),
        ("superman12345678", "strung"),
        ("abcabcabcabcabcabc", "strung"),
        ("aaaaaaaaaaaaaaaa", "strung"),
    ],
)
def test_what_is_soon_guessed_is_refused(password: str, fault: str) -> None:
    assert fault in faults(password)


@pytest.mark.parametrize(
    "password",
    [
        "correcthorsebatterystaple",
        "gates-and-cells-7",
        "nur kleine buchstaben",
        "ÜBER DEN WOLKEN",
        "🐘🐪🐊🐘🐪🐌🐜🐘🐪🐋🐊🐠🐘🐪🐬",
        "736205915480263",
        "x" * 3 + "-" + "y7" * 100 + "z",
    ],
)
def test_length_alone_is_asked_for(password: str) -> None:
    """No signs of any kind have to be in it, and none are too many."""
    assert faults(password) == []


def test_every_rule_says_what_it_wants() -> None:
    assert len(list(filter(None, password_validators_help_texts()))) == 5


@pytest.mark.parametrize("word", OURS)
def test_each_of_our_words_is_too_little(word: str) -> None:
    assert "ours" in faults(f"{word}-1234567")


def test_common_passwords_are_refused_one_by_one_and_in_twos() -> None:
    common = sorted(CommonPasswordValidator().passwords)
    by_chance = Random(3)  # noqa: S311 -- the same pairs in each run
    long = [one for one in common if len(one) >= 15]
    pairs = ["".join(by_chance.sample(common, 2)) for _ in range(12_000)]

    assert (len(common), len(long)) == (19_640, 48)
    assert [one for one in long if "password_too_common" not in faults(one)] == []
    enough = [pair for pair in pairs if len(pair) >= 15][:3000]
    assert len(enough) == 3000
    assert [pair for pair in enough if faults(pair) == []] == []
