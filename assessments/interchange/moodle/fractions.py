"""The shares of a mark that Moodle knows; it turns down a file with any other.
https://docs.moodle.org/en/Multiple_Choice_question_type
"""

from __future__ import annotations

POSITIVE = (
    "100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40", "33.33333", "30", "25", "20",
    "16.66667", "14.28571", "12.5", "11.11111", "10", "5",
)  # fmt: skip
KNOWN = {float(text): text for text in ("0", *POSITIVE, *(f"-{text}" for text in POSITIVE))}


def fraction(share: float) -> str:
    """The nearest to a share, of which 1 is the whole."""
    return KNOWN[min(KNOWN, key=lambda known: abs(known - 100 * share))]
