"""Where a copy goes, and what it is called."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from assessments.models import Assessment, Course


class CourseCopy(forms.Form):
    title = forms.CharField(max_length=200)
    slug = forms.SlugField(label="Address")

    model: type[Assessment | Course] = Course

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if self.model.objects.filter(slug=slug).exists():
            raise forms.ValidationError("This address is taken.")
        return slug


class AssessmentCopy(CourseCopy):
    course = forms.ModelChoiceField(Course.objects.none(), label="Into the course")
    field_order = ("course", "title", "slug")
    model = Assessment

    def __init__(self, courses: QuerySet[Course], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["course"].queryset = courses
