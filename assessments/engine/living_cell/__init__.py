"""A small LSTM that a reader sets, steps through and looks into; what it shows is executed."""

from assessments.engine.living_cell.address import OutOfBounds, query, read
from assessments.engine.living_cell.presets import PRESETS, Preset
from assessments.engine.living_cell.running import Found, Shown, shown
from assessments.engine.living_cell.state import GATES, PARTS, Spot, State, placed, spots

__all__ = [
    "GATES",
    "PARTS",
    "PRESETS",
    "Found",
    "OutOfBounds",
    "Preset",
    "Shown",
    "Spot",
    "State",
    "placed",
    "query",
    "read",
    "shown",
    "spots",
]
