"""What teachers find where: the admin's models by what they are for, not by the alphabet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template

register = template.Library()

ROOMS = {
    "Questions": ("Bank", "Item", "Revision"),
    "Courses": ("Course", "Assessment", "Membership", "Group", "Accommodation"),
    "Results": ("Attempt", "ItemSession", "Response", "ProblemReport", "Regrade", "Event"),
    "LMS": ("Registration", "Deployment", "Invitation", "Launch", "Passback", "ToolKey"),
    "Service": (),  # and all the rest
}


@register.filter
def by_room(app_list: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Those rooms in which somebody may look at something, each with its models in their own order."""
    models = {model["object_name"]: model for app in app_list for model in app["models"]}
    known = {name for names in ROOMS.values() for name in names}
    rest = tuple(sorted(models.keys() - known, key=lambda name: str(models[name]["name"])))
    rooms = {**ROOMS, "Service": rest}
    found = {title: [models[name] for name in names if name in models] for title, names in rooms.items()}
    return [{"title": title, "models": here} for title, here in found.items() if here]
