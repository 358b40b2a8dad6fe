from contextlib import closing

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from assessments.web.headers import add_headers

CSP = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Cache-Control", "no-store, private"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Referrer-Policy", "same-origin"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
    ],
)
@pytest.mark.parametrize("path", ["/livez", "/nowhere"])
def test_every_response_carries_the_header(client: Client, path: str, name: str, value: str) -> None:
    assert client.get(path)[name] == value


@pytest.mark.django_db  # closing a response ends its request, and that looks at the connection
@pytest.mark.parametrize("path", ["/livez", "/nowhere", "/static/admin/css/base.css"])
def test_every_response_carries_the_content_security_policy(client: Client, path: str) -> None:
    with closing(client.get(path)) as response:
        policy = response["Content-Security-Policy"]

    assert sorted(policy.split("; ")) == sorted(CSP)


def test_powers_that_no_page_needs_are_denied(client: Client) -> None:
    policy = client.get("/livez")["Permissions-Policy"]

    assert policy == "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"


@pytest.mark.django_db
def test_static_files_may_be_kept(client: Client) -> None:
    with closing(client.get("/static/admin/css/base.css")) as response:
        assert (response.status_code, response["Cache-Control"]) == (200, "max-age=60, public")


@pytest.mark.django_db
def test_static_files_are_for_our_own_pages(client: Client) -> None:
    with closing(client.get("/static/admin/css/base.css")) as response:
        assert "Access-Control-Allow-Origin" not in response


def test_what_a_view_sets_itself_stays(rf: RequestFactory) -> None:
    respond = add_headers(lambda _: HttpResponse(headers={"Cache-Control": "public"}))

    assert respond(rf.get("/"))["Cache-Control"] == "public"
