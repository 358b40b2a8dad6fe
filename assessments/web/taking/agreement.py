"""What is agreed before a quiz begins, in plain words: what answers earn, what is told when, and what comes late."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext

from assessments.engine.feedback import MOMENTS
from assessments.engine.scoring import GRACE
from assessments.models import Assessment
from assessments.rules import KEYS, Terms
from assessments.web.taking.overview import day
from assessments.web.words import decimal

TOLD: dict[str, Promise] = {
    "correctness": gettext_lazy("whether it is right"),
    "score": gettext_lazy("the points"),
    "hint": gettext_lazy("your mistake and a hint"),
    "key": gettext_lazy("the right answer"),
    "solution": gettext_lazy("the worked solution"),
}
FINISHED = "finished"  # a key that is told at once is told when no try is left that it could help
WHEN: dict[str, Promise] = {
    "at-once": gettext_lazy("After each answer: %(parts)s."),
    FINISHED: gettext_lazy("Once a question is finished: %(parts)s."),
    "after-submission": gettext_lazy("After submitting: %(parts)s."),
    "after-close": gettext_lazy("After the quiz has closed: %(parts)s."),
    "never": gettext_lazy("Never: %(parts)s."),
}
COUNTS: dict[str, Promise] = {
    "best": gettext_lazy("Your best attempt counts."),
    "last": gettext_lazy("Your last attempt counts."),
    "first": gettext_lazy("Your first attempt counts."),
    "mean": gettext_lazy("The mean of your attempts counts."),
}
HOURS = 24


def agreement(assessment: Assessment, agreed: Terms) -> list[dict[str, Any]]:
    rows = [
        (gettext("What answers earn"), [*earnings(assessment, agreed)]),
        (gettext("What you are told"), [*tellings(assessment, agreed)]),
        (gettext("Late answers"), [lateness(assessment, agreed)] if agreed.due_at else []),
        (gettext("Time"), [*timing(assessment, agreed)]),
        (
            gettext("Where"),
            [gettext("Only from networks that your instructor has named.")] if assessment.ip_ranges else [],
        ),
    ]
    return [{"label": label, "texts": texts} for label, texts in rows if texts]


def earnings(assessment: Assessment, agreed: Terms) -> Iterator[str]:
    yield EARNINGS[assessment.mode](assessment)
    if agreed.attempts_allowed != 1:
        yield str(COUNTS[assessment.kept])


def adaptive(assessment: Assessment) -> str:
    if assessment.penalty and assessment.tries > 1:
        return gettext("Each different wrong answer takes away %(share)s of a question's points.") % {
            "share": percent(assessment.penalty)
        }
    return gettext("Your best answer to a question counts; wrong ones take nothing away.")


def exam(assessment: Assessment) -> str:
    """Tries are counted on from variant to variant, so where another one may be asked for they never end."""
    goes_on = assessment.another_variant
    shares = assessment.scoring.shares[: None if goes_on else assessment.tries]
    if set(shares) == {1}:
        if assessment.tries == 1 and not goes_on:
            return gettext("One answer to each question. What you have handed in cannot be changed.")
        return gettext("Your best try at a question counts in full.")
    words = [gettext("try %(n)d up to %(share)s")] * len(shares)
    if goes_on or assessment.tries > len(shares):
        words[-1] = gettext("try %(n)d and each later one up to %(share)s")
    pairs = enumerate(zip(words, shares, strict=True), start=1)
    each = [word % {"n": n, "share": percent(share)} for n, (word, share) in pairs]
    return gettext("What each try can earn: %(tries)s.") % {"tries": ", ".join(each)}


def practice(assessment: Assessment) -> str:
    if assessment.step >= 1:
        return gettext("One right answer brings all points of a question.")
    return gettext(
        "A first right answer brings %(first)s of a question's points, a second in a row %(second)s, "
        "and so on until it has them all."
    ) % {"first": percent(assessment.step), "second": percent(min(1.0, 2 * assessment.step))}


def deferred(assessment: Assessment) -> str:
    return gettext("You may change every answer until you submit; the last one counts.")


EARNINGS = {"adaptive": adaptive, "exam": exam, "practice": practice, "deferred": deferred}


def tellings(assessment: Assessment, agreed: Terms) -> Iterator[str]:
    """One line for each moment at which something is told, in their order."""
    moments: dict[str, list[str]] = {moment: [] for moment in ("at-once", FINISHED, *MOMENTS)}
    for part, words in TOLD.items():
        moments[moment_of(assessment, agreed, part)].append(str(words))
    for moment, parts in moments.items():
        if parts:
            yield WHEN[moment] % {"parts": ", ".join(parts)}


def moment_of(assessment: Assessment, agreed: Terms, part: str) -> str:
    moment = assessment.told[part]
    if moment == "at-once" and part in KEYS:
        return FINISHED
    return "after-submission" if moment == "after-close" and agreed.closes_at is None else moment


def lateness(assessment: Assessment, agreed: Terms) -> str:
    due = {"day": day(agreed.due_at)}
    if not assessment.late_credit:
        return gettext("Answers after %(day)s earn nothing.") % due
    steps = ", ".join(
        gettext("%(share)s within %(span)s") % {"share": percent(worth), "span": span(hours)}
        for hours, worth in assessment.late_credit
    )
    return gettext("Answers after %(day)s still earn a share: %(steps)s; later, nothing.") % {**due, "steps": steps}


def span(hours: float) -> str:
    if hours % HOURS == 0:
        days = int(hours / HOURS)
        return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    # Plurals are chosen by whole numbers, and an hour and a half is more than one.
    return ngettext("%(n)g hour", "%(n)g hours", 1 if hours == 1 else 2) % {"n": hours}


def timing(assessment: Assessment, agreed: Terms) -> Iterator[str]:
    if agreed.time_limit:
        yield gettext(
            "The clock starts when you do and goes on while this page is closed. "
            "When the time is up, what you have typed is handed in."
        )
    if not (agreed.time_limit or agreed.closes_at or agreed.due_at):
        return
    grace = gettext("On its way here an answer may take %(n)d seconds longer.") % {"n": GRACE.seconds}
    if agreed.time_limit or agreed.closes_at:
        after = gettext("What arrives later is saved for you and your instructor to read; it does not count.")
        grace = f"{grace} {after}"
    yield grace


def percent(share: float) -> str:
    return gettext("%(n)s%%") % {"n": decimal(f"{100 * share:.3g}")}
