"""What was measured, as a table and as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tests.bench.contenders import FLOOR, OURS
from tests.bench.serving import Cell
from tests.bench.spending import PARTS, WHOLE, Spending

Rows = list[list[str]]  # the headings first
COSTS = ["database", "what", "clients", "stored", "CPU ms", "floor's", "ratio"]
COSTS += ["req/s", "floor's", "p99 ms", "floor's"]
SPENDINGS = ["database", "what", "spent on", "CPU ms", "floor's", "more"]
TARGET = 1.25  # of the floor's cost
ROW, LEFT, WIDTH, UNIT = 18, 230, 720, 110  # pixels; a unit is once the floor's cost


def costs(found: Sequence[Cell]) -> Rows:
    return [COSTS, *map(cells, found)]


def cells(cell: Cell) -> list[str]:
    figures = [f"{cell.median(name, 'cpu'):.2f}" for name in (OURS, FLOOR)]
    rates = [f"{cell.median(name, 'rate'):,.0f}" for name in (OURS, FLOOR)]
    waits = [f"{cell.median(name, 'p99'):,.0f}" for name in (OURS, FLOOR)]
    stored = f"{cell.stored:,}" if cell.stored else ""
    head = [cell.database, cell.action, str(cell.clients), stored]
    return [*head, *figures, f"{cell.ratio('cpu'):.2f}", *rates, *waits]


def spendings(found: Sequence[Spending]) -> Rows:
    """In parts, each a median, so that they need not make up the whole to the last figure."""
    return [SPENDINGS, *(part(one, name) for one in found for name in (*PARTS, WHOLE))]


def part(one: Spending, name: str) -> list[str]:
    ours, floor = (one.milliseconds(who, name) for who in (OURS, FLOOR))
    return [one.database, one.action, name, f"{ours:.2f}", f"{floor:.2f}", f"{ours - floor:+.2f}"]


def table(rows: Rows) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            text.rjust(width) if is_figure(text) else text.ljust(width) for text, width in zip(row, widths, strict=True)
        )
        for row in rows
    )


def is_figure(text: str) -> bool:
    return text.strip("+-,.0123456789") == ""


def markdown(rows: Rows) -> str:
    headings, *rest = rows
    return "".join(f"| {' | '.join(row)} |\n" for row in [headings, ["---"] * len(headings), *rest])


def picture(found: Sequence[Cell]) -> str:
    """A bar for each cell, as long as what it costs against the floor; a line where the target is."""
    height = ROW * len(found) + 60
    bars = "".join(bar(cell, 40 + ROW * place) for place, cell in enumerate(found))
    lines = "".join(line(times, height, name) for times, name in ((1.0, "floor"), (TARGET, "target")))
    style = (
        "text{font:12px sans-serif;fill:#222}rect{fill:#3a6ea5}.line{stroke:#888}.target{stroke:#b3261e;"
        "stroke-dasharray:4 3}@media(prefers-color-scheme:dark){text{fill:#ddd}rect{fill:#7fb0e6}}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"><title>Processor time of a '
        f"request, as a multiple of the floor's</title><style>{style}</style>{bars}{lines}</svg>\n"
    )


def bar(cell: Cell, top: int) -> str:
    ratio = cell.ratio("cpu")
    among = f", {cell.stored:,} stored" if cell.stored else f", {cell.clients} at once"
    name = escape(f"{cell.database}: {cell.action}{among}")
    return (
        f'<text x="{LEFT - 8}" y="{top + 11}" text-anchor="end">{name}</text>'
        f'<rect x="{LEFT}" y="{top}" width="{ratio * UNIT:.1f}" height="{ROW - 5}" rx="2"></rect>'
        f'<text x="{LEFT + ratio * UNIT + 6:.1f}" y="{top + 11}">{ratio:.2f}</text>'
    )


def line(times: float, height: int, name: str) -> str:
    at = LEFT + times * UNIT
    return (
        f'<line class="line {name}" x1="{at}" x2="{at}" y1="28" y2="{height - 12}"></line>'
        f'<text x="{at}" y="{22 if name == "floor" else 10}" text-anchor="middle">{name}</text>'
    )
