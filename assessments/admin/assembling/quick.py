"""A quiz on a bank in one short form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from assessments.models import Bank, Course
from assessments.services.courses.patterns import PATTERNS


class QuickQuiz(forms.Form):
    course = forms.ModelChoiceField(Course.objects.none(), label="In the course")
    bank = forms.ModelChoiceField(Bank.objects.none(), label="Questions from the bank")
    title = forms.CharField(max_length=200)
    pattern = forms.ChoiceField(
        choices=[(name, pattern.title) for name, pattern in PATTERNS.items()], initial="quiz", label="As"
    )

    def __init__(self, courses: QuerySet[Course], banks: QuerySet[Bank], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["course"].queryset, self.fields["bank"].queryset = courses, banks
