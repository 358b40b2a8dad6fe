from __future__ import annotations

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client

pytestmark = pytest.mark.django_db

GERMAN = {"Accept-Language": "de-CH, en;q=0.8"}


def language(client: Client, path: str = "/", **headers: str) -> str:
    page = client.get(path, headers=headers).text
    return page.split('<html lang="')[1].split('"')[0]


@pytest.mark.parametrize(
    ("accepted", "spoken"),
    [("", "en-gb"), ("de", "de"), ("de-CH, en;q=0.8", "de"), ("en-US, de;q=0.8", "en-gb"), ("fr", "en-gb")],
)
def test_a_stranger_hears_the_browsers_language(client: Client, accepted: str, spoken: str) -> None:
    assert language(client, **{"Accept-Language": accepted}) == spoken


def test_a_choice_leads_back_and_is_remembered_for_a_year(client: Client) -> None:
    response = client.post("/language", {"language": "de"}, headers={"Referer": "http://testserver/practice/?topic=1"})

    assert response["Location"] == "http://testserver/practice/?topic=1"
    assert language(client) == "de"
    cookie = response.cookies["language"]
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (365 * 24 * 3600, True, "Lax")


def test_a_choice_counts_more_than_the_browser(client: Client) -> None:
    client.post("/language", {"language": "en-gb"}, headers=GERMAN)

    assert language(client, **GERMAN) == "en-gb"


def test_a_choice_leads_to_no_other_site(client: Client) -> None:
    elsewhere = "https://elsewhere.example/"
    form = {"language": "de", "next": elsewhere}

    assert client.post("/language", form, headers={"Referer": elsewhere})["Location"] == "/"


@pytest.mark.parametrize("chosen", ["", "xx", "de\r\n"])
def test_a_language_that_there_is_not_changes_nothing(client: Client, chosen: str) -> None:
    client.post("/language", {"language": "de"})
    client.post("/language", {"language": chosen})

    assert language(client) == "de"


def test_choosing_needs_no_session(client: Client) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.get("/")

    assert careful.post("/language", {"language": "de"}).status_code == 302
    assert "session" not in careful.cookies


def test_every_page_offers_the_languages_by_their_own_names(client: Client) -> None:
    page = client.get("/practice/", headers=GERMAN).text

    assert 'value="en-gb" lang="en-gb">English<' in page
    assert 'value="de" lang="de" aria-current="true">Deutsch<' in page


def test_teachers_pages_stay_in_english(client: Client, tess: AbstractBaseUser) -> None:
    client.force_login(tess)

    assert (language(client, "/admin/", **GERMAN), language(client, "/", **GERMAN)) == ("en-gb", "de")


def test_an_error_is_told_in_the_readers_language(client: Client) -> None:
    assert language(client, "/nowhere/", **GERMAN) == "de"


@pytest.mark.parametrize(
    ("named", "spoken"), [({}, "Output gate"), ({"language": "de"}, "Output-Gate"), ({"language": "xx"}, "Output gate")]
)
def test_what_anyone_may_keep_speaks_as_its_address_says(client: Client, named: dict[str, str], spoken: str) -> None:
    client.post("/language", {"language": "de"})

    answer = client.get("/cell/run", named, headers=GERMAN)

    assert spoken in answer.text
    assert "Accept-Language" not in answer.get("Vary", "")
