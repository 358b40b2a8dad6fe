"""What a teacher decides about a link."""

from __future__ import annotations

from datetime import datetime

from assessments.models import ResourceLink
from assessments.services.lti import passback


def send_when(link: ResourceLink, sends: str, now: datetime) -> None:
    """What is due by the new rule goes out; what has arrived stays there."""
    link.sends = sends
    link.save(update_fields=["sends"])
    passback.want(link.passbacks.filter(person__user__attempts__assessment=link.assessment_id).distinct(), now)
