"""The teachers' face: authoring, courses and results in the Django admin."""

from assessments.admin import attempt, background, bank, course, item, people, report, revision, site
from assessments.admin.api import hooks, tokens
from assessments.admin.assembling import accommodation, assessment
from assessments.admin.lti import platforms, traffic
from assessments.admin.regrading import regrade
from assessments.admin.results import event

__all__ = [
    "accommodation",
    "assessment",
    "attempt",
    "background",
    "bank",
    "course",
    "event",
    "hooks",
    "item",
    "people",
    "platforms",
    "regrade",
    "report",
    "revision",
    "site",
    "tokens",
    "traffic",
]
