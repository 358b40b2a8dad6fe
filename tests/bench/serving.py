"""The same done at the service and at the floor in turn, slice by slice: ratios hold on a busy machine as well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from statistics import median

from tests.bench.clients import Slice, busy
from tests.bench.contenders import FLOOR, OURS, Contender, contender

ACTIONS = ("page", "answer", "practice")
CROWD = 8  # learners at once, where their number is not what is asked


@dataclass(frozen=True)
class Size:
    rounds: int = 3
    seconds: float = 3.0
    clients: Sequence[int] = (1, 8, 32)
    stored: Sequence[int] = (10_000, 100_000, 1_000_000)


@dataclass
class Cell:
    """One thing done by so many at once, at both contenders, in several rounds."""

    database: str
    action: str
    clients: int
    stored: int = 0  # responses in the service's database at the start
    slices: Mapping[str, list[Slice]] = field(default_factory=lambda: {FLOOR: [], OURS: []})

    def median(self, name: str, figure: str) -> float:
        return median(getattr(one, figure) for one in self.slices[name])

    def ratio(self, figure: str) -> float:
        """Formed within each round."""
        pairs = zip(self.slices[OURS], self.slices[FLOOR], strict=True)
        return median(getattr(ours, figure) / getattr(floor, figure) for ours, floor in pairs)


def served(directory: Path, server: str, size: Size) -> Iterator[Cell]:
    """What one request costs."""
    database, most = name_of(server), max(size.clients)
    with ExitStack() as stack:
        both = [
            stack.enter_context(contender(name, directory / f"{name}-{database}", server, most))
            for name in (FLOOR, OURS)
        ]
        cells = [Cell(database, action, clients) for action, clients in product(ACTIONS, size.clients)]
        for _ in range(size.rounds):
            for cell in cells:
                for one in both:
                    cell.slices[one.name].append(sliced(one, cell, size))
    yield from cells


def grown(directory: Path, server: str, size: Size) -> Iterator[Cell]:
    """What it costs among more and more that is stored; the floor stays as it is."""
    database = name_of(server)
    with ExitStack() as stack:
        floor = stack.enter_context(contender(FLOOR, directory / f"{FLOOR}-{database}-grown", server, CROWD))
        ours = {
            stored: stack.enter_context(
                contender(OURS, directory / f"{database}-{stored}", server, CROWD, stored // 10)
            )
            for stored in size.stored
        }
        cells = [Cell(database, action, CROWD, stored) for action, stored in product(ACTIONS[:2], size.stored)]
        for _ in range(size.rounds):
            for cell in cells:
                for one in (floor, ours[cell.stored]):
                    cell.slices[one.name].append(sliced(one, cell, size))
    yield from cells


def sliced(one: Contender, cell: Cell, size: Size) -> Slice:
    process = one.node.process
    if process is None:
        raise RuntimeError(f"{one.name} is down")
    return busy(one.places[cell.action][: cell.clients], cell.action, process.pid, size.seconds)


def name_of(server: str) -> str:
    return "PostgreSQL" if server else "SQLite"
