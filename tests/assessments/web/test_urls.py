from __future__ import annotations

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client

from tests.factories import a_published_item, a_started_attempt
from tests.routes import addresses, names

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# What a learner gets with an open attempt: GET, POST of an empty form.
FOR_A_LEARNER = {
    "home": (200, 405),
    "lesson": (200, 405),
    "assessment": (200, 302),
    "cell": (200, 405),
    "cell_run": (200, 405),
    "practice": (200, 405),
    "practice_bank": (200, 302),
    "learning": (200, 405),
    "practise_skill": (302, 302),
    "due": (200, 302),
    "history": (200, 405),
    "kept": (200, 405),
    "language": (405, 302),
    "attempt": (302, 405),
    "item": (200, 405),
    "clock": (200, 405),
    "draft": (405, 400),
    "window": (405, 200),
    "answer": (302, 400),
    "flag": (302, 302),
    "another": (302, 302),
    "hint": (302, 302),
    "reveal": (302, 302),
    "report": (200, 422),
    "submit": (200, 302),
    "review": (302, 405),
    "as_learner": (404, 405),
    "login": (302, 302),
    "login_to_teach": (200, 200),
    "code": (302, 302),
    "new_password": (200, 200),
    "password_of_staff": (302, 405),
    "account": (200, 405),
    "own_data": (200, 200),
    "prove": (200, 200),
    "password": (200, 200),
    "end_sessions": (405, 302),
    "second_factor": (302, 302),
    "logout": (405, 302),
    "signup": (302, 302),
    "livez": (200, 405),
    "readyz": (200, 405),
    "metrics": (200, 405),
}
OPEN_TO_ALL = {
    "home",
    "lesson",
    "cell",
    "cell_run",
    "practice",
    "kept",
    "login",
    "login_to_teach",
    "new_password",
    "signup",
    "livez",
    "readyz",
    "metrics",
}


@pytest.fixture
def urls(alice: AbstractBaseUser) -> dict[str, str]:
    return addresses(a_started_attempt(alice, a_published_item()))


def test_every_route_has_its_row() -> None:
    ours = {name for name in names() if not name.startswith("lti_")}  # those have a room of tests of their own

    assert set(FOR_A_LEARNER) == ours


def test_what_a_learner_gets(as_alice: Client, urls: dict[str, str]) -> None:
    got = {name: as_alice.get(urls[name]).status_code for name in FOR_A_LEARNER}

    assert got == {name: status for name, (status, _) in FOR_A_LEARNER.items()}


@pytest.mark.parametrize(("name", "statuses"), FOR_A_LEARNER.items(), ids=FOR_A_LEARNER)
def test_what_a_learners_form_gets(
    as_alice: Client, urls: dict[str, str], name: str, statuses: tuple[int, int]
) -> None:
    assert as_alice.post(urls[name]).status_code == statuses[1]


def test_a_head_has_the_headers_of_a_get_and_no_body(as_alice: Client, urls: dict[str, str]) -> None:
    unlike = []
    for name in FOR_A_LEARNER:
        get, head = as_alice.get(urls[name]), as_alice.head(urls[name])
        alike = (head.status_code, head.get("Location"), head.content) == (get.status_code, get.get("Location"), b"")
        if not alike or set(head.headers) - {"Content-Length"} != set(get.headers) - {"Content-Length"}:
            unlike.append(name)

    assert unlike == []


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_page_is_changed_by_other_methods(as_alice: Client, urls: dict[str, str], method: str) -> None:
    got = {name: getattr(as_alice, method)(urls[name]).status_code for name in FOR_A_LEARNER}

    assert got == dict.fromkeys(FOR_A_LEARNER, 405) | {"login": 302}  # whoever is logged in is sent on


def test_some_pages_are_for_everyone(client: Client, urls: dict[str, str]) -> None:
    assert {client.get(urls[name]).status_code for name in OPEN_TO_ALL} == {200}


ELSEWHERE = {"logout", "language", "draft", "clock", "window", "end_sessions", "code", "password_of_staff"}


def test_the_others_ask_to_log_in_and_lead_back(client: Client, urls: dict[str, str]) -> None:
    others = set(FOR_A_LEARNER) - OPEN_TO_ALL - ELSEWHERE

    got = {name: client.get(urls[name])["Location"] for name in others}

    assert got == {name: f"/accounts/login/?next={urls[name]}" for name in others}


def test_no_answer_with_anything_of_a_learner_is_kept_anywhere(as_alice: Client, urls: dict[str, str]) -> None:
    told = {name: as_alice.get(urls[name])["Cache-Control"] for name in set(FOR_A_LEARNER) - {"cell_run"}}

    assert [name for name, said in told.items() if "no-store" not in said or "private" not in said] == []
