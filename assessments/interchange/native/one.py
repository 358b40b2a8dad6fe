"""One item as our own JSON: in a file of its own, or along with the same question in another format."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from assessments.interchange import bundle
from assessments.interchange.bundle import BadBundle, ItemBundle
from assessments.interchange.incoming import BadFile, Refused, Taken
from assessments.interchange.outgoing import About, Exported, digest

DEEPEST = 20
MOST_FACTS = 500_000  # each takes a hundred times its room in the file
LINES = "lines"  # {"lines": ["one", "two"]} stands for a text of two lines


def facts_of(item: Exported) -> dict[str, Any]:
    about = item.about
    return bundle.facts_of(ItemBundle(item.slug, item.title, item.facts, about.tags, about.difficulty, about.trials))


def embedded(item: Exported, marks: Mapping[str, str]) -> str:
    """A single line of ASCII, which survives wherever any text does; with a mark of each variant beside it."""
    return json.dumps({"bank": item.bank, **facts_of(item), "variants": dict(marks)}, sort_keys=True)


def mark_of(text: str) -> str:
    return digest(text).hex()[:16]


def taken(name: str, facts: object, losses: tuple[str, ...] = ()) -> Taken | Refused:
    """An item by its slug, title and definition, or why it cannot be one."""
    if not isinstance(facts, Mapping) or not {"slug", "title", "definition"} <= set(facts):
        return Refused(name, "an item has a slug, a title and a definition")
    try:
        must_be_plain(facts)
        item = bundle.item_of(facts)
        bundle.check(item)
    except (BadBundle, BadFile, TypeError) as wrong:
        return Refused(name, str(wrong).removeprefix(f"{facts['slug']}: "))
    return Taken(item.slug, item.title, item.definition, losses, About(item.tags, item.difficulty, item.trials))


def loaded(text: str | bytes) -> Any:
    """Raises BadFile."""
    # Counted before it is parsed: what it would take is memory, and by then it would be taken.
    if sum(map(text.count, ",[{" if isinstance(text, str) else (b",", b"[", b"{"))) > MOST_FACTS:
        raise BadFile(f"the JSON has more than {MOST_FACTS:,} parts")
    try:
        # Python reads NaN and Infinity, which no JSON may hold and no database keeps.
        return json.loads(text, parse_constant=no_number)
    except (ValueError, RecursionError) as wrong:  # which also is what bad UTF-8 raises
        raise BadFile(f"no JSON: {wrong}") from wrong


def no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def must_be_plain(facts: object) -> None:
    """Raises BadFile for what a database would not keep."""
    for text in texts(facts, DEEPEST):
        if "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
            raise BadFile("a text holds a character that cannot be kept")


def texts(facts: object, deeper: int) -> Iterator[str]:
    if deeper < 0:
        raise BadFile(f"objects and lists are nested deeper than {DEEPEST}")
    if isinstance(facts, str):
        yield facts
    elif isinstance(facts, Mapping):
        for name, fact in facts.items():
            yield from (name, *texts(fact, deeper - 1))
    elif isinstance(facts, list | tuple):
        for fact in facts:
            yield from texts(fact, deeper - 1)


def in_lines(fact: Any) -> Any:
    """With texts of several lines as lists, in which a change shows line by line."""
    if isinstance(fact, str):
        return {LINES: fact.split("\n")} if "\n" in fact else fact
    if isinstance(fact, Mapping):
        return {name: in_lines(one) for name, one in fact.items()}
    return [in_lines(one) for one in fact] if isinstance(fact, list | tuple) else fact


def joined(fact: Any) -> Any:
    """The texts again."""
    if isinstance(fact, Mapping):
        lines = fact.get(LINES)
        if set(fact) == {LINES} and isinstance(lines, list) and all(isinstance(line, str) for line in lines):
            return "\n".join(lines)
        return {name: joined(one) for name, one in fact.items()}
    return [joined(one) for one in fact] if isinstance(fact, list) else fact
