"""What may happen to a service, made to happen to a real one, and counted."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.faults import plan
from tests.faults.service.grounds import Ground, ground
from tests.faults.table import Row, markdown, written
from tests.run import Absent, postgresql

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
ENDED = 130  # a shell's word for it


def main(arguments: list[str]) -> int:
    asked, found = parsed(arguments), list[Row]()
    for number in ENDING:
        signal.signal(number, end)
    try:
        run(asked, found)
    except KeyboardInterrupt:
        print("ended before its end; what was started is ended too, and what was made is removed")
        return ENDED
    finally:
        print(f"\n{written(found)}")
    return 0 if all(row.passed for row in found) else 1


def end(number: int, frame: object) -> None:
    """Everything is left by the way it was entered; once, for cleaning up is not to be cut short."""
    for one in ENDING:
        signal.signal(one, signal.SIG_IGN)
    raise KeyboardInterrupt


def parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--size", choices=plan.SIZES, default="full")
    parser.add_argument("--only", type=names, default=list(plan.TESTS), metavar="TEST,…", help=", ".join(plan.TESTS))
    parser.add_argument("--without-mutants", action="store_true")
    parser.add_argument("--report", type=Path, metavar="FILE", help="for the table, in Markdown")
    return parser.parse_args(arguments)


def run(asked: argparse.Namespace, found: list[Row]) -> None:
    with ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="faults-")))
        grounds = [stack.enter_context(ground(directory, server)) for server in ("", *servers())]
        for row in rows(asked, grounds):
            print(f"{time.strftime('%H:%M:%S')} {row.test}, {row.database}: {row.verdict}; {row.note}", flush=True)
            found.append(row)
            if asked.report:  # row by row: a long run may be cut short
                asked.report.write_text(markdown(found), "utf-8")


def names(text: str) -> list[str]:
    found = text.split(",")
    if unknown := set(found) - plan.TESTS.keys():
        raise argparse.ArgumentTypeError(f"no such test: {', '.join(sorted(unknown))}")
    return found


def servers() -> list[str]:
    try:
        return [postgresql()]
    except Absent as why:
        print(f"nothing on PostgreSQL: {why}")
        return []


def rows(asked: argparse.Namespace, grounds: list[Ground]) -> Iterator[Row]:
    size = plan.SIZES[asked.size]
    for name in asked.only:
        if missing := plan.TESTS[name].missing:
            print(f"left out: {name}, without {missing}")
    yield from plan.rows(asked.only, grounds, size)
    if not asked.without_mutants:
        yield from plan.mutant_rows(asked.only, grounds)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
