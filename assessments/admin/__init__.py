"""The teachers' face: authoring, courses and results in the Django admin."""

from assessments.admin import assessment, attempt, bank, course, item, report, revision, site
from assessments.admin.results import event

__all__ = ["assessment", "attempt", "bank", "course", "event", "item", "report", "revision", "site"]
