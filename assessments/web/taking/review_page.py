"""What a learner sees of an attempt before submitting it and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from django.urls import reverse

from assessments.engine.formats import Unreadable
from assessments.engine.judging.departure import solution
from assessments.engine.judging.diagnosis import Diagnosis
from assessments.models import Attempt, ItemSession, Response
from assessments.models.attempt import Judged
from assessments.rules import DIGITS, closing, has_passed, told
from assessments.services.taking.withholding import Withheld, reason
from assessments.web import trusted
from assessments.web.reports.rows import reporting
from assessments.web.taking.item_page import attempt_row, changed, departure, part_rows
from assessments.web.taking.overview import minutes
from assessments.web.taking.palette import place
from assessments.web.words import STATES, score, state_of, state_of_score, words_of

NOTHING_KEPT = Withheld()


def submit_page(attempt: Attempt, sessions: Iterable[ItemSession], now: datetime) -> dict[str, Any]:
    seen = told(attempt, now)
    rows = [summary_row(session, seen) for session in sessions]
    counts = {state: sum(row["state"] == state for row in rows) for state in ("unanswered", "typed", "unreadable")}
    return {
        "attempt": attempt_row(attempt, now),
        "rows": rows,
        "unanswered": counts["unanswered"],
        "unchecked": counts["typed"],
        "unreadable": counts["unreadable"],
        "flagged": sum(row["is_flagged"] for row in rows),
        "is_told": "correctness" in seen,
    }


def summary_row(session: ItemSession, seen: Collection[str]) -> dict[str, Any]:
    state = state_of(session, seen)
    if state == "typed" and not is_readable(session):
        state = "unreadable"
    return {
        "number": session.number,
        "title": session.item.title,
        "url": place(session, "item"),
        "state": state,
        "state_text": words_of(state, seen),
        "is_flagged": session.flagged,
    }


def is_readable(session: ItemSession) -> bool:
    """Whether what is typed can be handed in."""
    try:
        session.variant.format.parse(session.draft)
    except Unreadable:
        return False
    except Exception:  # noqa: BLE001 -- a broken item keeps nobody from submitting
        return True
    return True


def result_page(
    attempt: Attempt, sessions: Iterable[ItemSession], now: datetime, kept_back: Withheld = NOTHING_KEPT
) -> dict[str, Any]:
    """`kept_back` is what open quizzes ask as well: of that, practice shows the learner's own answers alone."""
    seen = told(attempt, now)
    waiting = held_until_close(attempt, seen)
    summed = {
        "score_text": score(attempt.score, attempt.points) if "score" in seen else "",
        "percent": percent_of(attempt) if "score" in seen else 0,
        "is_set_by_hand": attempt.override is not None and "score" in seen,
        "score_waits": "score" in waiting,
        "waits_for_close": closing(attempt) if waiting else None,
        "passed": has_passed(attempt) if "score" in seen else None,
        "pass_mark": attempt.assessment.pass_mark if attempt.assessment else None,
        "submitted": attempt.submitted_at,
        **time_row(attempt),
        "again_url": again_url(attempt),
    }
    places = groupby(sessions, key=lambda session: session.number)
    questions = [reviewed_place(list(variants), seen, kept_back) for _, variants in places]
    return {
        "attempt": attempt_row(attempt, now) | summed,
        "tally": tally(questions),
        "questions": questions,
        "has_keys": any(
            one["key_html"] or one["solution_html"] for question in questions for one in question["variants"]
        ),
    }


def percent_of(attempt: Attempt) -> int:
    """Rounded down: what falls short of a pass mark must not look like it."""
    return int(round(100 * attempt.score / attempt.points, DIGITS)) if attempt.points else 0


def time_row(attempt: Attempt) -> dict[str, Any]:
    """How long it took, and whether the clock ended it; only where there was one."""
    if attempt.deadline is None or attempt.submitted_at is None:
        return {"taken": "", "time_was_up": False}
    taken = attempt.submitted_at - attempt.started_at
    return {"taken": minutes(taken), "time_was_up": attempt.submitted_at >= attempt.deadline}


