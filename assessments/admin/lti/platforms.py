"""Platforms, the places in them where this tool was installed, and invitations to register."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Field, QuerySet, URLField
from django.forms import CharField, ModelForm, PasswordInput, Select
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import now

from assessments.admin.once import shown_once
from assessments.admin.operators import LogAdmin, OperatorsAdmin
from assessments.models import Deployment, Invitation, Registration, ToolKey
from assessments.services.lti.registering import approve, invite, remember_old


class RegistrationForm(ModelForm):
    old = CharField(
        label="secret of LTI 1.1",
        required=False,
        widget=PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Is kept under lock and not shown again; left empty, the one that there is stays.",
    )

    class Meta:
        model = Registration
        fields = ("title", "state", "issuer", "client_id", "allows_anonymous", "frames", "old_key")


@admin.register(Registration)
class RegistrationAdmin(OperatorsAdmin):
    list_display = ("title", "state", "issuer", "client_id", "places", "key_set_at")
    list_filter = ("state",)
    search_fields = ("title", "issuer", "client_id")
    actions = ("approve",)
    form = RegistrationForm
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    fieldsets = (
        (None, {"fields": ("title", "state", "login_url")}),
        ("The platform", {"fields": ("issuer", "client_id", "auth_url", "token_url", "jwks_url", "audience")}),
        ("What is allowed", {"fields": ("allows_anonymous", "frames")}),
        ("Moving from LTI 1.1", {"classes": ("collapse",), "fields": ("old_key", "old")}),
        ("Its keys", {"fields": ("key_set_at", "key_set_asked_at", "registered_at")}),
    )
    readonly_fields = ("login_url", "key_set_at", "key_set_asked_at", "registered_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Registration]:
        return super().get_queryset(request).annotate(place_count=Count("deployments")).order_by("title")

    def save_model(self, request: HttpRequest, obj: Registration, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if form.cleaned_data["old"]:
            remember_old(obj, form.cleaned_data["old"])

    @admin.display(ordering="place_count", description="deployments")
    def places(self, registration: Registration) -> int:
        return registration.place_count

    @admin.display(description="login URL of its own")
    def login_url(self, registration: Registration) -> str:
        """For platforms that name no client when they begin a launch. An ID that is not saved yet is thrown away."""
        if registration.registered_at is None:
            return "Made when it is saved."
        return reverse("lti_login_at", args=[registration.pk])

    @admin.action(description="Approve, with the deployments that came with it")
    def approve(self, request: HttpRequest, registrations: QuerySet[Registration]) -> None:
        for one in registrations:
            approve(one)
        messages.success(request, f"Approved {len(registrations)}.")


@admin.register(Deployment)
class DeploymentAdmin(OperatorsAdmin):
    list_display = ("__str__", "deployment_id", "state", "first_seen_at", "courses")
    list_filter = ("state", "registration")
    list_editable = ("state",)
    list_select_related = ("registration",)
    search_fields = ("title", "deployment_id", "registration__title")
    fields = ("registration", "deployment_id", "title", "state", "offers", "first_seen_at")
    readonly_fields = ("first_seen_at",)
    autocomplete_fields = ("offers",)

    def formfield_for_choice_field(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """In the list, too, where no label stands beside it."""
        labelled = Select(attrs={"aria-label": db_field.verbose_name.capitalize()})
        return super().formfield_for_choice_field(db_field, request, **kwargs | {"widget": labelled})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Deployment]:
        counted = super().get_queryset(request).annotate(course_count=Count("contexts"))
        return counted.order_by("registration__title", "deployment_id")

    @admin.display(ordering="course_count")
    def courses(self, deployment: Deployment) -> int:
        return deployment.course_count


@admin.register(Invitation)
class InvitationAdmin(OperatorsAdmin):
    """Its address is shown once, when it is made."""

    list_display = ("__str__", "created_at", "used_at")
    list_select_related = ("registration",)
    fields = ("registration", "issuer")

    def has_change_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        return request.user.is_superuser

    def save_model(self, request: HttpRequest, obj: Invitation, form: ModelForm, change: bool) -> None:
        made, request.token_made = invite(obj.registration, obj.issuer, now())
        # The admin goes on with this object, and logs it by its number.
        obj.pk = made.pk

    def response_add(self, request: HttpRequest, obj: Invitation, post_url_continue: str | None = None) -> HttpResponse:
        address = request.build_absolute_uri(f"{reverse('lti_register')}?invitation={request.token_made}")
        page, title = "admin/assessments/invitation/made.html", f"The invitation {obj}"
        return shown_once(self, request, obj, page, title, address=address)


@admin.register(ToolKey)
class ToolKeyAdmin(LogAdmin):
    list_display = ("kid", "state", "made_at", "changed_at")
    fields = ("kid", "state", "made_at", "changed_at")
