"""How long a machine asks us to leave it alone."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from email.utils import parsedate_to_datetime

from assessments.outbound.asking import Answer

LONGEST = 24 * 3600


def wait_of(answer: Answer, now: datetime) -> float:
    """Retry-After, in seconds or as a date."""
    text = answer.headers.get("retry-after", "").strip()
    wait = 0.0
    if text.isascii() and text.isdecimal():
        wait = float(text[:9])
    else:
        with suppress(ValueError, TypeError):
            wait = (parsedate_to_datetime(text) - now).total_seconds()
    return min(max(wait, 0.0), LONGEST)
