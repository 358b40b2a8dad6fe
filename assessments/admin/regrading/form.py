"""What to judge again, and by what."""

from __future__ import annotations

from typing import Any

from django import forms

from assessments.models import Assessment, Regrade
from assessments.queries.regrades import items_answered, revisions_answered
from assessments.services.errors import Refused
from assessments.services.regrading.planning import must_be_possible


class Lines(forms.CharField):
    """Texts, one to a line."""

    widget = forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})

    def prepare_value(self, value: Any) -> str:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class RegradeForm(forms.ModelForm):
    disregard = Lines(
        required=False,
        label="Disregard an option",
        help_text="Options that count for nobody, one to a line.",
    )
    always_correct = Lines(
        required=False, label="Accept an option as well", help_text="Options right beside the key, one to a line."
    )

    class Meta:
        model = Regrade
        fields = ("item", "revision", "never_lower", "disregard", "always_correct", "reason")
        labels = {
            "item": "Question",
            "revision": "Judge by",
            "never_lower": "Never lower a score",
        }
        widgets = {"reason": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})}
        help_texts = {
            "item": "",
            "revision": "The answers that were given stay as they are; this decides what is right.",
            "reason": "Kept in the audit trail, for those who teach.",
        }

    def __init__(self, *args: Any, assessment: Assessment, **options: Any) -> None:
        super().__init__(*args, **options)
        self.instance.assessment = assessment
        self.fields["item"].queryset = items_answered(assessment)
        self.fields["item"].empty_label = "Every question"
        self.fields["revision"].queryset = revisions_answered(assessment)
        self.fields["revision"].empty_label = "The revision it was asked by, with today's reference"

    def clean(self) -> dict[str, Any]:
        """A revision says which question it is of."""
        cleaned = super().clean() or {}
        if cleaned.get("revision") and not cleaned.get("item"):
            cleaned["item"] = cleaned["revision"].item
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            try:
                # Here, so that what cannot be judged is told beside what was chosen.
                must_be_possible(self.instance, self.instance.created_at)
            except Refused as why:
                self.add_error(None, str(why))
