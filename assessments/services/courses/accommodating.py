"""Accommodations by the sheet: read and reported first, written all at once, and only where every row can be read."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware

from assessments.models import Accommodation, Course
from assessments.services.courses.giving import give

DATES = ("opens_at", "due_at", "closes_at")
COLUMNS = ("username", "group", "quiz", "time_factor", "extra_minutes", *DATES, "extra_attempts")
MOST_ROWS = 2000


@dataclass(frozen=True)
class Row:
    """A line of the sheet: what it would write, or why it cannot."""

    line: int
    given: Accommodation | None
    fault: str = ""

    @property
    def is_new(self) -> bool:
        return self.given is not None and self.given.pk is None


def read(text: str, course: Course) -> list[Row]:
    """Writes nothing. Raises ValidationError where it is no sheet at all."""
    try:
        lines = list(numbered(text))
    except csv.Error as wrong:
        raise ValidationError(f"This cannot be read as rows between commas: {wrong}.") from wrong
    if len(lines) > MOST_ROWS:
        raise ValidationError(f"At most {MOST_ROWS} rows at a time.")
    rows = [row_of(number, line, course) for number, line in lines]
    return [without_repeats(row, rows) for row in rows]


def numbered(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with its line; empty ones are passed over, and counted."""
    sheet = csv.DictReader(text.splitlines(), skipinitialspace=True)
    unknown = set(sheet.fieldnames or ()) - set(COLUMNS)
    if unknown or not {"username", "group"} & set(sheet.fieldnames or ()):
        raise ValidationError(f"The first line must name columns among: {', '.join(COLUMNS)}.")
    for line in sheet:
        yield sheet.line_num, line


def row_of(number: int, line: Mapping[str, str], course: Course) -> Row:
    try:
        if None in line:
            raise ValueError("more cells than columns")  # noqa: TRY301 -- one place words every fault
        given = accommodation({name: (line.get(name) or "").strip() for name in COLUMNS}, course)
        given.full_clean()
    except ValidationError as wrong:
        return Row(number, None, " ".join(wrong.messages))
    except (ObjectDoesNotExist, ValueError) as wrong:
        return Row(number, None, str(wrong))
    return Row(number, given)


def without_repeats(row: Row, rows: Iterable[Row]) -> Row:
    earlier = [one.line for one in rows if one.line < row.line and one.given and row.given and whom(one) == whom(row)]
    return Row(row.line, None, f"The same as in line {earlier[0]}.") if earlier else row


def whom(row: Row) -> tuple[int | None, ...]:
    return row.given.learner_id, row.given.group_id, row.given.assessment_id


def accommodation(cells: Mapping[str, str], course: Course) -> Accommodation:
    """The one that there is, changed, or a new one. Raises ValueError and ObjectDoesNotExist."""
    if bool(cells["username"]) == bool(cells["group"]):
        raise ValueError("Name either a username or a group.")
    place = {
        "course": course,
        "assessment": found(course.assessments, "quiz", slug=cells["quiz"]) if cells["quiz"] else None,
        "learner": found(people(course), "member", username=cells["username"]) if cells["username"] else None,
        "group": found(course.groups, "group", title=cells["group"]) if cells["group"] else None,
    }
    known = Accommodation.objects.filter(**{name: one for name, one in place.items() if one is not None})
    # Empty cells are asked for as well: a row for one quiz is not the row for all of them.
    known = known.filter(**{f"{name}__isnull": True for name, one in place.items() if one is None})
    given = known.first() or Accommodation(**place)
    for name, value in values(cells).items():
        setattr(given, name, value)
    return given


def values(cells: Mapping[str, str]) -> dict[str, Any]:
    """An empty cell is what all get."""
    return {
        "time_factor": (cells["time_factor"] or "1").replace(",", "."),
        "extra_time": minutes(cells["extra_minutes"] or "0"),
        **{name: moment(cells[name]) for name in DATES},
        "extra_attempts": cells["extra_attempts"] or 0,
    }


def minutes(text: str) -> timedelta:
    try:
        return timedelta(minutes=float(text.replace(",", ".")))
    except OverflowError:
        raise ValueError(f"“{text}” is more minutes than there can be.") from None


def moment(text: str) -> Any:
    if not text:
        return None
    parsed = parse_datetime(text)
    if parsed is None:
        raise ValueError(f"“{text}” is no date and time such as 2030-01-31 14:00.")
    try:
        return (make_aware(parsed) if is_naive(parsed) else parsed).astimezone(UTC)
    except OverflowError:
        raise ValueError(f"“{text}” is before or after all time.") from None


def people(course: Course) -> Any:
    return get_user_model().objects.filter(memberships__course=course)


def found(rows: Any, what: str, **asked: str) -> Any:
    one = rows.filter(**asked).first()
    if one is None:
        raise ValueError(f"The course has no {what} “{next(iter(asked.values()))}”.")
    return one


def apply(rows: list[Row], by: AbstractBaseUser | None, now: datetime) -> int:
    """Write all of them; how many running attempts got another deadline. Raises ValueError where a row has a fault."""
    if any(row.given is None for row in rows):
        raise ValueError("a sheet with a fault is not written")
    return give([row.given for row in rows], by, now)
