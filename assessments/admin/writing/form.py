"""Writing an item without code: its draft as form fields, with those that its kind draws or is given."""

from __future__ import annotations

from itertools import groupby
from typing import Any, ClassVar

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from assessments.admin.writing.drafts import DRAWN, GIVEN, composed, faults_of, field_of, typed
from assessments.admin.writing.fields.decided import given_field
from assessments.admin.writing.fields.inputs import JSONText, domain_field, spoken
from assessments.admin.writing.fields.rows import ADD, RowsField
from assessments.admin.writing.fields.tagging import TagsField
from assessments.admin.writing.fields.trials import TrialsField
from assessments.admin.writing.hints import format_help, stem_help, tell_domains
from assessments.engine.definition import ASKS, MAX_OPTIONS, MAX_STEM, MIN_OPTIONS, Definition
from assessments.engine.kind import KINDS, Kind
from assessments.models import Item
from assessments.services.authoring.copies import free_slug

LOOK = "_look"  # the button that shows variants of what is typed, and saves nothing
FIRST = ("bank", "title", "slug", "kind")  # the fields of an item that has no kind yet
WAYS = dict(zip(ASKS, ("The learner types the answer", "The learner chooses among options"), strict=True))


class ItemForm(forms.ModelForm):
    family: ClassVar[type[Kind] | None] = None

    stem = forms.CharField(
        required=False,
        max_length=MAX_STEM,
        widget=forms.Textarea(attrs={"rows": 6}),
        label="Question",
    )
    ask = forms.ChoiceField(choices=list(WAYS.items()), initial=ASKS[0], widget=forms.RadioSelect, label="Asked how")
    options = forms.IntegerField(
        min_value=MIN_OPTIONS,
        max_value=MAX_OPTIONS,
        initial=Definition.options,
        label="Number of options",
        help_text="Where the learner chooses: the right answer and this many less one wrong ones.",
    )
    tags = TagsField()
    trials = TrialsField()
    format = JSONText(label="Settings")
    source = JSONText(
        label="Source",
        rows=4,
        help_text="Where the question comes from, as a JSON object. Instructors see it, learners do not.",
    )

    class Meta:
        model = Item
        fields = ("bank", "title", "slug", "kind", "difficulty", "position")

    def __init__(self, data: QueryDict | None = None, files: Any = None, **options: Any) -> None:
        self.reloading = data is not None and wants_fields(data)
        self.looking = data is not None and LOOK in data
        super().__init__(data, files, **options)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = "Part of the address. Empty: made of the title."
        if "kind" in self.fields:  # who may only look has no fields
            self.fields["kind"].choices = [("", "Choose a kind"), *kinds_by_topic()]
        rows = {"trials": self.fields["trials"].shown(self.instance.trials)} if "trials" in self.fields else {}
        self.initial = typed(self.instance.draft, self.fields) | self.initial | rows
        if self.family and brings_options(self.family):
            del self.fields["ask"], self.fields["options"]
        if self.family:
            self.initial["kind"] = self.family.slug
            self.fields["stem"].help_text = stem_help(self.family, self.instance.draft)
            self.fields["format"].help_text = format_help(self.family)
            tell_domains(self.fields, self.family, self.instance.draft)
        for name, field in self.fields.items():
            field.widget.attrs["aria-describedby"] = f"id_{name}_helptext id_{name}_error"
        if self.reloading:
            self.data = with_defaults(self)

    @property
    def kind_slug(self) -> str:
        return self.family.slug if self.family else ""

    @property
    def kind_title(self) -> str:
        return self.family.title if self.family else ""

    def full_clean(self) -> None:
        """A form that only asks for another kind's fields has no faults yet."""
        if not self.reloading:
            super().full_clean()
            return
        self._errors, self.cleaned_data = ErrorDict(), {}

    def is_valid(self) -> bool:
        """What is only looked at is never saved, however sound it is."""
        return not (self.reloading or self.looking) and super().is_valid()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("title") and cleaned.get("bank") and not cleaned.get("slug"):
            cleaned["slug"] = self.instance.slug or free_slug(cleaned["bank"], cleaned["title"])
        if self.family is None:
            return cleaned
        self.instance.trials = cleaned.get("trials", [])
        self.instance.draft = composed(cleaned, self.family)
        for name, why in faults_of(self.instance.draft):
            field = field_of(name)
            if field not in self.fields:
                self.add_error(None, f"{name}: {why}")
            elif field not in self.errors:
                self.add_error(field, why)
        return cleaned


def brings_options(family: type[Kind]) -> bool:
    """Whether a kind is a choice by nature, so that nothing is left to say about how it is asked."""
    return family.statements is not Kind.statements


def wants_fields(data: QueryDict) -> bool:
    """Whether this form was sent for more rows, or the fields of another kind than those that it had."""
    asked = "_use_kind" in data or ADD in data or data.get("fields_of") != data.get("kind")
    return asked and data.get("kind") in KINDS


def kinds_by_topic() -> list[tuple[str, list[tuple[str, str]]]]:
    by_topic = sorted(KINDS.values(), key=lambda family: (family.topic, family.title))
    groups = groupby(by_topic, key=lambda family: family.topic)
    return [
        (spoken(topic.replace("-", " ") or "Any topic"), [(kind.slug, kind.title) for kind in kinds])
        for topic, kinds in groups
    ]


def form_for(family: type[Kind] | None) -> type[ItemForm]:
    """The form with the fields that this kind brings."""
    if family is None:
        return ItemForm
    drawn = {f"{DRAWN}{name}": domain_field(name, domain) for name, domain in family.domains().items()}
    given = {f"{GIVEN}{name}": given_field(family, name) for name in family.givens()}
    return type(ItemForm)("ItemForm", (ItemForm,), {"family": family, **drawn, **given})


def with_defaults(form: ItemForm) -> QueryDict:
    """What was typed, with the fields that the page before did not have as they start out."""
    before = KINDS.get(form.data.get("fields_of", ""))
    had = form_for(before).base_fields if before else FIRST
    data = form.data.copy()
    for name, field in form.fields.items():
        start = form.get_initial_for_field(field, name)
        if name in had or start is None:
            continue
        if isinstance(field, RowsField):
            data.update(field.widget.typed(name, start))
        else:
            data.setlist(name, start if isinstance(start, list) else [start])
    return data
