"""What authors write in fixed questions, read and refused with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from assessments.engine.authoring import claims
from assessments.engine.misconceptions import CATALOGUE
from assessments.engine.texts import markup

FEWEST_OPTIONS, MOST_OPTIONS = 2, 20
MOST_MISTAKES = 20
LONGEST_LINE, LONGEST_PROSE = 500, 10_000
TRUTHS = ("right", "claim", "none")

P = TypeVar("P")


@dataclass(frozen=True)
class Option:
    """One answer to choose: right by the author's word, by what a claim comes to, or where no other option is."""

    text: str
    right: bool = False
    claim: Mapping[str, Any] | None = None
    none: bool = False
    weight: float | None = None  # share of the mark, 1 is the whole
    feedback: str = ""
    tag: str = ""  # the misconception behind choosing it

    @property
    def holds(self) -> bool:
        """By itself; an option for none of the others is settled by them. A claim is asked of the reference."""
        return self.right if self.claim is None else claims.finding(self.claim).holds is True


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that the author expects, as a learner would type it."""

    value: str
    tag: str = ""
    feedback: str = ""


@dataclass(frozen=True)
class Pair:
    """A line and the option that belongs to it; without a prompt, an option that belongs to none."""

    option: str
    prompt: str = ""


def options(value: object) -> tuple[Option, ...]:
    made = each("option", option, value)
    if not FEWEST_OPTIONS <= len(made) <= MOST_OPTIONS:
        raise ValueError(f"{len(made)} options, where {FEWEST_OPTIONS} to {MOST_OPTIONS} are expected")
    # Blanks are not seen on a page.
    if len({" ".join(one.text.split()) for one in made}) < len(made):
        raise ValueError("two options look alike")
    if sum(one.none for one in made) > 1:
        raise ValueError("only one option can stand for none of the others")
    return made


def option(facts: Mapping[str, Any]) -> Option:
    only(facts, Option)
    if len(set(facts) & set(TRUTHS)) != 1:
        raise ValueError("needs exactly one of right, claim and none")
    if "claim" in facts:
        claims.finding(facts["claim"])
    return Option(
        text=line(facts.get("text")),
        right=flag("right", facts.get("right", False)),
        claim=facts.get("claim"),
        none=must_be_true("none", facts["none"]) if "none" in facts else False,
        weight=share(facts["weight"]) if "weight" in facts else None,
        feedback=prose(facts.get("feedback", "")),
        tag=known_tag(facts.get("tag", "")),
    )


def pairs(value: object) -> tuple[Pair, ...]:
    made = each("pair", pair, value)
    prompts, offered = [one.prompt for one in made if one.prompt], {one.option for one in made}
    if not FEWEST_OPTIONS <= len(prompts) <= len(made) <= MOST_OPTIONS:
        raise ValueError(f"{len(prompts)} lines, where {FEWEST_OPTIONS} to {MOST_OPTIONS} are expected")
    if len(set(prompts)) < len(prompts):
        raise ValueError("two lines look alike")
    if len(offered) < FEWEST_OPTIONS:
        raise ValueError("a single option leaves nothing to choose")
    return made


def pair(facts: Mapping[str, Any]) -> Pair:
    only(facts, Pair)
    return Pair(line(facts.get("option")), line(facts["prompt"]) if facts.get("prompt") else "")


def mistakes(value: object) -> tuple[Mistake, ...]:
    made = each("mistake", mistake, value)
    if len(made) > MOST_MISTAKES:
        raise ValueError(f"{len(made)} mistakes, where {MOST_MISTAKES} at most are expected")
    return made


def mistake(facts: Mapping[str, Any]) -> Mistake:
    only(facts, Mistake)
    tag, feedback = known_tag(facts.get("tag", "")), prose(facts.get("feedback", ""))
    if not tag and not feedback:
        raise ValueError("needs a tag or feedback")
    return Mistake(line(facts.get("value")), tag, feedback)


def each(name: str, read: Callable[[Mapping[str, Any]], P], value: object) -> tuple[P, ...]:
    """Every object of a list, read; a fault names its place, counted from 1."""
    if not isinstance(value, (list, tuple)):
        raise ValueError("must be a list")  # noqa: TRY004 -- JSON may bring it
    made = []
    for place, facts in enumerate(value, start=1):
        try:
            made.append(read(an_object(facts)))
        except ValueError as wrong:
            raise ValueError(f"{name} {place}: {wrong}") from wrong
    return tuple(made)


def an_object(facts: object) -> Mapping[str, Any]:
    if not isinstance(facts, Mapping):
        raise ValueError("must be a JSON object")  # noqa: TRY004 -- JSON may bring it
    return facts


def only(facts: Mapping[str, Any], family: type[Option | Pair | Mistake]) -> None:
    if unknown := sorted(set(facts) - {field.name for field in fields(family)}):
        raise ValueError(f"{', '.join(unknown)} is not expected here")


def line(value: object) -> str:
    """A text in a single line, with formulas that can be set."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("needs a text")
    if len(value) > LONGEST_LINE:
        raise ValueError(f"{len(value):,} characters, where {LONGEST_LINE} at most are expected")
    if len(value.strip().splitlines()) > 1:
        raise ValueError("the text must be a single line")
    markup.render_inline(value.strip())
    return value.strip()


def prose(value: object) -> str:
    """Markdown with formulas that can be set; may be empty."""
    if not isinstance(value, str):
        raise ValueError("must be text")  # noqa: TRY004 -- JSON may bring it
    if len(value) > LONGEST_PROSE:
        raise ValueError(f"{len(value):,} characters, where {LONGEST_PROSE:,} at most are expected")
    markup.render(value)
    return value


def flag(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{name} is true or false, not {value!r}")  # noqa: TRY004 -- JSON may bring it
    return value


def must_be_true(name: str, value: object) -> bool:
    if value is not True:
        raise ValueError(f"{name} can only be true; leave it out otherwise")
    return True


def share(value: object) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and -1 <= value <= 1:
        return float(value)
    raise ValueError(f"a weight is a number from -1 to 1, not {value!r}")


def known_tag(value: object) -> str:
    # A list compares; what JSON brings need not be hashable.
    if value and value not in list(CATALOGUE):
        raise ValueError(f"the misconception {value!r} is not in the catalogue")
    return str(value)


@dataclass(frozen=True)
class OneOf:
    """A check that knows what may be chosen, so that a form can offer it."""

    words: tuple[str, ...]

    def __call__(self, value: object) -> str:
        if value not in list(self.words):
            raise ValueError(f"must be one of {', '.join(self.words)}")
        return str(value)


def one_of(*words: str) -> OneOf:
    return OneOf(words)
