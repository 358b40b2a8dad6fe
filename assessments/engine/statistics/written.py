"""Figures as the pages write them. What is not defined is blank."""

from __future__ import annotations

from assessments.engine.statistics.intervals import Interval

MINUS = "−"


def number(value: float | None, digits: int = 2) -> str:
    """What is rounded to 0 has no sign."""
    return "" if value is None else f"{round(value, digits) + 0:,.{digits}f}".replace("-", MINUS)


def percent(value: float | None, digits: int = 0) -> str:
    """Of what is counted in hundredths."""
    return "" if value is None else f"{number(value, digits)}\N{NO-BREAK SPACE}%"


def share(value: float | None, digits: int = 0) -> str:
    return percent(None if value is None else 100 * value, digits)


def span(interval: Interval | None, digits: int = 0, scale: float = 1) -> str:
    if interval is None:
        return ""
    return f"{number(scale * interval.lo, digits)} to {number(scale * interval.hi, digits)}"


def duration(seconds: float | None) -> str:
    if seconds is None:
        return ""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def chance(value: float | None) -> str:
    if value is None:
        return ""
    return "p < 0.001" if value < 0.001 else f"p = {value:.3f}"  # noqa: PLR2004 -- three digits are told


def people(count: int) -> str:
    return f"{count:,} learner{'s' * (count != 1)}"
