"""Where a frame keeps no cookies, the platform keeps the state of a launch; only the platform is listened to.
https://www.imsglobal.org/spec/lti-pm-s/v0p1
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

pytestmark = pytest.mark.browser

TOOL, PLATFORM, EVIL = "https://tool.example", "https://lms.example", "https://evil.example"
STATE = "a" * 32
SCRIPT = (Path(settings.ROOT) / "assessments/static/assessments/js/lti.js").read_text()
PAGE = f"""<!doctype html><script src="/lti.js"></script>
<form action="/sent" data-lti-get data-platform="{PLATFORM}">
<input name="state" value="{STATE}"><input name="kept" value=""></form>"""
# The platform passes what it is asked on to the other frame, and answers as the test says.
FRAMES = f"""<!doctype html><iframe src="{EVIL}/" name="evil"></iframe><iframe src="{TOOL}/page"></iframe>
<script>addEventListener("message", ({{ data, source }}) => {{
  window.asked = data;
  frames.evil.postMessage(data, "*");
  const answer = ANSWER;
  if (answer !== null) source.postMessage(answer, "{TOOL}");
}});</script>"""
ECHO = f"""<!doctype html><script>addEventListener("message", ({{ data }}) =>
  parent.frames[1].postMessage({{ ...data, subject: "lti.get_data.response", value: "{STATE}" }}, "*"));</script>"""
RIGHT = f'{{ subject: "lti.get_data.response", message_id: data.message_id, key: data.key, value: "{STATE}" }}'


def sent(page: Any, answer: str) -> bool:
    """Whether the form of the launch went off, once the platform has been asked and there was time for an answer."""
    pages = {f"{PLATFORM}/": FRAMES.replace("ANSWER", answer), f"{EVIL}/": ECHO, f"{TOOL}/page": PAGE}
    went = []

    def serve(route: Any) -> None:
        url = route.request.url
        if url.endswith("/lti.js"):
            route.fulfill(body=SCRIPT, content_type="text/javascript")
            return
        if url.startswith(f"{TOOL}/sent"):
            went.append(url)
        route.fulfill(body=pages.get(url, ""), content_type="text/html")

    page.route("**/*", serve)
    page.goto(f"{PLATFORM}/")
    page.wait_for_function("window.asked")
    page.wait_for_timeout(500)
    return [f"kept={STATE}" in url for url in went] == [True]


def test_the_platforms_answer_counts(page: Any) -> None:
    assert sent(page, RIGHT)


@pytest.mark.parametrize(
    "answer",
    [
        "null",  # but the other frame's comes, with the right number and value
        '"a text"',
        "[]",
        RIGHT.replace("data.message_id", '"made up"'),
        RIGHT.replace(STATE, "b" * 32),
        RIGHT.replace(f'"{STATE}"', "{}"),
        RIGHT.replace("subject:", 'error: { code: "bad_request" }, subject:'),
    ],
)
def test_no_other_message_counts(page: Any, answer: str) -> None:
    assert not sent(page, answer)
