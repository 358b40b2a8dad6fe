"""How answers are typed, read, compared and shown. A kind says what is true; a format knows nothing of LSTMs."""

from assessments.engine.formats.base import FORMATS, Format, Unreadable, load
from assessments.engine.formats.choice import Choice
from assessments.engine.formats.integer import Integer
from assessments.engine.formats.interval import Ends, Interval
from assessments.engine.formats.match import Match
from assessments.engine.formats.matrix import Matrix
from assessments.engine.formats.multi_choice import MultiChoice
from assessments.engine.formats.parts import Parts
from assessments.engine.formats.real import Real
from assessments.engine.formats.rows import Rows
from assessments.engine.formats.shape import Shape
from assessments.engine.formats.tolerance import Tolerance
from assessments.engine.formats.vector import Vector

__all__ = [
    "FORMATS",
    "Choice",
    "Ends",
    "Format",
    "Integer",
    "Interval",
    "Match",
    "Matrix",
    "MultiChoice",
    "Parts",
    "Real",
    "Rows",
    "Shape",
    "Tolerance",
    "Unreadable",
    "Vector",
    "load",
]
