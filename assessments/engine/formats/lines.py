"""Answers of several lines: sent as they were typed, shown with a label before each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def labelled(labels: Sequence[str], sign: str, texts: Iterable[str]) -> str:
    return "\n".join(f"{label}{sign}{text}" for label, text in zip(labels, texts, strict=True))


def unlabelled(labels: Sequence[str], sign: str, raw: str) -> list[str]:
    """The lines without the labels that `labelled` puts before them."""
    lines = [line.strip() for line in raw.split("\n")]
    known = [*labels, *[""] * len(lines)]
    return [line.removeprefix(f"{label}{sign}").strip() for line, label in zip(lines, known, strict=False)]
