"""How the questions on sequences print code."""

from __future__ import annotations

from assessments.engine.kind import Kind


def flags(kind: Kind) -> dict[str, str]:
    """The drawn settings that are on or off, as Python writes them."""
    return {name: str(getattr(kind, name)) for name, values in kind.domains().items() if isinstance(values[0], bool)}
