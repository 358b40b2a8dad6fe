from __future__ import annotations

from assessments.engine.misconceptions import CATALOGUE


def title_of(tag: str) -> str:
    """A tag that has left the catalogue stands for itself."""
    return CATALOGUE[tag].title if tag in CATALOGUE else tag
