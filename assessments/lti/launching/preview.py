"""What someone without a name is shown: what the link leads to, and no way to answer."""

from __future__ import annotations

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.models import Deployment, ResourceLink
from assessments.services.lti.contents import Content, Unplaceable, content_of
from assessments.services.lti.messages import Message


def previewed(request: HttpRequest, deployment: Deployment, message: Message) -> HttpResponse:
    content = content_at(deployment, message)
    page = {
        "title": content.title if content != Content() else "",
        "instructions": content.assessment.instructions if content.assessment else "",
    }
    return render(request, "lti/preview.html", page)


def content_at(deployment: Deployment, message: Message) -> Content:
    """Read, and nothing written: a launch by nobody makes no course and no link."""
    where = message.where
    link = ResourceLink.objects.select_related("assessment", "bank").filter(
        context__deployment=deployment, context__context_id=where.context_id, link_id=where.link_id
    )
    if found := link.first():
        return Content(found.assessment, found.bank)
    with suppress(Unplaceable):
        return content_of(where.content, deployment)
    return Content()
