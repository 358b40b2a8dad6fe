from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.npm.installed import modules

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Player:
    """qti-components in Chromium, with one item at a time."""

    page: Page

    def show(self, xml: bytes) -> dict[str, Any]:
        """Its variables before anything is answered."""
        return self.page.evaluate("(xml) => window.show(xml)", xml.decode())

    def answer(self, *answers: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Score, feedback and what is visible, after each."""
        return self.page.evaluate("(answers) => window.answer(answers)", list(answers))

    def submit(self) -> dict[str, Any]:
        """What was clicked and typed."""
        return self.page.evaluate("() => window.submit()")


@pytest.fixture(scope="module")
def player(browser: Browser) -> Iterator[Player]:
    script = modules() / "@citolab/qti-components/cdn/index.js"
    files = {
        "/": (HERE / "player.html", "text/html"),
        "/player.js": (HERE / "player.js", "text/javascript"),
        "/qti-components.js": (script, "text/javascript"),
    }

    def serve(route: Route) -> None:
        path, kind = files[route.request.url.removeprefix("http://player.test")]
        route.fulfill(path=path, content_type=kind)

    page = browser.new_page()
    page.route("http://player.test/**", serve)
    page.goto("http://player.test/")
    page.wait_for_function("Boolean(window.answer && customElements.get('qti-assessment-item'))", timeout=60_000)

    yield Player(page)
    page.close()
