from __future__ import annotations

import re

import segno

from assessments.web.accounts.pictures import MARGIN, square

TEXT = "otpauth://totp/Cellstate:alice?secret=PB4HQ6DYPB4HQ6DYPB4HQ6DYPB4HQ6DY&issuer=Cellstate"


def test_the_lines_are_the_dots() -> None:
    drawn = square(TEXT)
    dark = {
        (int(x) + step, int(y))
        for x, y, width in re.findall(r"M(\d+) (\d+)\.5h(\d+)", drawn.path)
        for step in range(int(width))
    }

    matrix = segno.make(TEXT, error="m", micro=False).matrix
    wanted = {(x + MARGIN, y + MARGIN) for y, row in enumerate(matrix) for x, dot in enumerate(row) if dot}
    assert dark == wanted
    assert drawn.side == len(matrix) + 8
