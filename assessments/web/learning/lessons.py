"""The lesson, with sizes that the reader can change; every shape is read off a run of the reference."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from assessments.engine.executed.anatomy import anatomy
from assessments.engine.formats import Shape
from assessments.queries.courses import open_assessments
from assessments.web import trusted
from assessments.web.cell.views import living
from assessments.web.taking.overview import lesson_quiz
from lstm_reference import Spec, parameters

LESSONS = {"lstm-architecture": "web/lessons/lstm-architecture.html"}
LARGEST = 512  # a page view may run an LSTM of this size, not more
# (name in LaTeX, what it is, arrays that share the shape)
ROWS = (
    ("x_t", gettext_lazy("input of one step"), ("x",)),
    (r"h_t,\ C_t", gettext_lazy("hidden state and cell state"), ("h", "c")),
    (r"f_t,\ i_t,\ o_t,\ \tilde{C}_t", gettext_lazy("gates and candidate"), ("f", "i", "o", "g")),
    (r"W_{fF},\ W_{iF},\ W_{cF},\ W_{oF}", gettext_lazy("feed-forward matrices"), ("W_fF", "W_iF", "W_cF", "W_oF")),
    (r"W_{fR},\ W_{iR},\ W_{cR},\ W_{oR}", gettext_lazy("recurrent matrices"), ("W_fR", "W_iR", "W_cR", "W_oR")),
    (r"b_f,\ b_i,\ b_c,\ b_o", gettext_lazy("biases"), ("b_f", "b_i", "b_c", "b_o")),
)


def size(label: Any, initial: int) -> forms.IntegerField:
    outside = format_lazy(gettext_lazy("type a whole number from 1 to {largest}."), largest=LARGEST)
    faults = dict.fromkeys(("required", "invalid", "min_value", "max_value"), outside)
    return forms.IntegerField(label=label, min_value=1, max_value=LARGEST, initial=initial, error_messages=faults)


class Sizes(forms.Form):
    input_size = size(gettext_lazy("Input size"), 80)
    hidden_size = size(gettext_lazy("Hidden size"), 12)


@require_safe
@vary_on_headers("HX-Request")  # one address, a page or its fragment
def lesson(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in LESSONS:
        raise Http404
    page = dimensions(Sizes(request.GET if "input_size" in request.GET else start()))
    if request.htmx:
        return render(request, "web/lessons/_dimensions.html", page)
    page |= living(request.GET) | {"quizzes": [lesson_quiz(one) for one in open_assessments()]}
    return render(request, LESSONS[slug], page)


def start() -> dict[str, Any]:
    return {name: field.initial for name, field in Sizes.base_fields.items()}


def dimensions(sizes: Sizes) -> dict[str, Any]:
    if not sizes.is_valid():
        return {"sizes": sizes, "errors": [f"{sizes[name].label}: {why[0]}" for name, why in sizes.errors.items()]}
    n, h = sizes.cleaned_data["input_size"], sizes.cleaned_data["hidden_size"]
    return {"sizes": sizes, "errors": [], "shapes": shape_rows(Spec(n, h)), "counts": counts(n, h)}


def shape_rows(spec: Spec) -> list[dict[str, Any]]:
    shapes, show = anatomy(spec), Shape().show
    rows = []
    for latex, role, names in ROWS:
        (shape,) = {shapes[name] for name in names}
        rows.append({"name_html": trusted.formula(latex), "role": role, "shape": show(shape)})
    return rows


def counts(n: int, h: int) -> dict[str, Any]:
    lstm, rnn = (parameters(Spec(n, h, cell=cell)).total for cell in ("lstm", "rnn"))
    ratio = lstm / rnn
    return {"lstm": lstm, "rnn": rnn, "ratio": f"{ratio:g}"}
