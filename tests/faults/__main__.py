"""python -m tests.faults [--size full|some|quick] [--only kills,load] [--server postgresql://…/postgres]"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.faults import plan
from tests.faults.storms import Ground
from tests.faults.table import Row, written
from tests.run import Absent, postgresql

SIZES = {"full": plan.FULL, "some": plan.SOME, "quick": plan.QUICK}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="What may happen to a service, made to happen, and counted.")
    parser.add_argument("--size", choices=SIZES, default="full")
    parser.add_argument("--only", default=",".join(plan.TESTS), help="tests, between commas")
    parser.add_argument("--without-mutants", action="store_true")
    asked = parser.parse_args(arguments)
    size, names, found = SIZES[asked.size], asked.only.split(","), list[Row]()
    with tempfile.TemporaryDirectory(prefix="faults-") as directory:
        grounds = [Ground("", Path(directory)), *(Ground(server, Path(directory)) for server in servers())]
        for row in plan.rows(names, grounds, size):
            found.append(told(row))
        if not asked.without_mutants:
            for row in plan.mutant_rows(grounds, size):
                found.append(told(row))
    print(f"\n{written(found)}")
    return 0 if all(row.passed for row in found) else 1


def servers() -> list[str]:
    try:
        return [f"{postgresql().rsplit('/', 1)[0]}/postgres"]
    except Absent as why:
        print(f"nothing on PostgreSQL: {why}")
        return []


def told(row: Row) -> Row:
    print(f"{time.strftime('%H:%M:%S')} {row.test}, {row.database}: {'passed' if row.passed else 'FAILED'}", flush=True)
    return row


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
