"""What a draft changes in the published definition, part by part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from assessments.admin.writing.fields import domains
from assessments.admin.writing.fields.inputs import json_text, spoken
from assessments.admin.writing.form import WAYS
from assessments.engine.definition import Definition
from assessments.engine.kind import KINDS
from assessments.engine.proving import trials
from assessments.engine.proving.trials import Trial
from assessments.models import Revision

WORD = re.compile(r"\s+|\d[\d,.]*\d|\w+|[^\w\s]")
LONGEST = 4000  # words compared one by one; longer texts stand side by side


@dataclass(frozen=True)
class Change:
    label: str
    before: SafeString
    after: SafeString


@dataclass(frozen=True)
class Text:
    """All that a revision says: of an older one, what can still be read."""

    definition: Definition | None
    trials: tuple[Trial, ...] = ()

    @classmethod
    def of(cls, revision: Revision) -> Text:
        try:
            return cls(revision.definition, trials.read(revision.verification.get("trials", ())))
        except ValueError:  # its kind, or a part of it, is gone from the code
            return cls(None)

    def parts(self) -> dict[str, str]:
        listed = {"Test answers": "\n".join(map(worded, self.trials))} if self.trials else {}
        return (dict(parts(self.definition)) if self.definition else {}) | listed


def changes(before: Text, after: Text) -> list[Change]:
    """Without a published definition everything is new, and nothing of it is marked."""
    old, new = before.parts(), after.parts()
    if not old:
        return [Change(label, SafeString(), escape(text)) for label, text in new.items() if text]
    return [
        Change(label, *marked(old.get(label, ""), new.get(label, "")))
        for label in {**new, **old}
        if old.get(label, "") != new.get(label, "")
    ]


def parts(definition: Definition) -> Iterator[tuple[str, str]]:
    """(label, text) of everything that an author decided."""
    yield "Kind", KINDS[definition.kind].title
    yield "Question", definition.stem
    yield "Asked how", WAYS[definition.ask]
    yield "Number of options", str(definition.options)
    for name, domain in definition.family.domains().items():
        narrowed = definition.domains.get(name)
        yield f"Drawn: {spoken(name)}", domains.show(narrowed, domain) if narrowed else "whole domain"
    yield from ((f"Given: {spoken(name)}", fact_text(fact)) for name, fact in definition.given.items())
    yield "Settings", facts_text(definition.format)
    yield "Source", facts_text(definition.source)
    yield "Variants", f"{len(definition.space):,}"


def worded(trial: Trial) -> str:
    earned = "cannot be read" if trial.score is None else f"earns {trial.score:g}"
    where = " and ".join(f"{name} = {text}" for name, text in trial.at.items())
    told = f", told as {trial.tag}" if trial.tag else ""
    return f"{trial.answer} {earned}{told}{f', where {where}' if where else ''}"


def fact_text(fact: Any) -> str:
    """Options and other rows of named facts are a line each."""
    if isinstance(fact, list | tuple) and fact and all(isinstance(row, Mapping) for row in fact):
        return "\n".join(map(row_text, fact))
    return json_text(fact)


def row_text(row: Mapping[str, Any]) -> str:
    """Its text, then whatever else is set: `sigmoid, right`."""
    others = ((spoken(name).lower(), row[name]) for name in sorted(row) if name != "text" and row[name])
    told = (name if fact is True else f"{name} {json_text(fact)}" for name, fact in others)
    return ", ".join([*([str(row["text"])] if "text" in row else []), *told])


def facts_text(facts: Mapping[str, Any]) -> str:
    return json_text(dict(facts)) if facts else ""


def marked(before: str, after: str) -> tuple[SafeString, SafeString]:
    """Both texts with the words that only one of them has marked; of equally many lines each with its own."""
    lines = before.split("\n"), after.split("\n")
    if len(lines[0]) == len(lines[1]) > 1:
        pairs = [marked(*pair) for pair in zip(*lines, strict=True)]
        return tuple(format_html_join("\n", "{}", ((one,) for one in side)) for side in zip(*pairs, strict=True))
    old, new = WORD.findall(before), WORD.findall(after)
    if not old or not new or len(old) + len(new) > LONGEST:
        return wrapped("del", before), wrapped("ins", after)
    # Its default leaves out frequent words, and these texts are full of them.
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    kept = [(same == "equal", "".join(old[a:b]), "".join(new[c:d])) for same, a, b, c, d in steps]
    return joined("del", [(same, one) for same, one, _ in kept]), joined("ins", [(same, two) for same, _, two in kept])


def joined(tag: str, pieces: list[tuple[bool, str]]) -> SafeString:
    return format_html_join("", "{}", ((text if same else wrapped(tag, text),) for same, text in pieces))


def wrapped(tag: str, text: str) -> SafeString | str:
    return format_html(f"<{tag}>{{}}</{tag}>", text) if text else ""
