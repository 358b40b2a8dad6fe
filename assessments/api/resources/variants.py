"""Questions for other programs: posed and judged without a learner, and nothing of it is stored."""

from __future__ import annotations

import secrets
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Path, Router, Schema
from pydantic import ConfigDict

from assessments.api.auth import GRADE
from assessments.api.reading import Text
from assessments.engine.grade import Outcome
from assessments.engine.judging.diagnosis import Diagnosis
from assessments.engine.misconceptions import title_of
from assessments.queries import granted
from assessments.services.api import variants

router = Router(tags=["Variants"])

VariantId = Annotated[str, Path(pattern=r"^[A-Za-z0-9_=-]+$", max_length=1_000)]


class OptionOut(Schema):
    value: str
    html: str


class VariantOut(Schema):
    """A question as a learner may see it before answering."""

    id: str
    stem: str
    widget: str
    guide: str
    options: list[OptionOut]
    labels: list[str]
    heads: list[str] = []


class ResponseIn(Schema):
    model_config = ConfigDict(extra="forbid")
    response: Text


class Misconception(Schema):
    tag: str
    title: str


class PartOut(Schema):
    label: str
    read_as: str
    score: float


class OutcomeOut(Schema):
    """What an answer is worth. The right one is not told."""

    score: float
    read_as: str
    diagnosis: str
    misconceptions: list[Misconception]
    remark: str
    parts: list[PartOut]


@router.post("/banks/{slug:bank}/items/{slug:item}/variants", auth=GRADE, response={201: VariantOut})
def draw_variant(request: HttpRequest, bank: str, item: str) -> dict[str, Any]:
    """A fresh variant of a published item, to be answered within 30 days"""
    found = granted.items(request.auth).get(bank__slug=bank, slug=item)
    if found.current is None:
        raise Http404
    # A fresh word each time: with a number that counts up, the next variant could be told beforehand.
    drawn = variants.draw(found.current, secrets.token_hex(16))
    options = [{"value": value, "html": html} for value, html in drawn.question.options]
    return drawn.question.facts() | {"id": drawn.id, "options": options}


@router.post("/variants/{variant}/responses", auth=GRADE, response=OutcomeOut)
def judge_response(request: HttpRequest, variant: VariantId, body: ResponseIn) -> dict[str, Any]:
    """Judge an answer to a variant"""
    return shown(variants.respond(variant, body.response, granted.revisions(request.auth)))


def shown(outcome: Outcome) -> dict[str, Any]:
    diagnosis = Diagnosis.read(outcome.diagnosis)
    return {
        "score": outcome.score,
        "read_as": outcome.read_as,
        "diagnosis": str(diagnosis.words()),
        "misconceptions": [{"tag": tag, "title": str(title_of(tag))} for tag in diagnosis.tags],
        "remark": outcome.remark,
        "parts": [{"label": one.label, "read_as": one.read_as, "score": one.score} for one in outcome.parts],
    }