def tally(questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """How many questions stand how, in the usual order; one kind alone says nothing."""
    counts = Counter(question["state"] for question in questions)
    rows = [{"state": state, "text": STATES[state], "count": counts[state]} for state in STATES if counts[state]]
    return rows if len(rows) > 1 else []


def again_url(attempt: Attempt) -> str:
    """Where the same can be done once more; a preview began on its quiz's page in the admin, published or not."""
    if attempt.is_preview:
        return reverse("admin:assessments_assessment_change", args=[attempt.assessment_id])
    if attempt.assessment:
        return reverse("assessment", args=[attempt.assessment.slug])
    if attempt.bank and not attempt.focus:
        return reverse("practice_bank", args=[attempt.bank.slug])
    return reverse("learning") if attempt.bank else reverse("due")


def held_until_close(attempt: Attempt, seen: Collection[str]) -> set[str]:
    """The parts of the feedback that are told then."""
    moments = attempt.assessment.told if attempt.assessment else {}
    return {part for part, moment in moments.items() if moment == "after-close" and part not in seen}


def reviewed_place(variants: list[ItemSession], seen: Collection[str], kept_back: Withheld) -> dict[str, Any]:
    last = variants[-1]
    if quiz := kept_back.quiz(last.item, has_variants=last.revision.has_variants):
        seen = {"answer"} & set(seen)
    state = state_of(last, seen)
    if state in ("open", "typed"):  # nothing is in progress any more
        state = left_over(last, seen)
    return {
        "number": last.number,
        "rests": reason(quiz) if quiz else "",
        "title": last.item.title,
        "state": state,
        "state_text": STATES[state],
        "is_flagged": last.flagged,
        "score_text": score(last.counted, last.points) if "score" in seen else "",
        "is_set_by_hand": last.override is not None and "score" in seen,
        "variants": [
            reviewed_variant(one, before, seen) for one, before in zip(variants, [None, *variants], strict=False)
        ],
    }


def left_over(session: ItemSession, seen: Collection[str]) -> str:
    """Of a place without an answer: at a quiz, what is typed was handed in unless nothing could read it."""
    if session.tries_used or session.turn > 1:
        return "wrong" if "correctness" in seen else "answered"
    if not session.draft:
        return "unanswered"
    return "unreadable" if session.attempt.assessment_id else "typed"


def reviewed_variant(session: ItemSession, before: ItemSession | None, seen: Collection[str]) -> dict[str, Any]:
    """A variant that was never answered keeps its key: it may come again."""
    responses = list(session.responses.all())
    latest = responses[-1] if responses else None
    return {
        "note": changed(session.revision.definition.told, before, session) if before else "",
        "stem": trusted.html(session.shown.stem),
        "chosen": bool(session.shown.options),
        "answers": [reviewed_answer(response, seen) for response in responses if "answer" in seen],
        "is_answered": bool(responses),
        "typed": "" if responses else session.draft,
        "late": [{"text": one.text, "arrived_at": one.arrived_at} for one in session.late_drafts.all()],
        "key_html": trusted.line(latest.held.key) if latest and tells_key(latest.held, seen) else "",
        "solution_html": solution_html(session, latest) if latest and "solution" in seen else "",
        "departs": departure(session, latest, seen) if latest and latest.held is latest else "",
        "reporting": reporting(session, session.reports.all()),
    }


def solution_html(session: ItemSession, latest: Response) -> str:
    """To the key that holds: a regrade's revision may have another."""
    return trusted.block(solution(session.variant_by(latest.held.judged_by), latest.raw))


def tells_key(answer: Judged, seen: Collection[str]) -> bool:
    """A right answer that is the key to the letter says it already."""
    says_it = {"answer", "correctness"} <= set(seen) and answer.score >= 1 and answer.read_as == answer.key
    return "key" in seen and not says_it


def reviewed_answer(response: Response, seen: Collection[str]) -> dict[str, Any]:
    held = response.held
    return answer_row(held, seen) | {"is_judged_again": held is not response and "correctness" in seen}


def answer_row(response: Judged, seen: Collection[str]) -> dict[str, Any]:
    state = state_of_score(response.score) if "correctness" in seen else "answered"
    return {
        "state": state,
        "state_text": STATES[state],
        "answer_html": trusted.line(response.read_as),
        "parts": part_rows(response, seen),
        "diagnosis": response.diagnosed.words() if "hint" in seen and not told_by_parts(response) else "",
    }


def told_by_parts(response: Judged) -> bool:
    """Whether everything that went wrong stands beside the part where it did."""
    told = {tag for part in response.parts or () for tag in Diagnosis.read(part["diagnosis"]).tags}
    return told.issuperset(response.diagnosed.tags)
