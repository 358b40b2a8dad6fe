"""Answers that are texts with more than one spelling: a shape, a block of rows. All that we know are listed."""

from __future__ import annotations

from typing import Any

from assessments.engine.formats import Format, Rows, Shape
from assessments.interchange.qti.elements import el
from assessments.interchange.qti.writing.asked import Asked, Context, advice, entry, line
from assessments.interchange.qti.writing.expressions import all_of, base, correct, declared, is_one_of, variable
from assessments.interchange.qti.writing.numbers import apart
from assessments.interchange.spellings import spellings

AXES = "Type the sizes of the axes in order, such as (900, 700) or 900x700."
BLOCK = "Type a slice such as 7000:9000, or the first and the last row, such as 7000 to 8999."


def shape(form: Shape, key: tuple[int, ...], context: Context) -> Asked:
    return by_axis(key, context) if form.per_axis and key else spelled(form, key, context, AXES)


def rows(form: Rows, key: tuple[int, int], context: Context) -> Asked:
    return spelled(form, key, context, BLOCK)


def spelled(form: Format[Any], key: Any, context: Context, how: str) -> Asked:
    name = context.name
    ways = spellings(form, form.show(key), key)
    entries = [el("mapEntry", mapKey=way, mappedValue=1, caseSensitive=False) for way in ways]
    return Asked(
        declarations=[declared(name, "single", "string", [form.show(key)], el("mapping", *entries, defaultValue=0))],
        body=[line(context.label, entry(name, 20)), advice(how)],
        recognise=lambda value: is_one_of(name, spellings(form, form.show(value), value)),
        right=is_one_of(name, ways),
    )


def by_axis(key: tuple[int, ...], context: Context) -> Asked:
    """An input for each axis, which tells how many there are."""
    names = [f"{context.name}_{place}" for place in range(1, len(key) + 1)]
    each = [el("equal", variable(name), correct(name), toleranceMode="exact") for name in names]

    def recognise(value: tuple[int, ...]) -> Any:
        if len(value) != len(key):
            return None
        sizes = [base("integer", str(size)) for size in value]
        return all_of(
            [el("equal", variable(name), size, toleranceMode="exact") for name, size in zip(names, sizes, strict=True)]
        )

    return Asked(
        declarations=[declared(name, "single", "integer", [str(size)]) for name, size in zip(names, key, strict=True)],
        body=[line(context.label, "(", *apart(names), ")"), advice("Type the size of each axis, in digits only.")],
        recognise=recognise,
        right=all_of(each),
        shares=[(test, 1 / len(key)) for test in each],
    )
