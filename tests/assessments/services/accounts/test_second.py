from __future__ import annotations

from base64 import b32encode
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.db import connection

from assessments.models import Event, RecoveryCode, SecondFactor
from assessments.services.accounts import second
from tests.assessments.services.crowd import at_once
from tests.factories import NOW

pytestmark = pytest.mark.django_db

HALF_A_MINUTE = timedelta(seconds=30)
SEED = second.new_seed()


def shown(now: datetime, seed: str = SEED) -> str:
    """What the app shows."""
    return second.counter(seed).generate(int(now.timestamp())).decode()


@pytest.fixture
def codes(alice: AbstractBaseUser) -> list[str]:
    """The recovery codes of alice, whose app has counted once."""
    return second.add(alice, SEED, shown(NOW), NOW)


# https://datatracker.ietf.org/doc/html/rfc6238#appendix-B, whose codes have eight digits
@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    seed = b32encode(b"12345678901234567890").decode()

    assert second.step_of(seed, code, datetime.fromtimestamp(seconds, tz=UTC)) == seconds // 30


def test_a_code_of_something_else_adds_nothing(alice: AbstractBaseUser) -> None:
    assert second.add(alice, SEED, shown(NOW, second.new_seed()), NOW) is None
    assert not second.is_added(alice)


def test_the_code_that_added_it_does_not_get_in_too(alice: AbstractBaseUser, codes: list[str]) -> None:
    assert not second.accept(alice, shown(NOW), NOW)


def test_each_code_gets_in_once(alice: AbstractBaseUser, codes: list[str]) -> None:
    later = NOW + 2 * HALF_A_MINUTE

    assert [second.accept(alice, shown(later), later) for _ in range(3)] == [True, False, False]


@pytest.mark.parametrize(("late", "accepted"), [(-1, False), (0, True), (1, False)])
def test_a_code_gets_in_for_its_half_minute_alone(
    alice: AbstractBaseUser, codes: list[str], late: int, accepted: bool
) -> None:
    then = NOW + 10 * HALF_A_MINUTE

    assert second.accept(alice, shown(then), then + late * HALF_A_MINUTE) is accepted


def test_no_code_from_before_a_used_one_gets_in(alice: AbstractBaseUser, codes: list[str]) -> None:
    then = NOW + 10 * HALF_A_MINUTE
    second.accept(alice, shown(then), then)

    assert not second.accept(alice, shown(then - HALF_A_MINUTE), then)


@pytest.mark.parametrize("typed", ["{}", " {} ", "{} "])
def test_spaces_do_no_harm(alice: AbstractBaseUser, codes: list[str], typed: str) -> None:
    then = NOW + 10 * HALF_A_MINUTE
    code = shown(then)

    assert second.accept(alice, typed.format(f"{code[:3]} {code[3:]}"), then)


@pytest.mark.parametrize("typed", ["", "0", "abcdef", "12345", "1234567", "٣٤٥٦٧٨", "ABCD", "x" * 10_000, "\x00"])
def test_what_is_no_code_gets_nowhere(alice: AbstractBaseUser, codes: list[str], typed: str) -> None:
    assert not second.accept(alice, typed, NOW + HALF_A_MINUTE)


def test_there_are_ten_recovery_codes_of_sixty_bits(codes: list[str]) -> None:
    assert len(set(codes)) == 10
    assert {len(code.replace("-", "")) for code in codes} == {12}
    assert len(set(second.LETTERS)) == 32


@pytest.mark.parametrize("spoken", [str, str.lower, lambda code: code.replace("-", ""), lambda code: f" {code}"])
def test_a_recovery_code_gets_in_once_however_it_is_written(
    alice: AbstractBaseUser, codes: list[str], spoken: type[str]
) -> None:
    assert [second.accept(alice, spoken(codes[3]), NOW) for _ in range(2)] == [True, False]
    assert second.of(alice).codes == 9


def test_half_a_recovery_code_is_none(alice: AbstractBaseUser, codes: list[str]) -> None:
    assert not second.accept(alice, codes[0][:4], NOW)
    assert not second.accept(alice, codes[0][:4] + codes[1][4:], NOW)


def test_new_recovery_codes_end_the_old_ones(alice: AbstractBaseUser, codes: list[str]) -> None:
    renewed = second.renew(alice)

    assert not second.accept(alice, codes[0], NOW)
    assert second.accept(alice, renewed[0], NOW)


def test_no_lock_is_held_while_recovery_codes_are_hashed(
    alice: AbstractBaseUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside, depths = len(connection.savepoint_ids), set[int]()

    def hashed(text: str) -> str:
        depths.add(len(connection.savepoint_ids))
        return text

    monkeypatch.setattr(second, "make_password", hashed)
    second.renew(alice)

    assert depths == {outside}


def test_nobody_gets_in_by_the_codes_of_another(
    alice: AbstractBaseUser, bob: AbstractBaseUser, codes: list[str]
) -> None:
    then = NOW + 10 * HALF_A_MINUTE

    assert not second.accept(bob, shown(then), then)
    assert not second.accept(bob, codes[0], then)


def test_neither_seed_nor_codes_can_be_read_out_of_the_database(codes: list[str]) -> None:
    kept = str([list(model.objects.values()) for model in (SecondFactor, RecoveryCode)])

    assert SEED not in kept
    assert [code for code in codes if code in kept or code.replace("-", "")[4:] in kept] == []


def test_no_two_seeds_are_alike() -> None:
    assert len({second.new_seed() for _ in range(1000)}) == 1000
    assert len(second.new_seed()) == 32  # 160 bits


def test_what_happens_to_it_is_in_the_audit_trail(alice: AbstractBaseUser, tess: AbstractBaseUser) -> None:
    codes = second.add(alice, SEED, shown(NOW), NOW)
    second.accept(alice, codes[0], NOW)
    second.remove(alice, tess, NOW)
    second.remove(alice, tess, NOW)  # which is none any more

    told = [(event.actor, event.verb, event.subject_id) for event in Event.objects.order_by("number")]
    assert told == [
        (alice, "add second factor", str(alice.pk)),
        (alice, "use recovery code", str(alice.pk)),
        (tess, "remove second factor", str(alice.pk)),
    ]
    assert (second.is_added(alice), RecoveryCode.objects.count()) == (False, 0)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["app", "paper"])
def test_of_many_at_one_moment_one_gets_in(alice: AbstractBaseUser, how: str) -> None:
    then, codes = NOW + 10 * HALF_A_MINUTE, second.add(alice, SEED, shown(NOW), NOW)
    code = shown(then) if how == "app" else codes[0]

    got = at_once(*[lambda: second.accept(alice, code, then)] * 8)

    assert sorted(got) == [False] * 7 + [True]
