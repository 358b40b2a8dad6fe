"""What needs a server of its own: one that dies in the middle, and one that serves what users download."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.flows.served import Served

pytestmark = pytest.mark.browser
MOST_BYTES, MOST_REQUESTS = 60_000, 8  # of a question page with all that it loads, as sent


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, migrated: Callable[[Path], Path]) -> Iterator[Served]:
    server = Served(migrated(tmp_path_factory.mktemp("served")))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def signed_in(page: Any, served: Served) -> Any:
    page.context.add_cookies([{"name": "session", "value": served.session, "url": served.url}])
    return page


def status(page: Any, words: str, wait: int) -> None:
    page.get_by_role("status").and_(page.get_by_text(words, exact=True)).wait_for(timeout=wait)


def test_typing_goes_on_while_the_server_is_down_and_arrives_when_it_is_back(signed_in: Any, served: Served) -> None:
    signed_in.goto(served.question())
    field = signed_in.get_by_role("textbox")
    field.fill("before")
    status(signed_in, "Saved", 5000)

    served.stop()
    field.fill("meanwhile")
    signed_in.get_by_role("status").filter(has_text="Not saved – trying again").wait_for(timeout=10_000)
    served.start()
    status(signed_in, "Saved", 40_000)

    assert served.draft() == "meanwhile"


def test_a_question_page_is_light(signed_in: Any, served: Served) -> None:
    sent: dict[str, int] = {}
    devtools = signed_in.context.new_cdp_session(signed_in)
    devtools.send("Network.enable")
    addresses: dict[str, str] = {}
    devtools.on(
        "Network.responseReceived", lambda event: addresses.update({event["requestId"]: event["response"]["url"]})
    )
    devtools.on("Network.loadingFinished", lambda event: sent.update({event["requestId"]: event["encodedDataLength"]}))

    signed_in.goto(served.question(2), wait_until="networkidle")

    weights = {addresses[request].removeprefix(served.url): size for request, size in sent.items()}
    told = "\n".join(f"{size:7,.0f} {address}" for address, size in sorted(weights.items(), key=lambda one: -one[1]))
    total = sum(weights.values())
    assert (total < MOST_BYTES, len(weights) <= MOST_REQUESTS) == (True, True), f"{total:,.0f} bytes\n{told}"
    assert not [address for address in weights if not address.startswith("/")]  # nothing from elsewhere


SHIFTS = """window.shifts = []; new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
        window.shifts.push([value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 100) ?? node?.textContent)]);
    }
}).observe({ type: "layout-shift", buffered: true });"""
NOTICEABLE = "window.shifts.filter(([value]) => value > 0.005)"
SLOW_PHONE = {"offline": False, "latency": 300, "downloadThroughput": 50_000, "uploadThroughput": 50_000}


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", ["", "/lesson/lstm-architecture/"], ids=["a question", "the lesson"])
def test_nothing_moves_while_a_page_arrives_slowly(signed_in: Any, served: Served, path: str, width: int) -> None:
    signed_in.set_viewport_size({"width": width, "height": 800})
    signed_in.add_init_script(SHIFTS)
    devtools = signed_in.context.new_cdp_session(signed_in)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", SLOW_PHONE)

    signed_in.goto(served.url + path if path else served.question(2), wait_until="networkidle")

    assert signed_in.evaluate(NOTICEABLE) == []
    signed_in.evaluate("document.body.style.setProperty('padding-top', '200px')")
    signed_in.wait_for_function(f"{NOTICEABLE}.length")  # it would be noticed
