from __future__ import annotations

import pytest
from django.template import Context, Template

from assessments.engine.statistics.intervals import Interval


def shown(text: str, value: object) -> str:
    return Template(f"{{% load figures %}}{{{{ value|{text} }}}}").render(Context({"value": value}))


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("number:1", -2.25, "−2.2"),
        ("share", 0.5, "50\N{NO-BREAK SPACE}%"),
        ("shares", Interval(0.25, 0.75), "25 to 75"),
        ("numbers", Interval(-1, 0.5), "−1.00 to 0.50"),
        ("durations", Interval(59, 3600), "0:59 to 1:00:00"),
    ],
)
def test_figures_are_written_for_people(text: str, value: object, said: str) -> None:
    assert shown(text, value) == said


@pytest.mark.parametrize("text", ["number", "percent", "share", "span", "duration", "chance", "shares", "numbers"])
def test_what_is_not_defined_is_blank(text: str) -> None:
    assert shown(text, None) == ""


def test_an_interval_of_times_that_is_not_there_is_blank() -> None:
    assert shown("durations", None) == ""
