"""What an author decided about an item: its kind, what it may draw, its words, and how it is asked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from assessments.engine import formats
from assessments.engine.authoring import errata
from assessments.engine.formats import Format
from assessments.engine.kind import KINDS, Kind, Value
from assessments.engine.space import Space
from assessments.engine.texts.stems import placeholders

ASKS = ("entry", "choice")
PARTS = ("domains", "given", "format", "source")
MIN_OPTIONS, MAX_OPTIONS = 2, 12
MAX_STEM = 10_000
KNOWN = 512  # definitions that are not read again: a process serves the same few to many learners


class Faulty(ValueError):
    """`faults` names each field that cannot be taken and why; nothing of the definition is used."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        self.faults = dict(faults)
        super().__init__("; ".join(f"{name}: {why}" for name, why in faults.items()))


@dataclass(frozen=True)
class Definition:
    """The whole content of a revision; JSON by `facts`, back by `read`."""

    kind: str
    domains: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    stem: str = ""
    ask: str = "entry"
    options: int = 4
    format: Mapping[str, Any] = field(default_factory=dict)
    source: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, facts: object) -> Definition:
        """Raises Faulty, with every fault found rather than the first."""
        if not isinstance(facts, dict):
            raise Faulty({"definition": "must be a JSON object"})
        if unknown := set(facts) - set(cls.__dataclass_fields__):
            raise Faulty(dict.fromkeys(sorted(unknown), "is not a part of a definition"))
        if facts.get("kind") not in list(KINDS):  # a list compares; a dict would want to hash
            raise Faulty({"kind": f"{facts.get('kind')!r} is not one of the kinds"})
        definition = cls(**{**facts, "domains": facts.get("domains", {})})
        if faults := dict(definition._faults()):
            raise Faulty(faults)
        allowed = definition.family.allowed(definition.checked)
        narrowed = {name: narrow(allowed[name], asked) for name, asked in definition.domains.items()}
        return cls(**{**facts, "domains": narrowed})

    def facts(self) -> dict[str, Any]:
        return {**asdict(self), "domains": {name: list(values) for name, values in self.domains.items()}}

    @property
    def family(self) -> type[Kind]:
        return KINDS[self.kind]

    @cached_property
    def space(self) -> Space:
        usual = self.family.usual(self.checked)
        return Space({name: self.domains.get(name, values) for name, values in usual.items()})

    @cached_property
    def checked(self) -> Mapping[str, Any]:
        """The author's given fields as the kind wants them."""
        return {name: self.family.givens()[name](value) for name, value in self.given.items()}

    @property
    def wordings(self) -> tuple[str, ...]:
        return (self.stem,) if self.stem.strip() else self.family.stems

    @cached_property
    def told(self) -> frozenset[str]:
        """The drawn parameters that every wording prints. Any other may be the answer itself."""
        printed = [placeholders(wording) for wording in self.wordings]
        return frozenset(self.space.axes).intersection(*printed)

    def kind_at(self, params: Mapping[str, Value]) -> Kind:
        return self.family(**params, **self.checked)

    def asked(self, kind: Kind) -> Format[Any]:
        """How this kind's answer is typed here, before options are known. Raises ValueError on a setting it lacks."""
        natural = kind.natural_format()
        return formats.load({**natural.facts(), **natural.secrets(), **self.format}) if self.format else natural

    def _faults(self) -> Iterator[tuple[str, str]]:
        if misshapen := [name for name in PARTS if not isinstance(getattr(self, name), Mapping)]:
            yield from ((name, "must be a JSON object") for name in misshapen)
            return
        yield from self._plain_faults()
        given = dict(given_faults(self.family, self.given))
        yield from ((f"given.{name}", why) for name, why in given.items())
        yield from (("source", why) for why in source_faults(self.source))
        # With faults among the given fields, nobody can say what they leave.
        allowed = self.family.domains() if given else self.family.allowed(self.checked)
        for name, asked in self.domains.items():
            try:
                narrow(allowed.get(name, ()), asked)
            except ValueError as wrong:
                yield f"domains.{name}", str(wrong)

    def _plain_faults(self) -> Iterator[tuple[str, str]]:
        if self.ask not in ASKS:
            yield "ask", f"must be one of {', '.join(ASKS)}"
        if not isinstance(self.options, int) or not MIN_OPTIONS <= self.options <= MAX_OPTIONS:
            yield "options", f"must be a whole number from {MIN_OPTIONS} to {MAX_OPTIONS}"
        if not isinstance(self.stem, str) or len(self.stem) > MAX_STEM:
            yield "stem", f"must be text of at most {MAX_STEM:,} characters"
        elif not self.stem.strip() and not self.family.stems:
            yield "stem", "this kind has no wording of its own: write the question here"


def recalled(facts: object) -> Definition:
    """As `read` makes it, and the same one for the same facts, with all that was worked out since. Raises Faulty."""
    kind = facts.get("kind") if isinstance(facts, dict) else None
    # By the kind itself as well: tests define one anew under the same name.
    return _recalled(KINDS.get(kind) if isinstance(kind, str) else None, json.dumps(facts))


@lru_cache(maxsize=KNOWN)
def _recalled(_family: type[Kind] | None, text: str) -> Definition:
    return Definition.read(json.loads(text))


def given_faults(family: type[Kind], given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    faults = [(name, "is needed") for name in sorted(family.required() - set(given))]
    checked = {}
    for name, value in given.items():
        if name not in family.givens():
            faults.append((name, "is not decided by the author of this kind"))
            continue
        try:
            checked[name] = family.givens()[name](value)
        except ValueError as wrong:
            faults.append((name, str(wrong)))
    yield from faults or family.at_odds(checked)


def source_faults(source: Mapping[str, Any]) -> Iterator[str]:
    """An item of our own has none."""
    if not source:
        return
    try:
        errata.accepted(source)
    except ValueError as wrong:
        yield str(wrong)


def narrow(domain: tuple[Value, ...], asked: object) -> tuple[Value, ...]:
    """The asked values that the domain has, in the domain's order. Raises ValueError where an author would widen it."""
    if not domain:
        raise ValueError("is not drawn by this kind")
    if isinstance(asked, dict):
        return narrow_to_range(domain, asked)
    if not isinstance(asked, (list, tuple)) or not asked:
        raise ValueError('must be a list of values or {"from": …, "to": …}')
    outside = [value for value in asked if not any(same(value, known) for known in domain)]
    if outside:
        raise ValueError(f"{outside[0]!r} is outside what this kind draws, {spread(domain)}")
    return tuple(known for known in domain if any(same(value, known) for value in asked))


def narrow_to_range(domain: tuple[Any, ...], asked: Mapping[str, Any]) -> tuple[Value, ...]:
    if set(asked) != {"from", "to"} or not all(is_number(value) for value in (*domain, *asked.values())):
        raise ValueError('a range needs the two numbers "from" and "to"')
    low, high = asked["from"], asked["to"]
    if low < min(domain) or high > max(domain):
        raise ValueError(f"{low} to {high} reaches outside what this kind draws, {spread(domain)}")
    inside = tuple(value for value in domain if low <= value <= high)
    if not inside:
        raise ValueError(f"nothing lies between {low} and {high}")
    return inside


def same(one: object, other: Value) -> bool:
    # To Python, True equals 1, and an axis may hold either.
    return isinstance(one, bool) == isinstance(other, bool) and one == other


def is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def spread(domain: tuple[Value, ...]) -> str:
    few = 8
    listed = [str(value) for value in domain]
    return ", ".join(listed) if len(listed) <= few else f"{listed[0]} to {listed[-1]}"
