"""Points set by hand, on an attempt's own page, with a reason and all that was decided before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest

from assessments.admin.results.event import who
from assessments.models import Attempt, Event
from assessments.queries.attempts import palette
from assessments.queries.events import events_about
from assessments.services.errors import Refused
from assessments.services.marks import override_attempt, override_place


class OverrideForm(forms.Form):
    prefix = "override"

    place = forms.ChoiceField(label="What", required=False)
    points = forms.FloatField(required=False, help_text="Empty: as it was judged.")
    reason = forms.CharField(max_length=500, widget=forms.TextInput(attrs={"class": "vTextField"}))

    def __init__(self, attempt: Attempt, data: Any = None) -> None:
        super().__init__(data)
        self.attempt = attempt
        self.places = {str(one.number): one for one in palette(attempt)}
        whole = [("", f"The whole attempt, of {attempt.points:g}")]
        named = [(number, f"Question {number}, of {one.points:g}") for number, one in self.places.items()]
        self.fields["place"].choices = whole + named

    def decide(self, request: HttpRequest, now: datetime) -> bool:
        """Whether it was taken; otherwise the form says why not."""
        if not self.is_valid():
            return False
        points, reason = self.cleaned_data["points"], self.cleaned_data["reason"]
        try:
            if place := self.places.get(self.cleaned_data["place"]):
                override_place(place, points, reason, request.user, now)
            else:
                override_attempt(self.attempt, points, reason, request.user, now)
        except Refused as why:
            self.add_error("points", str(why))
        return self.is_valid()


def decisions(attempt: Attempt) -> list[dict[str, Any]]:
    """Newest first."""
    return [decision(event) for event in events_about(attempt).filter(verb="override")]


def decision(event: Event) -> dict[str, Any]:
    facts = event.facts
    return {
        "at": event.at,
        "who": who(event),
        "what": f"Question {facts['question']}" if "question" in facts else "The whole attempt",
        "to": "as it was judged" if facts["to"] is None else f"{facts['to']:g} points",
        "reason": facts["reason"],
    }
