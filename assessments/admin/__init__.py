"""The teachers' face: authoring, courses and results in the Django admin."""

from assessments.admin import assessment, attempt, bank, course, item, people, report, revision, site
from assessments.admin.results import event

__all__ = ["assessment", "attempt", "bank", "course", "event", "item", "people", "report", "revision", "site"]
