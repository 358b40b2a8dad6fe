"""The finite space of parameters that an item can draw from, and each learner's own order through it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from assessments.engine.kind import Value

ROUNDS = 4  # a Feistel network of four rounds is a pseudo-random permutation (Luby and Rackoff, 1988)


@dataclass(frozen=True)
class Space:
    """Points in a fixed order, last axis fastest. Values are the axes' own: equal points are equal JSON."""

    axes: Mapping[str, tuple[Value, ...]]

    def __len__(self) -> int:
        return self._size

    @cached_property
    def _size(self) -> int:
        return math.prod(len(values) for values in self.axes.values())

    @cached_property
    def _strided(self) -> tuple[tuple[str, tuple[Value, ...], int], ...]:
        """Each axis with how many points lie between one of its values and the next."""
        behind = [math.prod(map(len, list(self.axes.values())[place:])) for place in range(1, len(self.axes) + 1)]
        return tuple((name, values, stride) for (name, values), stride in zip(self.axes.items(), behind, strict=True))

    def __getitem__(self, index: int) -> dict[str, Value]:
        """Raises IndexError outside 0 … len − 1."""
        if not 0 <= index < len(self):
            raise IndexError(index)
        return {name: values[index // stride % len(values)] for name, values, stride in self._strided}

    def __iter__(self) -> Iterator[dict[str, Value]]:
        return (self[index] for index in range(len(self)))

    def in_stretch(self, place: int, stretches: int, key: bytes) -> dict[str, Value]:
        """One point of the place-th of so many equal stretches of the order; `key` decides which."""
        start, end = (edge * len(self) // stretches for edge in (place, place + 1))
        # By hashing, not by Random: the same on every version of Python.
        drawn = blake2b(place.to_bytes(8, "big"), key=key[:64], digest_size=8).digest()
        return self[start + int.from_bytes(drawn, "big") % (end - start)]

    def in_order_of(self, key: bytes, position: int) -> dict[str, Value]:
        """The point at `position` of the endless walk that `key` decides: every point once, then all again, anew."""
        lap, place = divmod(position, len(self))
        return self[shuffled(place, len(self), key + lap.to_bytes(8, "big"))]


def shuffled(place: int, size: int, key: bytes) -> int:
    """Where a keyed permutation of 0 … size − 1 sends `place`; found without listing the others."""
    half = max(1, math.ceil((size - 1).bit_length() / 2))
    while True:  # cycle walking: the network permutes a power of four, so step on until inside
        place = feistel(place, half, key)
        if place < size:
            return place


def feistel(number: int, half: int, key: bytes) -> int:
    mask = (1 << half) - 1
    left, right = number >> half, number & mask
    for round_ in range(ROUNDS):
        digest = blake2b(bytes([round_]) + right.to_bytes(8, "big"), key=key[:64], digest_size=8).digest()
        left, right = right, left ^ (int.from_bytes(digest, "big") & mask)
    return (left << half) | right
