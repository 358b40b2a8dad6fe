"""What waits for whoever runs the service: `{% waits_for_operators as waits %}`."""

from __future__ import annotations

from django import template
from django.urls import reverse

from assessments.queries.background import parked
from assessments.queries.lti import waiting_for_approval

register = template.Library()


@register.simple_tag
def waits_for_operators() -> list[tuple[str, str]]:
    """(what, where)"""
    found = []
    if approvals := waiting_for_approval():
        told = f"{approvals} LMS connection{'s' if approvals > 1 else ''} to approve"
        found.append((told, reverse("admin:assessments_deployment_changelist") + "?state__exact=pending"))
    if gave_up := parked().count():
        told = f"{gave_up} piece{'s' if gave_up > 1 else ''} of background work given up"
        found.append((told, reverse("admin:django_tasks_database_dbtaskresult_changelist") + "?status__exact=FAILED"))
    return found
