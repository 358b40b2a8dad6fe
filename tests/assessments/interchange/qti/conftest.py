from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Route

from tests.npm.installed import modules

HERE = Path(__file__).parent
Play = Callable[..., Any]


@pytest.fixture(scope="module")
def player(browser: Browser) -> Iterator[Play]:
    """`player("play", xml, answers)` asks qti-components in Chromium."""
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
    page.wait_for_function("Boolean(window.play && customElements.get('qti-assessment-item'))", timeout=60_000)

    def ask(what: str, *arguments: Sequence[Any] | str) -> Any:
        return page.evaluate("([what, ...given]) => window[what](...given)", [what, *arguments])

    yield ask
    page.close()
