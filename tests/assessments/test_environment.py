import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from assessments.environment import (
    Misconfigured,
    envbool,
    envdirectory,
    envint,
    envlist,
    envsecret,
    envstr,
    envzone,
    read_dotenv,
)


@pytest.mark.parametrize(
    ("value", "meaning"),
    [
        ("1", True),
        ("true", True),
        ("Yes", True),
        ("ON", True),
        ("0", False),
        ("false", False),
        ("no", False),
        ("off", False),
    ],
)
def test_a_yes_or_no_is_read(monkeypatch: pytest.MonkeyPatch, value: str, meaning: bool) -> None:
    monkeypatch.setenv("X", value)

    assert envbool("X", not meaning) is meaning


@pytest.mark.parametrize("value", ["", "  "])
def test_an_empty_variable_counts_as_one_not_set(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("X", value)

    read = [envbool("X", True), envint("X", 7, 1, 9), envstr("X", "a"), envlist("X", ("a", "b")), envzone("X", "UTC")]

    assert read == [True, 7, "a", ["a", "b"], "UTC"]


@pytest.mark.parametrize("value", ["1", "8", "64"])
def test_a_number_within_its_bounds_is_read(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("X", value)

    assert str(envint("X", 2, lowest=1, highest=64)) == value


def test_a_list_is_split_at_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", "a.example, b.example")

    assert envlist("X", ()) == ["a.example", "b.example"]


def test_a_list_without_a_value_or_default_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("X", raising=False)

    assert envlist("X", ()) == []


@pytest.mark.parametrize(
    ("read", "value", "message"),
    [
        (
            lambda: envbool("X", True),
            "maybe",
            "X='maybe' is not understood. Allowed: 1, true, yes, on, 0, false, no, off.",
        ),
        (lambda: envint("X", 1, 1, 64), "0", "X='0' is not understood. Allowed: a whole number from 1 to 64."),
        (lambda: envint("X", 1, 1, 64), "65", "X='65' is not understood. Allowed: a whole number from 1 to 64."),
        (lambda: envint("X", 1, 1, 64), "-1", "X='-1' is not understood. Allowed: a whole number from 1 to 64."),
        (lambda: envint("X", 1, 1, 64), "²", "X='²' is not understood. Allowed: a whole number from 1 to 64."),
        (lambda: envstr("X", "a", ("a", "b")), "c", "X='c' is not understood. Allowed: a, b."),
        (
            lambda: envlist("X", ()),
            "a,,b",
            "X='a,,b' is not understood. Allowed: values between commas, none of them empty.",
        ),
        (
            lambda: envzone("X", "UTC"),
            "Mars/Olympus",
            "X='Mars/Olympus' is not understood. Allowed: a time zone of the IANA list, such as UTC or Europe/Vienna.",
        ),
        (lambda: envdirectory("X", Path("/")), "var", "X='var' is not understood. Allowed: an absolute path."),
        (
            lambda: envdirectory("X", Path("/")),
            "/dev/null/var",
            "X='/dev/null/var' is not understood. Allowed: a directory that can be made (Not a directory).",
        ),
    ],
)
def test_nonsense_raises_with_the_name_the_value_and_what_is_allowed(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[], Any], value: str, message: str
) -> None:
    monkeypatch.setenv("X", value)

    with pytest.raises(Misconfigured) as raised:
        read()

    assert str(raised.value) == message


@pytest.mark.parametrize("value", ["../../etc/passwd", "/etc/passwd"])
def test_a_zone_that_is_a_path_is_no_zone(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("X", value)

    with pytest.raises(Misconfigured):
        envzone("X", "UTC")


def test_a_missing_directory_is_made_and_kept_from_others(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("X", str(tmp_path / "a" / "b"))

    assert oct(envdirectory("X", Path("/")).stat().st_mode) == "0o40700"


def test_a_secret_is_made_once_and_kept_from_others(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("X", raising=False)
    kept = tmp_path / "secret-key"

    first, second = envsecret("X", kept), envsecret("X", kept)

    assert first == second
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [kept]


def test_processes_that_start_together_share_one_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("X", raising=False)
    together = Barrier(8)

    def start(n: int) -> str:
        together.wait()
        return envsecret("X", tmp_path / f"secret-key-{n // 8}")

    with ThreadPoolExecutor(8) as pool:
        secrets = list(pool.map(start, range(8 * 20)))

    assert len(set(secrets)) == 20


def test_a_secret_from_the_environment_is_written_nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("X", "s" * 50)

    assert envsecret("X", tmp_path / "secret-key") == "s" * 50
    assert list(tmp_path.iterdir()) == []


def test_a_short_secret_is_refused_without_being_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("X", "hunter2")

    with pytest.raises(Misconfigured, match="at least 32 characters") as raised:
        envsecret("X", tmp_path / "secret-key")

    assert "hunter2" not in str(raised.value)


def test_a_secret_that_cannot_be_kept_is_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("X", raising=False)

    with pytest.raises(Misconfigured, match=r"X='' is not understood\. .* as .*/secret-key cannot be used"):
        envsecret("X", tmp_path / "missing" / "secret-key")


def test_a_dotenv_file_fills_in_what_the_environment_leaves_open(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("A", "from the environment")
    monkeypatch.setenv("B", "to be removed again")
    monkeypatch.delenv("B")
    (tmp_path / ".env").write_text("# a comment\n\nA=from the file\n B = 'x=y' \n")

    read_dotenv(tmp_path / ".env")

    assert [envstr("A", ""), envstr("B", "")] == ["from the environment", "x=y"]


def test_a_dotenv_file_may_be_missing(tmp_path: Path) -> None:
    read_dotenv(tmp_path / ".env")


def test_a_dotenv_line_without_a_value_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("export DEBUG\n")

    with pytest.raises(Misconfigured, match=r"='export DEBUG' is not understood\. Allowed: lines NAME=value"):
        read_dotenv(tmp_path / ".env")
