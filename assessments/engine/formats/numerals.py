"""Reading numbers as people type them. Where a text has two readings neither is taken: asking again costs nothing."""

from __future__ import annotations

import math
import re
from fractions import Fraction

from assessments.engine.formats.printed import bare
from assessments.engine.formats.text import Fault, quoted

PLAIN_WHOLE = re.compile(r"\d+")
GROUPED = r"[1-9]\d{0,2}(?P<gap>[%s])\d{3}(?:(?P=gap)\d{3})*"
GROUPED_WHOLE = re.compile(GROUPED % "_ ,'")
GROUPED_REAL = re.compile(rf"(?P<whole>{GROUPED})(?:(?!(?P=gap))[.,](?P<part>\d+))?" % "_ ,.'")
GAP = re.compile("[ _,.']")
DECIMAL = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")  # as most are, and far from every limit
PLAIN_REAL = re.compile(r"(?=.*\d)(?P<whole>\d*)(?:\.|[.,](?P<part>\d+))?")
TWO_READINGS = re.compile(r"(?P<left>-?[1-9]\d{0,2}),(?P<right>\d{3})")

DIGITS = r"\d[\d _,.']*|[.,]\d[\d _,.']*"
INDEX = r"[+-]?\d+"
TEN = r"10 ?(?:\^|\*\*) ?"
POWER = rf"[eE] ?(?P<e>{INDEX})|[xX*] ?{TEN}(?P<ten>{INDEX}|\({INDEX}\)|\{{{INDEX}\}})"
BARE_POWER = re.compile(rf"(?={TEN})")
SCIENTIFIC = re.compile(rf"(?P<digits>{DIGITS})(?: ?(?:{POWER}))?")
FRACTION = re.compile(r"(?P<over>[\d_,.]+) ?/ ?(?P<under>[\d_,.]+)")
INFINITY = re.compile(r"∞|oo|inf(inity)?", re.IGNORECASE)


def whole(text: str) -> int:
    """Raises Fault."""
    sign, rest = signed(bare(text))
    if not (PLAIN_WHOLE.fullmatch(rest) or GROUPED_WHOLE.fullmatch(rest)):
        raise whole_fault(text, rest)
    return int(sign + GAP.sub("", rest))


def whole_fault(text: str, rest: str) -> Fault:
    if re.fullmatch(r"[\d _,']+", rest):
        return Fault("{text} is not grouped in threes, so it cannot be read for certain.", text=quoted(text))
    if re.fullmatch(r"[\d _,']*\.\d*", rest):
        return Fault("{text} has a decimal point, and the answer here is a whole number.", text=quoted(text))
    if re.fullmatch(r"\d+ ?/ ?\d+", rest):
        return Fault("{text} is a fraction, and the answer here is a whole number.", text=quoted(text))
    if re.match(r"\d", rest):
        return Fault("{text} is more than a number: leave out units, words and signs.", text=quoted(text))
    return Fault("{text} is not a whole number.", text=quoted(text))


def real(text: str) -> float:
    """Raises Fault."""
    # Mostly it is one of these, and then none of the rest is looked at.
    if DECIMAL.fullmatch(text):
        return float(text)
    sign, rest = signed(bare(text))
    if fraction := FRACTION.fullmatch(rest):
        value = quotient(mantissa(fraction["over"], sign), mantissa(fraction["under"]))
    elif found := SCIENTIFIC.fullmatch(f"1*{rest}" if BARE_POWER.match(rest) else rest):
        value = scaled(mantissa(found["digits"], sign), (found["e"] or found["ten"] or "0").strip("(){}"))
    else:
        raise real_fault(text, rest)
    return -value if sign == "-" else value


def real_fault(text: str, rest: str) -> Fault:
    if INFINITY.fullmatch(rest):
        return Fault("{text} is infinite, and the answer here is a finite number.", text=quoted(text))
    if rest.lower() == "nan":
        return Fault("{text} says that it is not a number.", text=quoted(text))
    if rest.endswith("%"):
        return Fault("{text} is a percentage: divide it by 100.", text=quoted(text))
    return Fault("{text} cannot be read as one number: leave out words, names and units.", text=quoted(text))


def signed(text: str) -> tuple[str, str]:
    return (text[0], text[1:].lstrip()) if text[:1] in {"+", "-"} else ("", text)


def mantissa(digits: str, sign: str = "") -> str:
    """With a decimal point and nothing else between the digits; the sign is for what is said of them alone."""
    text = digits.strip()
    if two := TWO_READINGS.fullmatch(sign.strip("+") + text):
        left, right = two["left"], two["right"]
        raise Fault(
            "{text} could be read as {left}.{right} or as {left}{right}: type one of these.",
            text=quoted(two[0]),
            left=left,
            right=right,
        )
    found = PLAIN_REAL.fullmatch(text) or GROUPED_REAL.fullmatch(text)
    if not found:
        raise Fault("{text} has commas, points or blanks that cannot be read for certain.", text=quoted(text))
    return f"{GAP.sub('', found['whole']) or 0}.{found['part'] or 0}"


def quotient(over: str, under: str) -> float:
    if not Fraction(under):
        raise Fault("The fraction divides by zero.")
    try:
        return in_reach(float(Fraction(over) / Fraction(under)), over)
    except OverflowError:
        return in_reach(math.inf, over)


def scaled(digits: str, index: str) -> float:
    return in_reach(float(f"{digits}e{index}"), digits)


def in_reach(value: float, digits: str) -> float:
    """Refuses what would silently turn into infinity or into 0."""
    if math.isinf(value):
        raise Fault("The number is too large to be marked.")
    if value == 0 and digits.strip("0."):
        raise Fault("The number is too close to 0 to be told from it.")
    return value
