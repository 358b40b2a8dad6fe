"""The preview beside the form, of what is typed and not saved. Reads and never writes."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from django import forms
from django.http import QueryDict

from assessments.admin.writing.form import LOOK, ItemForm
from assessments.admin.writing.preview.page import MOST, Sample, checked, sampled
from assessments.engine.definition import Definition
from assessments.engine.proving import trials
from assessments.engine.proving.sampling import sample
from assessments.engine.proving.verify import BROKEN
from assessments.services.banks import definition_of, trials_of
from assessments.services.errors import Unpublishable

FEWEST, USUAL = 3, 3  # variants beside a form
FRESH, MANY = "fresh", "many"  # what the buttons above them ask for


class Look(Sample):
    """Which variants stand beside the form; the seed stays until another sample is asked for."""

    prefix = "look"

    n = forms.IntegerField(min_value=FEWEST, max_value=MOST, initial=USUAL, required=False, label="Variants")
    seed = forms.CharField(max_length=40, required=False, label="Seed")


def beside(form: ItemForm) -> dict[str, Any]:
    """What stands beside this form, bound or not."""
    asked = form.data if form.is_bound else QueryDict()
    look = look_of(asked)
    page = {
        "look": look,
        "untold": untold(form),
        "sampling": asked.get(LOOK) == MANY,
        "choosing": form.family is None or form.reloading,
    }
    if page["choosing"] or not look.is_valid():
        return page
    page["look"] = look.settled()
    try:
        definition = definition_of(form.instance)
        seen = sampled(definition, look.cleaned_data["n"], look.cleaned_data["seed"])
        return page | {"space": len(definition.space)} | seen | looked_into(form, look, definition)
    except Unpublishable as unpublishable:
        return page | {"faults": unpublishable.faults}
    # Half-typed drafts bring a kind into states that no published one is in.
    except (ValueError, *BROKEN) as wrong:
        return page | {"faults": [str(wrong)]}


def look_of(asked: QueryDict) -> Look:
    typed = asked.copy()
    if asked.get(LOOK) == FRESH:
        typed.pop(Look.prefix + "-seed", None)
    return Look(typed)


def looked_into(form: ItemForm, look: Look, definition: Definition) -> dict[str, Any]:
    """What takes longer than a variant: test answers, and many variants where they are asked for."""
    tried = trials_of(form.instance)
    found = {"trials": len(tried), "trial_faults": list(trials.faults(definition, tried))}
    if form.data.get(LOOK) == MANY:
        many = sample(definition, look.cleaned_data["seed"], perf_counter)
        times = {"mean_ms": milliseconds(many.mean_time), "longest_ms": milliseconds(many.longest_time)}
        found |= checked(definition) | times | {"many": many}
    return found


def untold(form: ItemForm) -> dict[str, list[str]]:
    """Field → its faults, but for what is not filled in yet."""
    faults = form.errors.as_data() if form.is_bound and not form.reloading else {}
    told = {name: [one for one in found if one.code != "required"] for name, found in faults.items()}
    return {name: [text for one in told.get(name, ()) for text in one.messages] for name in form.fields}


def milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:.1f}"
