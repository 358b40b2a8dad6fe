"""People: staff find those of their courses by name; accounts are for superusers."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import AbstractBaseUser, Group
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from assessments.admin.once import shown_once
from assessments.admin.scoped import ScopedAdmin
from assessments.queries.staff import erasable_by
from assessments.services.accounts import erasing, helping
from assessments.services.courses.membership import set_staff

admin.site.unregister([get_user_model(), Group])  # rights come with roles in courses, not with groups of accounts

NAMES = ("username", "first_name", "last_name")


class NewPerson(AdminUserCreationForm):
    """The admin's script moves the focus to the first field; asked for twice, browsers complain."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["username"].widget.attrs["autofocus"]


@admin.register(get_user_model())
class PersonAdmin(ScopedAdmin, UserAdmin):
    changed_by = frozenset()
    add_form = NewPerson
    fieldsets = (
        (None, {"fields": (*NAMES, "email", "password")}),
        ("What the account may do", {"fields": ("is_active", "is_superuser")}),
        ("When", {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")
    list_filter = ("is_active", "is_superuser", "is_staff")
    list_select_related = ("erasure_wish",)
    actions = ("log_out", "reset_second_factor", "new_password", "erase")

    def get_fieldsets(self, request: HttpRequest, obj: AbstractBaseUser | None = None) -> Any:
        return super().get_fieldsets(request, obj) if request.user.is_superuser else ((None, {"fields": NAMES}),)

    def get_list_display(self, request: HttpRequest) -> Any:
        return (*(super().get_list_display(request) if request.user.is_superuser else NAMES), "asks")

    def get_list_filter(self, request: HttpRequest) -> Any:
        return super().get_list_filter(request) if request.user.is_superuser else ()

    def get_actions(self, request: HttpRequest) -> Any:
        """Accounts are for superusers; owners erase those who were in no courses but theirs."""
        found = super().get_actions(request)
        return found if request.user.is_superuser else {name: act for name, act in found.items() if name == "erase"}

    @admin.display(description="asks to be erased", boolean=True)
    def asks(self, person: AbstractBaseUser) -> bool:
        return hasattr(person, "erasure_wish")

    @admin.action(description="Erase selected people for good; their answers stay", permissions=["view"])
    def erase(self, request: HttpRequest, people: QuerySet[AbstractBaseUser]) -> None:
        reached = erasable_by(request.user)
        erased = [erasing.erase(person, request.user, now()) for person in people.filter(pk__in=reached.values("pk"))]
        self.message_user(request, f"People erased: {len(erased)}.", messages.SUCCESS if erased else messages.WARNING)

    @admin.action(description="End all sessions of selected people")
    def log_out(self, request: HttpRequest, people: QuerySet[AbstractBaseUser]) -> None:
        ended = sum(helping.log_out(person, request.user, now()) for person in people)
        self.message_user(request, f"Sessions ended: {ended}.", messages.SUCCESS)

    @admin.action(description="Take away the second factor of selected people")
    def reset_second_factor(self, request: HttpRequest, people: QuerySet[AbstractBaseUser]) -> None:
        gone = sum(helping.reset_second_factor(person, request.user, now()) for person in people)
        self.message_user(request, f"Second factors taken away: {gone}.", messages.SUCCESS)

    @admin.action(description="Make an address where the selected person chooses a new password")
    def new_password(self, request: HttpRequest, people: QuerySet[AbstractBaseUser]) -> HttpResponse | None:
        if people.count() != 1:
            self.message_user(request, "Select one person.", messages.WARNING)
            return None
        person = people.get()
        address = request.build_absolute_uri(helping.password_address(person, request.user, now()))
        return shown_once(self, request, person, "admin/auth/user/new_password.html", "A new password", address=address)

    def save_model(self, request: HttpRequest, obj: AbstractBaseUser, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        # Whoever stops being a superuser may still teach somewhere.
        set_staff(obj)
