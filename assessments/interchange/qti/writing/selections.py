"""What a selection of several is worth, by QTI's mapping: one number for each option, summed over those chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from assessments.engine.formats import MultiChoice
from assessments.engine.formats.selections import SCORINGS, Tally
from assessments.interchange.outgoing import Exported
from assessments.interchange.qti.elements import el
from assessments.interchange.qti.writing.expressions import decide, real, set_outcome, variable


@dataclass(frozen=True)
class Scored:
    """`rules` make SCORE of the sum; there are none where all or nothing is won."""

    weights: Mapping[str, float]  # option → its number
    rules: Sequence[Element]
    bounded: bool = False  # whether the sum is kept within 0 and 1


def lacks(exported: Exported) -> str:
    """What QTI has no words for; empty where there is nothing."""
    forms = [posed.format for posed in exported.variants if isinstance(posed.format, MultiChoice)]
    return "QTI has no words for a mended option under this scoring" if any(map(wordless, forms)) else ""


def wordless(form: MultiChoice) -> bool:
    """Its sum cannot tell what was chosen without counting, or what is right either way."""
    if form.always_correct:
        return form.scoring not in BY_ERRORS
    return bool(form.disregard) and form.scoring == "coverage"


def scored(form: MultiChoice, key: frozenset[str], name: str) -> Scored:
    return SCHEMES[form.scoring](form, key, name)


def counted(form: MultiChoice, key: frozenset[str], right: float, wrong: float) -> dict[str, float]:
    free = {*form.disregard, *form.always_correct}
    return {text: right if text in key else wrong for text in form.options if text not in free}


def errors(form: MultiChoice, key: frozenset[str], name: str) -> tuple[dict[str, float], Element, int]:
    """The number of wrong options chosen and right ones left out, and how many options there are to be wrong about."""
    weights = counted(form, key, -1, 1)
    missed = sum(value < 0 for value in weights.values())
    options = len(form.options) - len(form.disregard)
    return weights, el("sum", real(missed), el("mapResponse", identifier=name)), options


def all_or_nothing(form: MultiChoice, key: frozenset[str], name: str) -> Scored:
    return by_errors(form, key, name) if form.disregard or form.always_correct else Scored({}, ())


def by_errors(form: MultiChoice, key: frozenset[str], name: str) -> Scored:
    """Whatever depends on the number of errors only: its worth for each number, from the engine itself."""
    weights, number, options = errors(form, key, name)
    score = SCORINGS[form.scoring].score
    worth = [score(Tally(0, n, 0, options)) for n in range(options + 1)]
    cases = [
        (el("equal", number, real(n), toleranceMode="exact"), [set_outcome("SCORE", real(value))])
        for n, value in enumerate(worth)
        if value
    ]
    return Scored(weights, [decide(cases, [set_outcome("SCORE", real(0))])])


def each_answer(form: MultiChoice, key: frozenset[str], name: str) -> Scored:
    weights, _, options = errors(form, key, name)
    missed = sum(value < 0 for value in weights.values())
    share = {text: -value / options for text, value in weights.items()}
    total = el("sum", real(1 - missed / options), el("mapResponse", identifier=name))
    return Scored(share, [set_outcome("SCORE", total)])


def net_correct(form: MultiChoice, key: frozenset[str], name: str) -> Scored:
    return by_share(counted(form, key, 1, -1), name)


def proportional(form: MultiChoice, key: frozenset[str], name: str) -> Scored:
    """One wrong choice outweighs all the right ones."""
    right = sum(value > 0 for value in counted(form, key, 1, 0).values())
    return by_share(counted(form, key, 1, -right), name)


def by_share(weights: Mapping[str, float], name: str) -> Scored:
    right = sum(value for value in weights.values() if value > 0)
    return clipped({text: value / right for text, value in weights.items()}, name)


def weighed(form: MultiChoice, key: frozenset[str], name: str) -> Scored:
    """Weights written as 33.33 % are made to add up."""
    live = {text: value for text, value in (form.weights or {}).items() if text not in form.disregard}
    best = sum(value for value in live.values() if value > 0)
    return clipped({text: value / best for text, value in live.items()} if best < 1 else live, name)


def clipped(weights: Mapping[str, float], name: str) -> Scored:
    return Scored(weights, [set_outcome("SCORE", el("mapResponse", identifier=name))], bounded=True)


def coverage(form: MultiChoice, key: frozenset[str], name: str) -> Scored:
    """Hits² over right × chosen."""
    weights = counted(form, key, 1, 0)
    right = sum(value for value in weights.values())
    hits = el("mapResponse", identifier=name)
    # Players refuse to mix whole numbers with others, though the schema lets it pass.
    chosen = el("integerToFloat", el("containerSize", variable(name)))
    worth = el("divide", el("product", hits, hits), el("product", real(right), chosen))
    case = (el("gt", hits, real(0)), [set_outcome("SCORE", worth)])
    return Scored(weights, [decide([case], [set_outcome("SCORE", real(0))])])


BY_ERRORS = frozenset({"off", "each-answer", "halves"})
SCHEMES = {
    "off": all_or_nothing,
    "net-correct": net_correct,
    "each-answer": each_answer,
    "coverage": coverage,
    "proportional-correct": proportional,
    "halves": by_errors,
    "weights": weighed,
}
