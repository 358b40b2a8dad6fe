"""What was answered at one place by each fifth of the learners: the options, and the mistakes that have a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assessments.engine.judging.diagnosis import Diagnosis
from assessments.engine.misconceptions import title_of
from assessments.engine.statistics.heat import Heat, Row, row
from assessments.engine.statistics.quintiles import FIFTHS
from assessments.queries.statistics.outcomes import Outcome
from assessments.queries.statistics.questions import Asked

RIGHT, UNNAMED = "Right answer", "Wrong without a name"
ELSEWHERE = 2  # a total that is no attempt's any more: one was judged while this was counted

Strata = Mapping[float, int]
Counts = dict[tuple[str, bool], Counter[int]]  # (label, is it right) → fifth → how many


def of_misconceptions(rows: Sequence[Outcome], strata: Strata) -> Heat:
    """An answer with two mistakes in it, or one that two would explain, counts for both."""
    counts: Counts = {}
    for one in rows:
        for label in named(one):
            counts.setdefault((label, label == RIGHT), Counter())[strata.get(one.total, ELSEWHERE)] += one.n
    return heat(rows, counts, strata)


def named(one: Outcome) -> Iterable[str]:
    """Each label once, though two tags may have one title."""
    if one.is_right:
        return {RIGHT}
    return dict.fromkeys(map(title_of, Diagnosis.read(one.diagnosis or "").tags)) or {UNNAMED}


def of_options(rows: Sequence[Outcome], asked: Mapping[int, Asked], strata: Strata) -> Heat:
    """Also those that nobody chose. Empty where no question here brings its own options."""
    rows = [one for one in rows if asked[one.item].options]
    counts: Counts = {(text, text in one.keys): Counter() for one in asked.values() for text in one.options if one.keys}
    for one in rows:
        for label, is_key in picked(one, asked[one.item]):
            counts.setdefault((label, is_key), Counter())[strata.get(one.total, ELSEWHERE)] += one.n
    return heat(rows, counts, strata)


def picked(one: Outcome, asked: Asked) -> Iterator[tuple[str, bool]]:
    """Where parameters decide which option is right, of a single choice the grader has said it."""
    chosen = one.chosen or ""
    for text in chosen.splitlines() if asked.several else (chosen,):
        yield text, text in asked.keys if asked.keys or asked.several else one.is_right


def heat(rows: Iterable[Outcome], counts: Counts, strata: Strata) -> Heat:
    """The right ones first, then the most frequent."""
    answers: Counter[int] = Counter()
    for one in rows:
        answers[strata.get(one.total, ELSEWHERE)] += one.n
    sizes = tuple(answers[fifth] for fifth in range(FIFTHS))
    made: list[Row] = [row(label, times, sizes, is_key) for (label, is_key), times in counts.items()]
    return Heat(sizes, tuple(sorted(made, key=lambda one: (not one.is_key, -one.whole.count, one.label))))
