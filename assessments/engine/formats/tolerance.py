"""How far a real answer may lie from the key and still be right."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import asdict, dataclass
from decimal import Decimal

from assessments.engine.texts.said import Said

MOST_DIGITS = 15  # every decimal numeral of so many figures survives a double
ULPS = 8  # what rounding may have done to a key on its way through the reference
NOISE = 1e-9  # of the room itself: 0.063 lies a shade more than 0.0005 above 0.0625
EXACTLY = Said("exactly")


@dataclass(frozen=True)
class Mode:
    amounts: Callable[[float], bool]  # which amounts make sense
    room: Callable[[float, float], float]  # amount, key → the largest distance that counts as right
    rounded: Callable[[float, float], str]  # amount, value → in the digits that the amount calls for
    words: Callable[[float], Said]
    by_size: bool = False  # the room grows with the key, so a key of 0 has none


def exponent(value: float) -> int:
    """Of the leading figure, so that 0.0999999999999999 counts as 0.1."""
    return int(f"{value:.12e}".partition("e")[2])


def guard_digits(amount: float) -> int:
    """Decimals that keep the rounding error of a shown value within a tenth of the amount."""
    return math.ceil(math.log10(5) - math.log10(amount)) if amount else MOST_DIGITS


MODES = {
    "absolute": Mode(
        amounts=lambda amount: 0 <= amount < math.inf,
        room=lambda amount, _: amount,
        rounded=lambda amount, value: f"{value:.{max(guard_digits(amount), 0)}f}",
        words=lambda amount: Said("to within {amount}", amount=f"{Decimal(repr(amount)):f}") if amount else EXACTLY,
    ),
    "relative": Mode(
        amounts=lambda amount: 0 <= amount < 1,
        room=lambda amount, key: amount * abs(key),
        rounded=lambda amount, value: f"{value:.{1 + guard_digits(amount)}g}",
        words=lambda amount: Said("to within {amount} %", amount=f"{100 * amount:.10g}") if amount else EXACTLY,
        by_size=True,
    ),
    "figures": Mode(
        amounts=lambda amount: 1 <= amount <= MOST_DIGITS and float(amount).is_integer(),
        room=lambda amount, key: 0.5 * 10.0 ** (exponent(key) - amount + 1),
        rounded=lambda amount, value: f"{value:.{int(amount)}g}",
        words=lambda amount: Said.counted("to {n} significant figure", "to {n} significant figures", int(amount)),
        by_size=True,
    ),
    "places": Mode(
        amounts=lambda amount: 0 <= amount <= MOST_DIGITS and float(amount).is_integer(),
        room=lambda amount, _: 0.5 * 10.0**-amount,
        rounded=lambda amount, value: f"{value:.{int(amount)}f}",
        words=lambda amount: Said.counted("to {n} decimal place", "to {n} decimal places", int(amount)),
    ),
}


@dataclass(frozen=True)
class Tolerance:
    """`amount` is a distance, a share of the key (0.01 is 1 %), significant figures or decimal places, by `mode`."""

    mode: str
    amount: float

    def __post_init__(self) -> None:
        if not isinstance(self.mode, str) or self.mode not in MODES:
            raise ValueError(f"a tolerance is {', '.join(MODES)}, not {self.mode!r}")
        number = isinstance(self.amount, (int, float)) and not isinstance(self.amount, bool)
        if not number or not MODES[self.mode].amounts(self.amount):
            raise ValueError(f"{self.amount!r} is no amount for the tolerance {self.mode!r}")

    def facts(self) -> dict[str, object]:
        return asdict(self)

    def check(self, key: float) -> None:
        """Raises ValueError where no answer but the key itself could ever be right."""
        if not math.isfinite(key):
            raise ValueError(f"{key} is no key: no answer can come close to it")
        if key == 0 and MODES[self.mode].by_size:
            raise ValueError(f"a tolerance by {self.mode} cannot judge a key of 0: use an absolute one")

    def room(self, key: float) -> float:
        """The largest distance from the key that counts as right."""
        mode = MODES[self.mode]
        return 0.0 if key == 0 and mode.by_size else mode.room(self.amount, key)

    def accepts(self, response: float, key: float) -> bool:
        if math.isinf(response) or math.isinf(key):
            return response == key
        noise = ULPS * math.ulp(max(abs(response), abs(key)))
        return abs(response - key) <= self.room(key) * (1 + NOISE) + noise

    def words(self) -> Said:
        """As they end the sentence “It must match the exact value …”."""
        return MODES[self.mode].words(self.amount)

    def brief(self, value: float) -> str:
        """A finite value in the digits that this tolerance calls for; idle ones are left out."""
        rounded = numeral(MODES[self.mode].rounded(self.amount, value))
        return min((text for text in (rounded, plainly(value)) if self.accepts(float(text), value)), key=len)


USUAL = Tolerance("absolute", 5e-4)  # whatever is rightly rounded to three places is right


def numeral(text: str) -> str:
    """A decimal numeral as people write it: no idle zeros, and a power of ten only where it spares many."""
    value = Decimal(text).normalize()
    if value == 0:
        return "0"
    plain = -6 <= value.adjusted() <= MOST_DIGITS  # noqa: PLR2004 -- 0.000001 can still be counted
    return f"{value:f}" if plain else f"{value:e}".replace("e+", "e")


def plainly(value: float) -> str:
    """Every digit that tells the value from its neighbours."""
    return numeral(repr(float(value)))
