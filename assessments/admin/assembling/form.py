"""The form of a quiz, and that of one of its slots."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Max

from assessments.admin.assembling.fields import FeedbackField, LevelsField, PercentsField, StepsField, TagsField
from assessments.models import Assessment, Bank, Item, Section, Slot

SHORT = {"class": "vTextField"}


class AssessmentForm(forms.ModelForm):
    shares = PercentsField(
        required=False,
        widget=forms.TextInput(attrs=SHORT),
        label="Shares",
        help_text="Exam: per cent of the points that each try can bring, such as 100, 50. Empty: every try the whole.",
    )
    late_credit = StepsField(
        required=False, label="Late credit", help_text="After the last step nothing. Empty: late answers earn nothing."
    )
    feedback = FeedbackField(required=False, label="What is told when")

    class Meta:
        model = Assessment
        fields = ("shares", "late_credit", "feedback")


class SlotForm(forms.ModelForm):
    section_title = forms.CharField(
        required=False,
        max_length=200,
        label="Section",
        widget=forms.TextInput(attrs=SHORT | {"list": "sections"}),
        help_text="A new name makes a new section.",
    )
    tags = TagsField(
        required=False,
        widget=forms.TextInput(attrs=SHORT),
        label="With tags",
        help_text="Between commas; an item must have all of them.",
    )
    difficulties = LevelsField(required=False, label="Difficulty")

    class Meta:
        model = Slot
        fields = ("position", "item", "bank", "draws", "tags", "difficulties", "points")
        labels = {"position": "Place", "bank": "Or bank", "draws": "Draw"}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["section_title"] = self.instance.section.title if self.instance.section else ""
        for name, model in (("item", Item), ("bank", Bank)):
            if name in self.fields:  # a copied quiz may ask what its own course's teachers cannot open
                own = model.objects.filter(pk=getattr(self.instance, f"{name}_id"))
                self.fields[name].queryset |= own

    def save(self, commit: bool = True) -> Slot:
        """Where the name stays, so does the section, which may have got another name on the same page, or be gone."""
        if "section_title" in self.changed_data:
            self.instance.section = section_called(self.instance.assessment, self.cleaned_data["section_title"])
        else:
            self.instance.section = Section.objects.filter(pk=self.instance.section_id).first()
        return super().save(commit)


def section_called(assessment: Assessment, title: str) -> Section | None:
    """The section of that title, made at the end where there is none."""
    if not title:
        return None
    last = assessment.sections.aggregate(last=Max("position"))["last"]
    section, _ = assessment.sections.get_or_create(title=title, defaults={"position": (last or 0) + 1})
    return section
