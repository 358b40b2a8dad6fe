"""What was measured, as a table and as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tests.bench.contenders import FLOOR, OURS
from tests.bench.serving import Cell

HEADINGS = (
    "database",
    "what",
    "clients",
    "stored",
    "CPU ms",
    "floor's",
    "ratio",
    "req/s",
    "floor's",
    "p99 ms",
    "floor's",
)
TARGET = 1.25  # of the floor's cost
ROW, LEFT, WIDTH, UNIT = 18, 230, 720, 110  # pixels; a unit is once the floor's cost


def cells(cell: Cell) -> list[str]:
    figures = [f"{cell.median(name, 'cpu'):.2f}" for name in (OURS, FLOOR)]
    rates = [f"{cell.median(name, 'rate'):,.0f}" for name in (OURS, FLOOR)]
    waits = [f"{cell.median(name, 'p99'):,.0f}" for name in (OURS, FLOOR)]
    stored = f"{cell.stored:,}" if cell.stored else ""
    head = [cell.database, cell.action, str(cell.clients), stored]
    return [*head, *figures, f"{cell.ratio('cpu'):.2f}", *rates, *waits]


def table(found: Sequence[Cell]) -> str:
    rows = [list(HEADINGS), *map(cells, found)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            text.ljust(width) if place < 2 else text.rjust(width)
            for place, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def markdown(found: Sequence[Cell]) -> str:
    rows = [list(HEADINGS), ["---"] * len(HEADINGS), *map(cells, found)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


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
