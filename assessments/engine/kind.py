"""A kind of question: its frozen fields are the drawn parameters, its answer comes from the reference."""

from __future__ import annotations

import importlib
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from typing import Any, ClassVar

from assessments.engine.formats import Format
from assessments.engine.living_cell import State

Value = bool | int | float | str

KINDS: dict[str, type[Kind]] = {}


def drawn(domain: Iterable[Value]) -> Any:
    """A field that the variant decides; an author may narrow the domain, never widen it."""
    return field(metadata={"domain": tuple(domain)})


def given(check: Callable[[Any], Any], default: Any = MISSING) -> Any:
    """A field that the author decides; `check` turns its JSON into a value or raises ValueError with the reason."""
    return field(metadata={"check": check}, default=default, kw_only=True)


class Family(ABC):
    """What all variants of a kind share. Not in the dataclass: `replace` would look at each of these every time."""

    slug: ClassVar[str]
    title: ClassVar[str]
    topic: ClassVar[str] = ""
    skill: ClassVar[str] = ""
    difficulty: ClassVar[int] = 1
    nudge: ClassVar[str] = ""  # a hint without numbers, where the solution's first step would tell too much
    format: ClassVar[Format[Any]]
    stems: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True)
class Kind(Family):
    """One family of questions; an instance is one variant's parameters and knows the truth about it."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "slug" in cls.__dict__:
            if cls.slug in KINDS and KINDS[cls.slug].__qualname__ != cls.__qualname__:
                raise ValueError(f"two kinds claim the slug {cls.slug!r}")
            KINDS[cls.slug] = cls

    @classmethod
    @cache
    def domains(cls) -> Mapping[str, tuple[Value, ...]]:
        """Field name → every value a variant may have."""
        return {f.name: f.metadata["domain"] for f in fields(cls) if "domain" in f.metadata}

    @classmethod
    @cache
    def givens(cls) -> Mapping[str, Callable[[Any], Any]]:
        """Field name → the check that its author's JSON must pass."""
        return {f.name: f.metadata["check"] for f in fields(cls) if "check" in f.metadata}

    @classmethod
    @cache
    def required(cls) -> frozenset[str]:
        return frozenset(f.name for f in fields(cls) if "check" in f.metadata and f.default is MISSING)

    @classmethod
    def at_odds(cls, given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:  # noqa: ARG003 -- for those who look
        """(field, fault) that checked fields have only together; asked where each is right by itself."""
        yield from ()

    @classmethod
    def allowed(cls, given: Mapping[str, Any]) -> Mapping[str, tuple[Value, ...]]:  # noqa: ARG003 -- as above
        """What an author may draw from, where checked fields leave less than the whole domains."""
        return cls.domains()

    @classmethod
    def usual(cls, given: Mapping[str, Any]) -> Mapping[str, tuple[Value, ...]]:
        """What is drawn from where the author narrows nothing."""
        return cls.allowed(given)

    def natural_format(self) -> Format[Any]:
        return self.format

    def statements(self) -> tuple[str, ...]:
        """The options of a kind that is a choice by nature; empty where the key and the slips are the options."""
        return ()

    def fixed_last(self) -> frozenset[str]:
        """Options that keep their place at the end when the others are shuffled."""
        return frozenset()

    def names(self) -> dict[str, str]:
        """What a stem may name between braces, with the text that replaces it."""
        return {name: text_of(getattr(self, name)) for name in self.domains()}

    @abstractmethod
    def answer(self) -> Any:
        """The key, asked of the reference every time."""

    def questions(self, response: Any) -> tuple[Kind, ...]:
        """The question behind each part of an answer of several, as the response's own earlier parts leave it."""
        return ()

    def slips(self) -> Iterator[tuple[str, Any]]:
        """What is wrong for a reason: (misconception tag, value), or (tag, the kind whose right answer it is)."""
        yield from ()

    def wrong_answers(self) -> Iterator[tuple[str, Any]]:
        """The slips with every other question answered: (misconception tag, value)."""
        for tag, slip in self.slips():
            yield tag, slip.answer() if isinstance(slip, Kind) else slip

    def posable(self) -> bool:
        """False where these parameters make a poor question although they have an answer."""
        return True

    def because(self) -> str:
        """The worked solution with these numbers, in Markdown."""
        return ""

    def because_of(self, response: Any) -> str:
        """The worked solution for whoever gave this response."""
        return self.because()

    def hint(self) -> str:
        """In Markdown: the kind's own, or how the worked solution begins, of which a learner may not see all."""
        return self.nudge or opening(self.because())

    def pictured(self) -> State | None:
        """The living cell with this question's numbers, for whoever has finished it; None where it shows no step."""
        return None

    def remark(self, response: Any) -> str:
        """What the author says to this response, in Markdown."""
        return ""


def skill_title(slug: str) -> str:
    """weight-shapes → Weight shapes."""
    return slug.replace("-", " ").capitalize()


def opening(solution: str) -> str:
    """The first paragraph; of a list, its first entry."""
    paragraph = solution.strip().split("\n\n")[0]
    return paragraph.split("\n- ")[0].removeprefix("- ")


def text_of(value: Value) -> str:
    """As a stem prints it: 3, 0.25, yes."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def load() -> None:
    """Import every module under `kinds`, which registers what it defines."""
    kinds = importlib.import_module("assessments.engine.kinds")
    for module in pkgutil.walk_packages(kinds.__path__, f"{kinds.__name__}."):
        importlib.import_module(module.name)
