"""What learners would get from a draft, with what only its author sees. Reads and never writes."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from assessments.admin.backstage import params_rows, truth_row
from assessments.engine.definition import Definition
from assessments.engine.kind import Value, text_of
from assessments.engine.misconceptions import title_of
from assessments.engine.proving.verify import verify
from assessments.engine.variant import Unposable, build
from assessments.models import Item
from assessments.services.banks import definition_of, reasons
from assessments.services.errors import Unpublishable

USUAL, MOST = 5, 20  # variants on one page
WALKED = 200  # points tried to find them
CHECKED = 100  # points of the quick check
PIN = "at-"


class Sample(forms.Form):
    n = forms.IntegerField(min_value=1, max_value=MOST, initial=USUAL, required=False, label="Variants")
    seed = forms.CharField(max_length=40, required=False)

    def clean_n(self) -> int:
        return self.cleaned_data["n"] or self.fields["n"].initial

    def clean_seed(self) -> str:
        return self.cleaned_data["seed"] or secrets.token_hex(4)

    def settled(self) -> Sample:
        """With what was left open, so that the same is shown again."""
        return type(self)({self.add_prefix(name): value for name, value in self.cleaned_data.items()})


def preview_page(item: Item, asked: QueryDict) -> dict[str, Any]:
    sample = Sample(asked)
    if not sample.is_valid():
        return {"sample": sample}
    count, seed = sample.cleaned_data["n"], sample.cleaned_data["seed"]
    page = {"sample": sample.settled()}
    try:
        definition = definition_of(item)
        return page | checked(definition) | sampled(definition, count, seed)
    except Unpublishable as unpublishable:
        return page | {"faults": unpublishable.faults}
    except ValueError as wrong:
        return page | {"faults": [str(wrong)]}


def sampled(definition: Definition, count: int, seed: str) -> dict[str, Any]:
    """The first posable variants on a walk that the seed decides, and why the others are not posed."""
    cards: list[dict[str, Any]] = []
    unposed: list[dict[str, str]] = []
    for place in range(min(WALKED, len(definition.space))):
        if len(cards) == count:
            break
        params = definition.space.in_order_of(seed.encode(), place)
        try:
            cards.append(card(definition, params, f"{seed}:{place}"))
        except Unposable as why:
            unposed.append({"params": in_words(params), "why": str(why)})
    return {"cards": cards, "unposed": unposed[:count], "turned_down": Counter(row["why"] for row in unposed).items()}


def checked(definition: Definition) -> dict[str, Any]:
    """The checks of publishing, on a few points only."""
    report = verify(definition, whole=CHECKED)
    return {
        "space": len(definition.space),
        "check": str(report),
        "check_faults": [] if report.passed else reasons(report),
        "check_slips": [(title_of(tag), times) for tag, times in report.slips.items()],
        "posable": report.posable,
    }


def card(definition: Definition, params: Mapping[str, Value], seed: str) -> dict[str, Any]:
    """One variant: the question, then what its author sees. Raises Unposable."""
    variant, question = build(definition, params, seed)
    pins = [(f"{PIN}{name}", text_of(value)) for name, value in params.items()]
    return {"params": params_rows(params), "pins": pins, "question": question} | truth_row(variant)


def pins_in(posted: QueryDict) -> dict[str, str]:
    """The parameters of the variant that a form was posted beside."""
    return {name.removeprefix(PIN): text for name, text in posted.items() if name.startswith(PIN)}


def in_words(params: Mapping[str, Value]) -> str:
    return ", ".join(f"{name} {value}" for name, value in params_rows(params))
