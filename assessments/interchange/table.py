"""Questions in a table, one a row, under the names of `COLUMNS`. For import only.
https://www.rfc-editor.org/rfc/rfc4180
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from io import StringIO

from assessments.interchange.authored import Answer, Asked, Slugs, choice, number, text
from assessments.interchange.codecs import Codec
from assessments.interchange.incoming import BadFile, Incoming, Refused, Taken
from assessments.interchange.safely import counting
from assessments.interchange.texts import decoded, is_text

LETTERS = "abcdefgh"
COLUMNS: Mapping[str, str] = {
    "question": "in Markdown with $LaTeX$",
    "answer": "letters of the right options, such as `b` or `a c`; without options what is typed: `42`, `(3, 4)`",
    "name": "its title; the question itself if empty",
    "tolerance": "how far off a typed number may be",
    "solution": "shown after answering, in Markdown",
    "tags": "words with blanks between them",
    **{f"option_{letter}": f"option {letter.upper()}, in Markdown" for letter in LETTERS},
    **{f"feedback_{letter}": f"shown to whoever chooses {letter.upper()}" for letter in LETTERS},
}
NEEDED = ("question", "answer")
SEPARATORS = ",;\t"  # spreadsheets write each of them, by language
MOST_CELLS = 500_000
FEW = 60  # characters of a question that has no name

Row = Mapping[str, str]


def read(data: bytes) -> Incoming:
    """Raises BadFile."""
    rows = cells(decoded(data))
    head = [name.strip().lower() for name in rows[0]] if rows else []
    if missing := [name for name in NEEDED if name not in head]:
        raise BadFile(f"the table has no column {' and no column '.join(missing)}")
    # Spreadsheets leave columns without a name.
    if unknown := [name for name in head if name and name not in COLUMNS]:
        raise BadFile(f"the table has columns that mean nothing here: {', '.join(unknown)[:200]}")
    slugs, filled = Slugs(), ([cell.strip() for cell in row] for row in rows[1:])
    return Incoming(counting.questions(question(head, row, slugs) for row in filled if any(row)))


def cells(text: str) -> list[list[str]]:
    """Raises BadFile."""
    head = text.partition("\n")[0]
    # By the heading, where no text can have one of its own.
    separator = max(SEPARATORS, key=head.count)
    # Counted before it is parsed, as each cell takes many times its room in the file.
    if text.count(separator) > MOST_CELLS:
        raise BadFile(f"the table has more than {MOST_CELLS:,} cells")
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as wrong:
        raise BadFile(f"the table cannot be read: {wrong}") from wrong


def question(head: list[str], cells: list[str], slugs: Slugs) -> Taken | Refused:
    row = dict(zip(head, cells, strict=False))
    name = row.get("name") or row.get("question", "")[:FEW] or "a row without a question"
    if len(cells) > len(head) or any(cell for column, cell in zip(head, cells, strict=False) if not column):
        return Refused(name, "it has more cells than the table has columns: a text that holds a separator takes quotes")
    if missing := [column for column in NEEDED if not row.get(column)]:
        return Refused(name, f"there is nothing under {' and '.join(missing)}")
    offered = [letter for letter in LETTERS if row.get(f"option_{letter}")]
    answers = chosen(row, offered) if offered else typed(row)
    if answers is None:
        return Refused(name, f"{row['answer'][:40]!r} must be letters of its options, or a number for a tolerance")
    tags = tuple(row.get("tags", "").split())
    asked = Asked(name, slugs.of(name), row["question"], answers, row.get("solution", ""), tags=tags)
    if offered:
        return choice(asked, many=sum(answer.share > 0 for answer in answers) > 1)
    return number(asked) if row.get("tolerance") else text(asked)


def chosen(row: Row, offered: list[str]) -> list[Answer] | None:
    """Of several, a wrong one cancels a right one. None where the answer is not letters of options."""
    right = set(row["answer"].lower().replace(",", " ").replace(";", " ").split())
    if not right or not right <= set(offered):
        return None
    share = 1 / len(right)
    shares = {letter: share if letter in right else -share * (len(right) > 1) for letter in offered}
    return [
        Answer(row[f"option_{letter}"], share, row.get(f"feedback_{letter}", "")) for letter, share in shares.items()
    ]


def typed(row: Row) -> list[Answer] | None:
    """None where the tolerance is no number."""
    try:
        room = abs(float((row.get("tolerance") or "0").replace(",", ".")))
    except ValueError:
        return None
    return [Answer(row["answer"], 1.0, room=room)] if math.isfinite(room) else None


def knows(data: bytes) -> bool:
    head = data.partition(b"\n")[0].lower()
    return (
        is_text(data)
        and all(name.encode() in head for name in NEEDED)
        and any(sign.encode() in head for sign in SEPARATORS)
    )


TABLE = Codec(slug="csv", title="CSV", ending=".csv", knows=knows, read=read)
