"""GIFT's signs, which mean themselves only behind a backslash.
https://docs.moodle.org/en/GIFT_format
"""

from __future__ import annotations

import re

SIGNS = "\\~=#{}:"
ESCAPED = re.compile(r"\\([\\~=#{}:n])")
PARKED = {sign: chr(0xE000 + place) for place, sign in enumerate("\\~=#{}:n")}  # where no text has any of its own
BACK = str.maketrans({parked: "\n" if sign == "n" else sign for sign, parked in PARKED.items()})
FOREIGN = re.compile("[\ue000-\uf8ff]")


def escaped(text: str) -> str:
    """In one line: an empty one would end the question."""
    return "".join(f"\\{sign}" if sign in SIGNS else sign for sign in text.strip()).replace("\n", r"\n")


def parked(text: str) -> str:
    """With escaped signs out of the way of those that mean something."""
    # Signs from there in the text itself would come back as signs of GIFT.
    return ESCAPED.sub(lambda found: PARKED[found[1]], FOREIGN.sub("\ufffd", text))


def back(text: str) -> str:
    return text.translate(BACK).strip()
