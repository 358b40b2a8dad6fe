"""Figures of statistics in templates; what is not defined is blank."""

from __future__ import annotations

from django import template

from assessments.engine.statistics import written
from assessments.engine.statistics.intervals import Interval

register = template.Library()

for name in ("number", "percent", "share", "span", "duration", "chance", "people"):
    register.filter(name, getattr(written, name))


@register.filter
def shares(interval: Interval | None) -> str:
    return written.span(interval, scale=100)


@register.filter
def numbers(interval: Interval | None) -> str:
    return written.span(interval, digits=2)


@register.filter
def durations(interval: Interval | None) -> str:
    return f"{written.duration(interval.lo)} to {written.duration(interval.hi)}" if interval else ""
