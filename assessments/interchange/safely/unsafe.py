"""The one refusal of everything that a file may try."""

from __future__ import annotations

from assessments.interchange.incoming import BadFile


class Unsafe(BadFile):
    """What a file may not be or hold; a text of one question that is unsafe refuses that question only."""
