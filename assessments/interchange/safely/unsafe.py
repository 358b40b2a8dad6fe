"""The one refusal of everything that a file may try."""

from __future__ import annotations


class Unsafe(ValueError):
    """The message is for the person who sent the file; nothing of it is used."""
