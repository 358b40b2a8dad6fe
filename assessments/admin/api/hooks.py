"""Webhooks: who is told what happens in a course, and what became of each notice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from assessments.admin.history import HistoryAdmin
from assessments.admin.once import shown_once
from assessments.admin.scoped import Mine, ScopedAdmin
from assessments.models import AUTHORS, Course, Endpoint, Notice
from assessments.models.hooks import EVENTS
from assessments.services.hooks import endpoints, outbox
from assessments.services.hooks.endpoints import MOST, Wanted

WAITING, PARKED = Q(notices__state=Notice.State.WAITING), Q(notices__state=Notice.State.PARKED)


class EndpointForm(forms.ModelForm):
    events = forms.MultipleChoiceField(
        choices=EVENTS.items(), widget=forms.CheckboxSelectMultiple, initial=list(EVENTS)
    )

    class Meta:
        model = Endpoint
        fields = ("course", "title", "url", "events")

    def clean_course(self) -> Course:
        course = self.cleaned_data["course"]
        if course is None:
            raise forms.ValidationError("Choose the course.")
        if course.endpoints.count() >= MOST:
            raise forms.ValidationError(f"A course has at most {MOST} webhooks.")
        return course


@admin.register(Endpoint)
class EndpointAdmin(ScopedAdmin):
    """What is told where is decided once; another address is another webhook, with a secret of its own."""

    seen_by = changed_by = AUTHORS
    form = EndpointForm
    fields = ("course", "title", "url", "events")
    list_display = ("title", "course", "standing", "waiting", "parked", "url")
    list_filter = (("course", Mine),)
    list_select_related = ("course",)
    search_fields = ("title", "url")
    actions = ("rotate_secret", "switch_off", "switch_on")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Endpoint]:
        rows = super().get_queryset(request).exclude(course=None)
        counts = {"waiting_count": Count("notices", WAITING), "parked_count": Count("notices", PARKED)}
        return rows.annotate(**counts).order_by("-created_at", "-pk")

    @admin.display
    def standing(self, endpoint: Endpoint) -> str:
        if endpoint.disabled_at:
            return f"Off: {endpoint.why_disabled}"
        return f"{endpoint.failures} failures, waiting" if endpoint.failures else "On"

    @admin.display(ordering="waiting_count")
    def waiting(self, endpoint: Endpoint) -> int:
        return endpoint.waiting_count

    @admin.display(ordering="parked_count")
    def parked(self, endpoint: Endpoint) -> int:
        return endpoint.parked_count

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, self.changed_by, obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, set[str], Any]:
        """Its notices, which nobody removes by themselves, go with it."""
        shown, counts, _, protected = super().get_deleted_objects(objs, request)
        return shown, counts, set(), protected

    def save_model(self, request: HttpRequest, obj: Endpoint, form: ModelForm, change: bool) -> None:
        wanted = Wanted(obj.course, obj.title, obj.url, form.cleaned_data["events"])
        made, request.secret_made = endpoints.make(wanted, request.user, now())
        # The admin goes on with this object: its log and its next page need the number.
        obj.pk = made.pk

    def delete_model(self, request: HttpRequest, obj: Endpoint) -> None:
        endpoints.remove(obj, request.user, now())

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Endpoint]) -> None:
        for one in queryset:
            endpoints.remove(one, request.user, now())

    def response_add(self, request: HttpRequest, obj: Endpoint, post_url_continue: str | None = None) -> HttpResponse:
        return self.told_once(request, obj, request.secret_made)

    def told_once(self, request: HttpRequest, endpoint: Endpoint, secret: str) -> HttpResponse:
        page, title = "admin/assessments/endpoint/made.html", f"The secret of {endpoint}"
        return shown_once(self, request, endpoint, page, title, secret=secret)

    @admin.action(description="Give the selected webhook a new secret", permissions=["delete"])
    def rotate_secret(self, request: HttpRequest, rows: QuerySet[Endpoint]) -> HttpResponse | None:
        chosen = list(rows[:2])
        if len(chosen) != 1:
            self.message_user(request, "Choose one: its secret is shown once.", messages.ERROR)
            return None
        return self.told_once(request, chosen[0], endpoints.rotate(chosen[0], request.user, now()))

    @admin.action(description="Switch selected webhooks off", permissions=["delete"])
    def switch_off(self, request: HttpRequest, rows: QuerySet[Endpoint]) -> None:
        for one in rows:
            endpoints.disable(one, "Switched off by hand.", now(), request.user)
        self.message_user(request, "Switched off. What waited is parked.", messages.SUCCESS)

    @admin.action(description="Switch selected webhooks on again", permissions=["delete"])
    def switch_on(self, request: HttpRequest, rows: QuerySet[Endpoint]) -> None:
        for one in rows:
            endpoints.enable(one, request.user, now())
        self.message_user(request, "Switched on. What was parked can be sent again from the list of notices.")


@admin.register(Notice)
class NoticeAdmin(HistoryAdmin):
    seen_by = changed_by = AUTHORS
    list_display = ("at", "type", "state", "reason", "endpoint", "tries", "status", "sent_at")
    list_filter = ("state", "type")
    list_select_related = ("endpoint",)
    fields = (
        ("endpoint", "type", "at"),
        ("state", "tries", "status", "reason"),
        ("due_at", "sent_at"),
        "event",
        "data",
    )
    actions = ("send_again",)

    @admin.action(description="Send again", permissions=["view"])
    def send_again(self, request: HttpRequest, rows: QuerySet[Notice]) -> None:
        count = outbox.resend(Notice.objects.filter(pk__in=rows.values("pk")), now())
        self.message_user(request, f"{count} will be sent again, but for those whose webhook is off.", messages.SUCCESS)
