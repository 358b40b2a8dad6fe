"""Skills and reviews in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext, pgettext

from assessments.engine.learning.mastery import LEARNING, NEW, SOLID_NOW, Standing
from assessments.models import Item
from assessments.queries.learning import OTHER
from assessments.services.learning import AT_ONCE, Queue, Skill, suggested

# Level → the state whose icon and colour it has.
SHOWN_AS = {NEW: "unseen", LEARNING: "open", SOLID_NOW: "right"}


def learning_page(offered: Sequence[Skill], due: int, now: datetime) -> dict[str, Any]:
    """Banks with their skills; what to do next; how many questions are due for review."""
    banks = groupby(offered, key=lambda skill: skill.bank)
    best = suggested(offered)
    return {
        "topics": [{"title": bank.title, "skills": [skill_row(one, now) for one in skills]} for bank, skills in banks],
        "counts": counts(offered),
        "next": next_row(best) if best else None,
        "due": due,
    }


def counts(offered: Iterable[Skill]) -> dict[str, int]:
    """A skill of several banks is one; questions without a skill are each bank's own."""
    levels = {(skill.slug, skill.bank if skill.slug == OTHER else None): skill.standing.level for skill in offered}
    found = list(levels.values())
    return {"all": len(found), "solid": found.count(SOLID_NOW), "begun": found.count(LEARNING)}


def skill_row(skill: Skill, now: datetime) -> dict[str, Any]:
    level = skill.standing.level
    return {
        "title": skill.title,
        "state": SHOWN_AS[level],
        "level_text": level_text(level),
        "percent": round(100 * skill.standing.share),
        "evidence": evidence(skill.standing, now),
        "practise_url": practise_url(skill),
    }


def next_row(skill: Skill) -> dict[str, Any]:
    return {
        "item": skill.items[0].title,
        "skill": skill.title,
        "topic": skill.bank.title,
        "is_begun": skill.standing.level == LEARNING,
        "practise_url": practise_url(skill),
    }


def practise_url(skill: Skill) -> str:
    return reverse("practise_skill", args=[skill.bank.slug, skill.slug])


def level_text(level: str) -> str:
    return {NEW: gettext("New"), LEARNING: pgettext("level of a skill", "Learning"), SOLID_NOW: gettext("Solid")}[level]


def evidence(standing: Standing, now: datetime) -> str:
    if standing.last is None:
        return gettext("No answers yet")
    facts = {"right": standing.right, "answered": standing.answered, "when": ago(standing.last, now)}
    return gettext("%(right)d of %(answered)d right, last %(when)s") % facts


def ago(moment: datetime, now: datetime) -> str:
    days = max(0, (localdate(now) - localdate(moment)).days)
    if days == 0:
        return gettext("today")
    return gettext("yesterday") if days == 1 else ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}


def review_page(queue: Queue, goes_on: bool, now: datetime) -> dict[str, Any]:
    return {
        "due": [due_row(item) for item in queue.due],
        "now": min(len(queue.due), AT_ONCE),
        "goes_on": goes_on,
        "later": queue.later,
        "next_day": day(queue.next_at, now) if queue.next_at else "",
    }


def due_row(item: Item) -> dict[str, str]:
    return {"title": item.title, "topic": item.bank.title}


def day(moment: datetime, now: datetime) -> str:
    """A day that is not today."""
    if (localdate(moment) - localdate(now)).days == 1:
        return gettext("tomorrow")
    return date_format(localdate(moment), gettext("l, j F"))
