"""Attempts, variants and answers as they happened."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import now

from assessments.admin.attempt_page import attempt_page
from assessments.admin.filters import Diagnosis, Submitted
from assessments.admin.history import HistoryAdmin
from assessments.admin.results.overriding import OverrideForm, decisions
from assessments.admin.revision import as_code
from assessments.admin.scoped import Mine
from assessments.models import AUTHORS, Attempt, ItemSession, Response
from assessments.queries.attempts import reviewed
from assessments.services.taking.attempts import is_open

MOST = 80  # attempts that an address can name


@admin.register(Attempt)
class AttemptAdmin(HistoryAdmin):
    list_display = ("learner", "what", "standing", "result", "started_at", "submitted_at")
    list_filter = (Submitted, ("assessment", Mine), ("bank", Mine))
    search_fields = (
        "learner__username",
        "learner__first_name",
        "learner__last_name",
        "assessment__title",
        "bank__title",
    )
    search_help_text = "By learner, quiz or bank"
    date_hierarchy = "started_at"
    fields = (("learner", "what"), ("standing", "result"), ("started_at", "deadline", "submitted_at"))
    change_form_template = "admin/assessments/attempt/change_form.html"
    actions = ("judge_again",)

    def has_regrade_permission(self, request: HttpRequest) -> bool:
        return self.may(request, AUTHORS, None)

    @admin.action(description="Judge again", permissions=["regrade"])
    def judge_again(self, request: HttpRequest, rows: QuerySet[Attempt]) -> HttpResponse | None:
        rows = rows.order_by()
        chosen = list(rows.filter(submitted_at__isnull=False).values_list("assessment", "pk"))
        quizzes = {quiz for quiz, _ in chosen}
        if not chosen and rows.exists():
            messages.error(request, "What is still running is not judged again before it is submitted.")
        elif len(quizzes) != 1 or None in quizzes:
            messages.error(request, "Attempts are judged again one quiz at a time: choose attempts at the same quiz.")
        elif len(chosen) > MOST:
            messages.error(request, f"At most {MOST} are chosen at a time; a whole quiz is judged again from its page.")
        else:
            asked = urlencode({"assessment": quizzes.pop(), "attempt": [pk for _, pk in chosen]}, doseq=True)
            return redirect(f"{reverse('admin:assessments_regrade_add')}?{asked}")
        return None

    @admin.display(description="quiz or bank")
    def what(self, attempt: Attempt) -> str:
        return f"{attempt.title} (practice)" if attempt.is_practice else attempt.title

    @admin.display
    def standing(self, attempt: Attempt) -> str:
        return "Open" if is_open(attempt, now()) else "Closed"

    @admin.display(ordering="score", description="score")
    def result(self, attempt: Attempt) -> str:
        return f"{attempt.score:.4g} of {attempt.points:.4g}"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attempt]:
        return super().get_queryset(request).select_related("learner", "assessment", "bank")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Posting sets points by hand; all else about an attempt stays as it happened."""
        attempt = self.get_object(request, object_id)
        may_grade = self.may(request, AUTHORS, attempt) and attempt.submitted_at is not None
        form = OverrideForm(attempt, request.POST if request.method == "POST" else None)
        if request.method == "POST":
            if not self.may(request, AUTHORS, attempt):
                raise PermissionDenied
            if form.decide(request, now()):
                messages.success(request, "The points are set, and the reason is kept in the audit trail.")
                if form.cleaned_data["place"] and attempt.override is not None:
                    told = f"The whole attempt still counts with the points that were set for it: {attempt.override:g}."
                    messages.warning(request, told)
                return redirect("admin:assessments_attempt_change", attempt.pk)
            request.method = "GET"  # the page again, with what is wrong
        shown = attempt_page(reviewed(attempt)) | {"decisions": decisions(attempt)}
        shown |= {"override_form": form if may_grade else None}
        return super().change_view(request, object_id, form_url, shown | (extra_context or {}))


@admin.register(ItemSession)
class ItemSessionAdmin(HistoryAdmin):
    list_display = ("learner", "item", "number", "turn", "tries", "score", "finished_at")
    list_filter = (("item__bank", Mine), "revealed", "current")
    search_fields = ("attempt__learner__username", "item__title", "item__slug", "seed")
    search_help_text = "By learner, item or seed"
    fields = (
        ("attempt", "item", "revision"),
        ("number", "turn", "current"),
        ("points", "tries", "score", "earlier_best"),
        ("latest", "finished_at", "hints_used", "revealed"),
        ("position", "seed"),
        "drawn",
        "shown",
    )

    @admin.display(ordering="attempt__learner__username")
    def learner(self, session: ItemSession) -> str:
        return str(session.attempt.learner)

    @admin.display
    def tries(self, session: ItemSession) -> str:
        return f"{session.tries_used} of {session.tries_allowed}"

    @admin.display(description="parameters")
    def drawn(self, session: ItemSession) -> str:
        return as_code(session.params)

    @admin.display(description="question as shown")
    def shown(self, session: ItemSession) -> str:
        return as_code(session.question)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ItemSession]:
        together = ("attempt__learner", "attempt__assessment", "attempt__bank", "item", "revision__item")
        unused = ("revision__content", "revision__verification")
        return super().get_queryset(request).select_related(*together).defer(*unused)


@admin.register(Response)
class ResponseAdmin(HistoryAdmin):
    list_display = ("learner", "item", "read_as", "judged", "found", "created_at")
    list_filter = (Diagnosis, ("session__item__bank", Mine))
    search_fields = (
        "session__attempt__learner__username",
        "session__item__title",
        "read_as",
        "raw",
        "misconception",
        "diagnosis",
    )
    search_help_text = "By learner, item, answer or misconception"
    date_hierarchy = "created_at"
    fields = ("session", "raw", "read_as", "key", "judged", "found", "remark", "created_at", "intent")

    @admin.display(ordering="session__attempt__learner__username")
    def learner(self, response: Response) -> str:
        return str(response.session.attempt.learner)

    @admin.display(ordering="session__item__title")
    def item(self, response: Response) -> str:
        return str(response.session.item)

    @admin.display(ordering="score", description="credit")
    def judged(self, response: Response) -> str:
        return f"{response.score:.0%}"

    @admin.display(ordering="misconception", description="diagnosis")
    def found(self, response: Response) -> str:
        return response.diagnosed.words()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Response]:
        together = (
            "session__attempt__learner",
            "session__attempt__assessment",
            "session__attempt__bank",
            "session__item",
        )
        return super().get_queryset(request).select_related(*together)
