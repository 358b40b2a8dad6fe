"""What a request costs at the service, against what it costs at the least, in one run."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.bench.serving import Cell, Size, grown, served
from tests.bench.spending import spent
from tests.bench.told import Rows, costs, markdown, picture, spendings, table
from tests.run import Absent, postgresql

PARTS: dict[str, tuple[Callable[..., Iterator[Any]], Callable[..., Rows]]] = {
    "serving": (served, costs),
    "growth": (grown, costs),
    "spending": (spent, spendings),
}


def main(arguments: list[str]) -> int:
    usual = Size()
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", choices=PARTS, help="one part; else all")
    parser.add_argument("--rounds", type=int, default=usual.rounds)
    parser.add_argument("--seconds", type=float, default=usual.seconds, help="of each slice")
    parser.add_argument("--clients", type=numbers, default=usual.clients, metavar="N,…")
    parser.add_argument("--stored", type=numbers, default=usual.stored, metavar="N,…", help="responses, for growth")
    parser.add_argument("--sqlite-only", action="store_true")
    parser.add_argument("--report", type=Path, metavar="DIR", help="for the table and a picture")
    asked = parser.parse_args(arguments)
    size = Size(asked.rounds, asked.seconds, asked.clients, asked.stored)
    tables, drawn = list[Rows](), list[Cell]()
    with tempfile.TemporaryDirectory(prefix="bench-") as directory:
        for server in ("", *([] if asked.sqlite_only else servers())):
            for part in [asked.only] if asked.only else PARTS:
                measure, told = PARTS[part]
                found = list(measure(Path(directory), server, size))
                tables.append(told(found))
                drawn += [one for one in found if isinstance(one, Cell)]
                print(f"\n{table(tables[-1])}", flush=True)
    if asked.report:
        asked.report.mkdir(parents=True, exist_ok=True)
        (asked.report / "bench.md").write_text("\n".join(map(markdown, tables)), "utf-8")
        (asked.report / "bench.svg").write_text(picture(drawn), "utf-8")
    return 0


def numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(",")))


def servers() -> list[str]:
    try:
        return [postgresql()]
    except Absent as why:
        print(f"nothing on PostgreSQL: {why}")
        return []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
