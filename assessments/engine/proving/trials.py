"""Test answers: what an author expects of an answer, held against what grading makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from typing import Any

from assessments.engine.authoring.authored import LONGEST_LINE, known_tag
from assessments.engine.definition import Definition, is_number
from assessments.engine.formats import Unreadable
from assessments.engine.grade import Outcome, grade
from assessments.engine.judging.diagnosis import Diagnosis
from assessments.engine.kind import text_of
from assessments.engine.space import Space
from assessments.engine.texts.stems import fill, unknown_names
from assessments.engine.variant import Unposable, Variant, canonical, posed

MOST = 50  # test answers of one item
TRIED = 20  # variants at which each is tried
WALKED = 200  # points looked at to find them
SEED = "trials"
KEY = "key"  # what an answer calls the right one
NEAR = 0.005  # shares of a mark are typed with two places


@dataclass(frozen=True)
class Trial:
    answer: str  # as typed; it may name what a stem may name, and the key
    score: float | None = 1.0  # None: it cannot be read
    tag: str = ""  # the misconception that its author expects to be told; empty: none
    at: Mapping[str, str] = field(default_factory=dict)  # parameters that are pinned, as a stem prints them

    @classmethod
    def read(cls, facts: object) -> Trial:
        """Raises ValueError."""
        if not isinstance(facts, Mapping) or not set(facts) <= set(cls.__dataclass_fields__):
            raise ValueError("a test answer is an object with answer, score, tag and at")
        trial = cls(**{"answer": "", **facts})
        if not isinstance(trial.answer, str) or not trial.answer.strip() or len(trial.answer) > LONGEST_LINE:
            raise ValueError(f"needs an answer of at most {LONGEST_LINE} characters")
        if trial.score is not None and not (is_number(trial.score) and 0 <= trial.score <= 1):
            raise ValueError(f"a score is a number from 0 to 1, not {trial.score!r}")
        known_tag(trial.tag)
        if not isinstance(trial.at, Mapping) or not all(isinstance(text, str) for text in trial.at.values()):
            raise ValueError("what is pinned is an object of texts")
        return trial

    def facts(self) -> dict[str, Any]:
        return asdict(self)

    def __str__(self) -> str:
        return f"“{self.answer}”"


def read(facts: object) -> tuple[Trial, ...]:
    """Raises ValueError, which counts from 1."""
    if not isinstance(facts, (list, tuple)) or len(facts) > MOST:
        raise ValueError(f"test answers are a list of at most {MOST}")
    made = []
    for place, one in enumerate(facts, start=1):
        try:
            made.append(Trial.read(one))
        except ValueError as wrong:
            raise ValueError(f"test answer {place}: {wrong}") from wrong
    return tuple(made)


def as_graded(definition: Definition, answer: str, at: Mapping[str, str]) -> Trial:
    """A test answer that expects what grading makes of it now. Raises ValueError."""
    wanted = Trial.read({"answer": answer.strip(), "at": dict(at)})
    variant = next((variant for _, variant in at_hand(definition, wanted)), None)
    if variant is None:
        raise ValueError("no variant can be posed there")
    try:
        outcome = grade(variant, filled(variant, wanted))
    except Unreadable:
        return replace(wanted, score=None)
    return replace(wanted, score=outcome.score, tag=next(iter(Diagnosis.read(outcome.diagnosis).tags), ""))


def faults(definition: Definition, trials: Iterable[Trial]) -> Iterator[str]:
    """The first fault of each test answer that does not come to what its author expects."""
    for trial in trials:
        yield from islice(faults_of(definition, trial), 1)


def faults_of(definition: Definition, trial: Trial) -> Iterator[str]:
    try:
        variants = list(at_hand(definition, trial))
    except ValueError as wrong:
        yield f"{trial}: {wrong}"
        return
    if not variants:
        yield f"{trial}: no variant can be posed there"
    for params, variant in variants:
        if why := departs(variant, trial):
            yield f"{trial} at {params}: {why}" if params != "{}" else f"{trial}: {why}"


def at_hand(definition: Definition, trial: Trial) -> Iterator[tuple[str, Variant]]:
    """The variants to try it at, each with its parameters. Raises ValueError."""
    space = pinned(definition.space, trial.at)
    places = range(min(WALKED, len(space)))
    # By one word for all, so that a test answer is tried at the same variants each time.
    points = (space.in_order_of(SEED.encode(), place) for place in places)
    yield from islice(((canonical(point), made) for point in points if (made := typed(definition, point))), TRIED)


def pinned(space: Space, at: Mapping[str, str]) -> Space:
    """Raises ValueError for what is not drawn."""
    axes = dict(space.axes)
    for name, text in at.items():
        known = [value for value in axes.get(name, ()) if text_of(value) == text]
        if not known:
            raise ValueError(f"{name} = {text} is not drawn here")
        axes[name] = (known[0],)
    return Space(axes)


def typed(definition: Definition, params: Mapping[str, Any]) -> Variant | None:
    """To choose B is to type B's text, so an answer is tried as if it were typed."""
    try:
        variant = posed(definition, params, SEED)
    except Unposable:
        return None
    form = variant.format if variant.entry.offers else variant.entry
    return Variant(variant.kind, variant.entry, form)


def departs(variant: Variant, trial: Trial) -> str:
    """How grading differs from what was expected; empty where it does not."""
    try:
        outcome = grade(variant, filled(variant, trial))
    except Unreadable as why:
        return "" if trial.score is None else f"it cannot be read: {why}"
    except ValueError as why:
        return str(why)
    return unlike(outcome, trial)


def filled(variant: Variant, trial: Trial) -> str:
    """What is typed. Raises ValueError for a name that nothing fills."""
    names = {**variant.kind.names(), KEY: variant.format.show(variant.key)}
    if unknown := unknown_names(trial.answer, names):
        raise ValueError(f"nothing fills {{{unknown[0]}}}")
    return fill(trial.answer, names)


def unlike(outcome: Outcome, trial: Trial) -> str:
    if trial.score is None:
        return f"it is read as {outcome.read_as}"
    if abs(outcome.score - trial.score) > NEAR:
        return f"it earns {outcome.score:g} instead of {trial.score:g}"
    told = Diagnosis.read(outcome.diagnosis)
    if trial.tag in told.tags or not (trial.tag or told):
        return ""
    return f"it is told as {told or 'nothing'} instead of {trial.tag or 'nothing'}"
