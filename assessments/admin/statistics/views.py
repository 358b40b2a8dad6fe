"""Statistics in the admin: of a quiz, of each question in it, of an item over all its uses."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from assessments.admin.scoped import ScopedAdmin
from assessments.admin.statistics import pages, tables
from assessments.engine.statistics.fairness import Spread
from assessments.interchange.sheets.tables import as_csv
from assessments.models import Assessment, Item, ItemSession
from assessments.queries import staff
from assessments.queries.statistics.abilities import Calibrated, calibrated
from assessments.queries.statistics.apart import Apart, told_apart
from assessments.queries.statistics.card import card
from assessments.queries.statistics.kept import WAYS, kept, usual
from assessments.queries.statistics.remembered import remembered
from assessments.queries.statistics.report import Place, Report, is_rejudged, report
from assessments.queries.statistics.variants import spreads

safe = method_decorator(require_safe)


class AssessmentStatistics(ScopedAdmin):
    def get_urls(self) -> list[URLPattern]:
        views = {
            "statistics": ("<int:pk>/statistics/", self.statistics_view),
            "question": ("<int:pk>/statistics/question/", self.question_view),
            "figures": ("<int:pk>/statistics/figures.csv", self.figures_view),
            "calibration": ("<int:pk>/statistics/calibration/", self.calibration_view),
        }
        own = [
            path(address, self.admin_site.admin_view(view), name=f"assessments_assessment_{name}")
            for name, (address, view) in views.items()
        ]
        return own + super().get_urls()

    @safe
    def statistics_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        assessment, way = self.asked(request, pk)
        shown = pages.report_page(reported(assessment, way))
        return self.page(request, "assessment", assessment, {"title": f"Statistics: {assessment}", **shown})

    @safe
    def question_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        assessment, way = self.asked(request, pk)
        place = place_asked(request, reported(assessment, way))
        shown = pages.place_page(place, *taken_apart(assessment, way, place)) if place else {}
        return self.page(request, "question", assessment, {"title": title_of(place, assessment), **shown})

    @safe
    def figures_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        assessment, way = self.asked(request, pk)
        found = reported(assessment, way)
        name, rows = f"{assessment.slug}-{way}", tables.sheet_of_places(found)
        if "number" in request.GET and (place := place_asked(request, found)):
            name = f"{name}-{place.number}"
            rows = tables.sheet_of_place(place, *taken_apart(assessment, way, place))
        headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
        return HttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8", headers=headers)

    @safe
    def calibration_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        assessment, way = self.asked(request, pk)
        found: Calibrated = remembered(assessment, f"calibration:{way}", lambda: calibrated(assessment, way))
        shown = pages.calibration_page(found)
        return self.page(request, "calibration", assessment, {"title": f"Calibration: {assessment}", **shown})

    def asked(self, request: HttpRequest, pk: int) -> tuple[Assessment, str]:
        """The quiz and which attempts of it count."""
        assessment = self.get_object(request, str(pk))
        return assessment, way_asked(request, assessment)

    def page(self, request: HttpRequest, name: str, assessment: Assessment, shown: dict[str, Any]) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "assessment": assessment,
            "way": way_asked(request, assessment),
            "ways": WAYS.items(),
            **shown,
        }
        return TemplateResponse(request, f"admin/assessments/statistics/{name}.html", context)


class ItemStatistics(ScopedAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.statistics_view)
        return [path("<int:pk>/statistics/", view, name="assessments_item_statistics"), *super().get_urls()]

    @safe
    def statistics_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        item: Item = self.get_object(request, str(pk))
        shown = pages.card_page(card(item, staff.attempts_of(request.user)))
        context = {**self.admin_site.each_context(request), "opts": self.opts, "item": item, **shown}
        title = {"title": f"Statistics: {item}"}
        return TemplateResponse(request, "admin/assessments/statistics/item.html", context | title)


def way_asked(request: HttpRequest, assessment: Assessment) -> str:
    way = request.GET.get("attempts", "")
    return way if way in WAYS else usual(assessment)


def reported(assessment: Assessment, way: str) -> Report:
    return remembered(assessment, f"report:{way}", lambda: report(assessment, way))


def place_asked(request: HttpRequest, found: Report) -> Place | None:
    """The first one where none is named; None where nobody has submitted anything."""
    number = request.GET.get("number")
    places = {str(place.number): place for place in found.places}
    if number is not None and places and number not in places:
        raise Http404
    return places.get(number or "", next(iter(places.values()), None))


def taken_apart(assessment: Assessment, way: str, place: Place) -> tuple[list[Spread], list[Apart]]:
    """The difficulty of its variants, and what was answered to each."""
    attempts = kept(assessment, way).values("pk")
    sessions = ItemSession.objects.filter(current=True, number=place.number, attempt__in=attempts)

    def counted() -> tuple[list[Spread], list[Apart]]:
        return spreads(sessions), told_apart(sessions, place.asked, rejudged=is_rejudged(assessment))

    return remembered(assessment, f"apart:{way}:{place.number}", counted)


def title_of(place: Place | None, assessment: Assessment) -> str:
    return f"Question {place.number}: {place.title}" if place else f"Questions: {assessment}"
