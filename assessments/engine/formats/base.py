"""What every format can do, and how one is kept as JSON."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, ClassVar, Generic, Self, TypeVar

from assessments.engine.formats.text import Fault
from assessments.engine.formats.tolerance import Tolerance
from assessments.engine.texts.said import Said

V = TypeVar("V")

LONGEST = 1000  # characters of a typed answer
SECRET = {"secret": True}  # metadata of a field that would give the answer away

FORMATS: dict[str, type[Format[Any]]] = {}


class Unreadable(ValueError):
    """The message is for the learner: the fault, then what a readable answer looks like. It costs no try.

    `by_place` has a message for each input at fault where the answer is typed into several.
    """

    def __init__(self, words: str, by_place: Mapping[int, str] = MappingProxyType({})) -> None:
        super().__init__(words)
        self.words, self.by_place = words, by_place


@dataclass(frozen=True)
class Format(ABC, Generic[V]):
    """How an answer is typed, read, compared and shown. Base type and cardinality are QTI's words for its value."""

    slug: ClassVar[str]
    base_type: ClassVar[str]
    cardinality: ClassVar[str] = "single"
    offers: ClassVar[bool] = False  # texts to pick from, rather than room to type

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        FORMATS[cls.slug] = cls

    def parse(self, raw: str) -> V:
        """Raises Unreadable, and nothing else, whatever the text."""
        try:
            return self.read(self._bounded(raw))
        except Fault as fault:
            raise Unreadable(
                Said("{fault} {example}", fault=fault.words, example=self.example()), fault.by_place
            ) from None

    def _bounded(self, raw: str) -> str:
        if len(raw) > self.longest():
            raise Fault("The answer is longer than {most} characters.", most=f"{self.longest():,}")
        return raw

    def longest(self) -> int:
        return LONGEST

    @abstractmethod
    def read(self, raw: str) -> V:
        """Raises Fault."""

    @abstractmethod
    def credit(self, response: V, key: V) -> float:
        """From 0 to 1."""

    def fits(self, response: V, value: V) -> bool:
        """Whether somebody who came to this value may have typed that, be it in fewer digits than asked."""
        return self.credit(response, value) >= 1

    def tells(self, response: V) -> bool:
        """Whether it says enough to be taken for more than one mistake: a single figure is soon met by chance."""
        return True

    @abstractmethod
    def show(self, value: V) -> str:
        """As a learner would type it: for a key that `check` lets pass, parse(show(key)) is credited 1."""

    def echo(self, response: V) -> str:
        """How a response was read, with nothing rounded away: parse(echo(response)) == response."""
        return self.show(response)

    def diagnose(self, response: V, key: V) -> str | None:
        """A misconception's tag that the values alone give away; None for a right answer."""
        return None if self.credit(response, key) == 1 else self.explain(response, key)

    @abstractmethod
    def explain(self, response: V, key: V) -> str | None:
        """The tag for an answer that is known not to be fully right."""

    @abstractmethod
    def guide(self) -> Said:
        """One sentence told before answering: how to type it, and what is still right."""

    @abstractmethod
    def example(self) -> Said:
        """The sentence that ends an Unreadable. Its sizes lie outside what any kind draws, so it gives no key away."""

    def check(self, key: V) -> None:
        """Raises ValueError where this format cannot judge that key."""
        typed = self.show(key)
        if self.credit(self.parse(typed), key) != 1:
            raise ValueError(f"the key, typed as {typed!r}, would not be fully right")

    def laid_out(self, raw: str) -> str:
        """What was typed as the inputs show it: a line for each."""
        return raw

    def labels(self) -> tuple[str, ...]:
        """Markdown before each input where the answer is typed into several, whose texts are sent as lines."""
        return ()

    def heads(self) -> tuple[str, ...]:
        """Markdown above each column where the inputs stand in a table, of which `labels` name the rows."""
        return ()

    def offered(self) -> tuple[str, ...]:
        """The texts to pick from."""
        return ()

    def with_options(self, texts: tuple[str, ...]) -> Self:
        """The same format offering these texts. Raises ValueError where answers are typed, not chosen."""
        if texts:
            raise ValueError(f"the format {self.slug!r} offers no options")
        return self

    def facts(self) -> dict[str, Any]:
        """What may be public, as JSON. `load(facts() | secrets())` is the whole format again."""
        return {"slug": self.slug, **self._settings(secret=False)}

    def secrets(self) -> dict[str, Any]:
        """The settings that would give the answer away; empty for most formats."""
        return self._settings(secret=True)

    def _settings(self, *, secret: bool) -> dict[str, Any]:
        return {
            f.name: as_json(getattr(self, f.name)) for f in fields(self) if f.metadata.get("secret", False) == secret
        }


def as_json(setting: object) -> object:
    """A setting as JSON has it."""
    if isinstance(setting, (Format, Tolerance)):
        return setting.facts()
    if isinstance(setting, Mapping):
        return dict(setting)
    return [as_json(one) for one in setting] if isinstance(setting, tuple) else setting


def from_json(name: str, fact: Any) -> Any:
    if name == "of" and fact is not None:
        return load(fact)
    if name == "formats" and isinstance(fact, list):
        return tuple(map(load, fact))
    if name == "tolerance":
        return Tolerance(**fact)
    return tuple(fact) if isinstance(fact, list) else fact


def load(facts: Mapping[str, Any]) -> Format[Any]:
    """The format that `facts` describe. Raises ValueError for a slug or a setting that no format has."""
    # A list compares; what JSON brings need not be hashable.
    if not isinstance(facts, Mapping) or facts.get("slug") not in list(FORMATS):
        raise ValueError(f"{facts!r} names no format: its slug is one of {', '.join(FORMATS)}")
    family = FORMATS[facts["slug"]]
    settings = {name: fact for name, fact in facts.items() if name != "slug"}
    if unknown := set(settings) - {f.name for f in fields(family)}:
        raise ValueError(f"the format {family.slug!r} has no setting {', '.join(sorted(unknown))}")
    try:
        return family(**{name: from_json(name, fact) for name, fact in settings.items()})
    except TypeError as wrong:
        raise ValueError(f"the format {family.slug!r} cannot take these settings: {wrong}") from wrong
