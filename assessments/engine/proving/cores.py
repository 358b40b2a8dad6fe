"""Verification on all cores: spaces are cut into shares, so that a large item keeps no core to itself."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from multiprocessing import get_context

from assessments.engine.definition import Definition
from assessments.engine.kind import load
from assessments.engine.proving.renders import Renders
from assessments.engine.proving.verify import WHOLE, Report, tries, verify_places

SHARE = 100  # points; the slowest kinds take a second for as many


def verify_all(
    definitions: Iterable[Definition], whole: int = WHOLE, tried: Callable[[int], object] = lambda _: None
) -> Iterator[Report]:
    """A report for each, in order; `tried` is told of points as they are done.

    Whoever stops listening, or is interrupted, waits for the shares that are being worked on and no longer.
    """
    # As text: a definition remembers much by now, and a worker reads it once for all its shares.
    jobs = [(json.dumps(one.facts()), cut(tries(one.space, whole))) for one in definitions]
    # Spawned: a fork would take over connections to the database and locks of threads.
    pool = ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=prepare)
    try:
        with ctrl_c_held_back():
            handed_out = [[pool.submit(verify_share, text, spots, whole) for spots in shares] for text, shares in jobs]
        for futures in handed_out:
            parts = []
            for future in futures:
                parts.append(future.result())
                tried(parts[-1].tried)
            yield Report.joined(parts)
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def ctrl_c_held_back() -> Iterator[None]:
    """Workers that start meanwhile inherit it: one that is told to stop before it can listen leaves all hanging."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def cut(points: int) -> list[range]:
    return [range(start, min(start + SHARE, points)) for start in range(0, points, SHARE)]


def prepare() -> None:
    """A worker leaves Ctrl-C, which the terminal sends to all of them, to the process that gave it work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    load()


def verify_share(text: str, places: range, whole: int) -> Report:
    definition, renders = known(text)
    return verify_places(definition, places, whole, renders)


@lru_cache(maxsize=4)
def known(text: str) -> tuple[Definition, Renders]:
    definition = Definition.read(json.loads(text))
    return definition, Renders(definition)
