"""A bar for whoever waits at a terminal; nothing where the output goes elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Self

from django.core.management.base import OutputWrapper

WIDTH = 24
PAUSE = 0.1  # seconds between two drawings
TELLING = 0.02  # from which share on the rest can be guessed
INTERRUPTED = 130  # what shells call a program that Ctrl-C has ended
CLEAR = "\r\x1b[K"


class Progress:
    """`with Progress(points, stderr) as bar: … bar.add(250)`; whoever writes lines in between clears it first."""

    def __init__(
        self, total: int, stream: OutputWrapper, clock: Callable[[], float] = monotonic, unit: str = "points"
    ) -> None:
        self.total, self.done, self.stream, self.clock, self.unit = total, 0, stream, clock, unit
        self.start = self.drawn = clock()
        self.shown = stream.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def add(self, points: int) -> None:
        self.done += points
        now = self.clock()
        if self.shown and (now - self.drawn >= PAUSE or self.done >= self.total):
            self.drawn = now
            self.write(f"{CLEAR}{self.bar(now - self.start)}")

    def reach(self, points: int) -> bool:
        """As `add`, told how many there are by now; always true, so that it can be asked whether to go on."""
        self.add(points - self.done)
        return True

    def clear(self) -> None:
        if self.shown:
            self.write(CLEAR)

    def bar(self, seconds: float) -> str:
        part = self.done / max(self.total, 1)
        filled, left = "█" * int(WIDTH * part), ""
        if part >= TELLING:
            left = f", {(self.total - self.done) * seconds / self.done:.0f} s left"
        return f"{filled:░<{WIDTH}} {part:4.0%}  {self.done:,} of {self.total:,} {self.unit}{left}"

    def write(self, text: str) -> None:
        self.stream.write(text, str, ending="")
        self.stream.flush()
