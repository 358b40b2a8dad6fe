from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from django.test import override_settings

from assessments.services.locking import NotOurs, earlier, lock, unlock


def test_what_is_locked_is_read_again_and_looks_otherwise_each_time() -> None:
    locked = {lock("a secret", "test") for _ in range(100)}

    assert len(locked) == 100
    assert {unlock(one, "test") for one in locked} == {"a secret"}
    assert [one for one in locked if b"secret" in urlsafe_b64decode(one)] == []


def test_another_key_or_purpose_opens_nothing() -> None:
    locked = lock("a secret", "test")

    with pytest.raises(NotOurs):
        unlock(locked, "another")
    with override_settings(SECRET_KEY="another"), pytest.raises(NotOurs):
        unlock(locked, "test")


def test_no_bit_of_it_can_be_changed() -> None:
    sealed = urlsafe_b64decode(lock("a secret", "test"))

    for bit in range(8 * len(sealed)):
        changed = bytearray(sealed)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(NotOurs):
            unlock(urlsafe_b64encode(changed).decode(), "test")


@pytest.mark.parametrize("text", ["", "x", "gAAAA", "gAAAA" * 20, "no base64 ü", "a" * 40])
def test_what_was_never_locked_is_not_ours(text: str) -> None:
    with pytest.raises(NotOurs):
        unlock(text, "test")


@pytest.mark.parametrize("purpose", ["webhook", "accounts.second"])
def test_what_an_earlier_version_locked_is_still_read(purpose: str) -> None:
    assert unlock(earlier(purpose).encrypt(b"a secret").decode(), purpose) == "a secret"
