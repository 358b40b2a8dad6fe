"""Pages of a course or a quiz about its results: gradebook, downloads, the class board."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from django.core.paginator import Paginator
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.timezone import now

from assessments.interchange.sheets.cells import Cell
from assessments.interchange.sheets.tables import as_csv, as_xlsx
from assessments.models import Assessment, Course
from assessments.queries import gradebook, records
from assessments.queries.board import STATES, Question, board

LEARNERS = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Gradebooks:
    """For the admin of courses."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        own = [
            path("<int:pk>/gradebook/", view(self.gradebook_view), name="assessments_course_gradebook"),
            path("<int:pk>/scores/", view(self.scores_view), name="assessments_course_scores"),
        ]
        return own + super().get_urls()

    def gradebook_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        course = self.get_object(request, str(pk))
        words = request.GET.get("q", "")
        book = gradebook.gradebook(course)
        rows = Paginator(gradebook.named(book.rows, words), LEARNERS).get_page(request.GET.get("p"))
        page = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Gradebook: {course}",
            "course": course,
            "columns": book.columns,
            "rows": rows,
            "words": words,
            "people": len(book.rows),
        }
        return TemplateResponse(request, "admin/assessments/course/gradebook.html", page)

    def scores_view(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """?as=csv, xlsx, or json with every answer, seed and version."""
        course = self.get_object(request, str(pk))
        made = {"csv": csv_of, "xlsx": xlsx_of, "json": json_of}.get(request.GET.get("as", "csv"))
        if made is None:
            raise Http404
        response = made(course)
        name = f"{course.slug}-{now():%Y-%m-%d}.{request.GET.get('as', 'csv')}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class Boards:
    """For the admin of assessments."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.board_view)
        return [path("<int:pk>/board/", view, name="assessments_assessment_board"), *super().get_urls()]

    def board_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """?projector=1 is without names; htmx asks for the part that changes."""
        assessment = self.get_object(request, str(pk))
        page = board_page(assessment) | {"projector": "projector" in request.GET}
        if request.htmx:
            return TemplateResponse(request, "admin/assessments/assessment/_board.html", page)
        around = {**self.admin_site.each_context(request), "opts": self.opts, "title": f"Class board: {assessment}"}
        return TemplateResponse(request, "admin/assessments/assessment/board.html", around | page)


def board_page(assessment: Assessment) -> dict[str, Any]:
    found = board(assessment, now())
    questions = [question_row(one) for one in found.questions]
    learners = [
        {"learner": one, "answered": one.counts["answered"], "total": one.counts.total()} for one in found.learners
    ]
    return {"assessment": assessment, "board": found, "questions": questions, "learners": learners, "at": now()}


def question_row(question: Question) -> dict[str, Any]:
    counts = [(state, question.counts[state]) for state in STATES]
    starts = accumulate((count for _, count in counts), initial=0)
    bars = [(state, start, count) for (state, count), start in zip(counts, starts, strict=False) if count]
    return {"question": question, "counts": counts, "bars": bars, "total": question.counts.total()}


def table(book: gradebook.Book) -> Iterator[list[Cell]]:
    yield ["Username", "Name", *map(heading, book.columns)]
    for row in book.rows:
        yield [row.person.username, row.person.name, *(cell and cell.score for cell in row.cells)]
    yield ["", "Mean", *(column.mean for column in book.columns)]
    yield ["", "n", *(column.n for column in book.columns)]


def heading(column: gradebook.Column) -> str:
    """What can be had is known once somebody has begun."""
    return f"{column.assessment.title} (of {column.points:g})" if column.points else column.assessment.title


def csv_of(course: Course) -> HttpResponseBase:
    return StreamingHttpResponse(as_csv(table(gradebook.gradebook(course))), content_type="text/csv; charset=utf-8")


def xlsx_of(course: Course) -> HttpResponseBase:
    return HttpResponse(as_xlsx(course.title, table(gradebook.gradebook(course))), content_type=XLSX)


def json_of(course: Course) -> HttpResponseBase:
    """An array of attempts, each a line."""
    # As it is read: a course may have more attempts than fit in memory.
    return StreamingHttpResponse(lines(records.records_of(course)), content_type="application/json")


def lines(found: Iterator[dict[str, Any]]) -> Iterator[str]:
    yield "[\n"
    for number, record in enumerate(found):
        yield f"{',' * (number > 0)}{json.dumps(record, cls=DjangoJSONEncoder)}\n"
    yield "]\n"
