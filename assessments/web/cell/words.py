"""The living cell's words and numbers, the same in its drawing, its equation and its table."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

from django.utils.translation import gettext_lazy as _

# A step's tensor → its letter on a chip, whose colour it has, its name, and what it is for.
LETTERS = {"x": "x", "f": "f", "i": "i", "g": "c", "o": "o", "c": "C", "h": "h"}
GATES = {"f": "gate-f", "i": "gate-i", "g": "gate-c", "o": "gate-o"}
STYLES = dict.fromkeys(LETTERS, "gate-state") | GATES
NAMES = {
    "x": _("Input"),
    "f": _("Forget gate"),
    "i": _("Input gate"),
    "g": _("Candidate"),
    "o": _("Output gate"),
    "c": _("Cell state"),
    "h": _("Hidden state"),
}
ROLES = {
    "f": _("How much of each entry of the old cell state is kept."),
    "i": _("How much of the candidate is written."),
    "g": _("What could be written, up or down."),
    "o": _("How much of the cell state is shown."),
    "c": _("What is kept of the old, and what is written. This line has no weights."),
    "h": _("The cell state, squashed, and as much of it as the output gate lets through."),
}
# A preset → what a button calls it, and what it does.
PRESETS = {
    "keep": (
        _("Keep"),
        _("The forget gate is open, the input gate closed: whatever is read, the cell state stays what it was."),
    ),
    "overwrite": (
        _("Overwrite"),
        _(
            "A pulse in the input closes the forget gate and opens the input gate: what was held gives way to the "
            "candidate, and that is held from then on."
        ),
    ),
    "forget": (
        _("Forget"),
        _("A pulse in the input closes the forget gate. Nothing is written, so the cell state stays empty."),
    ),
    "copy": (
        _("Copy"),
        _("Nothing is kept and everything is written: the hidden state follows the input of the same step."),
    ),
}
MINUS = "−"
PLACES = 4


def rounded(value: float, places: int = PLACES) -> str:
    """With all its places, so that numbers stand below each other."""
    return signed(f"{value:.{places}f}")


def brief(value: float) -> str:
    """As few places as it needs, four at most."""
    return signed(f"{round(value, PLACES) + 0.0:g}")


def lower(value: float) -> str:
    """Rounded down: what lies above the end lies above the text, too."""
    return brief(floor(value * 10**PLACES) / 10**PLACES)


def upper(value: float) -> str:
    return brief(ceil(value * 10**PLACES) / 10**PLACES)


def column(values: Sequence[float]) -> str:
    """0.25, or (0.25, −1) for several units."""
    shown = ", ".join(brief(value) for value in values)
    return shown if len(values) == 1 else f"({shown})"


def signed(text: str) -> str:
    """A real minus sign, and none before nothing."""
    return text.lstrip("-") if not text.strip("-0.") else text.replace("-", MINUS)
