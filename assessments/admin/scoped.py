"""What a teacher sees and changes is decided by their roles, course by course.

Django's own permissions play no part; superusers have all. What a role does not reach does not exist: 404.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Field, ForeignKey, ManyToManyField, Model, QuerySet
from django.forms import ModelChoiceField, ModelMultipleChoiceField
from django.http import Http404, HttpRequest, HttpResponseBase

from assessments.models import AUTHORS, STAFF, Roles
from assessments.queries import staff
from assessments.queries.staff import OF, Rows


def roles_of(request: HttpRequest) -> Roles:
    """Asked for once a request."""
    if not hasattr(request, "roles"):
        request.roles = staff.roles_of(request.user)
    return request.roles


class Choosing:
    """Foreign keys lead to what the user's roles reach, and nowhere else."""

    changed_by: ClassVar[Roles] = AUTHORS
    choices: ClassVar[Mapping[str, Rows]] = {}  # where it is not all that may be seen

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        if not request.user.is_superuser:
            rows = self.choices.get(db_field.name) or OF[db_field.remote_field.model]
            kwargs["queryset"] = rows(request.user, self.changed_by)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> ModelMultipleChoiceField | None:
        if not request.user.is_superuser:
            kwargs["queryset"] = OF[db_field.remote_field.model](request.user, self.changed_by)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class ScopedAdmin(Choosing, admin.ModelAdmin):
    seen_by: ClassVar[Roles] = STAFF
    changed: ClassVar[Rows | None] = None  # where it is not all that may be seen

    def may(self, request: HttpRequest, roles: Roles, obj: Model | None, rows: Rows | None = None) -> bool:
        if request.user.is_superuser:
            return True
        # Django asks very often: by the roles, which are known, before any row is looked for.
        if not (request.user.is_staff and roles & roles_of(request)):
            return False
        reached = rows or OF[self.model]
        return obj is None or reached(request.user, roles).filter(pk=obj.pk).exists()

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.may(request, self.seen_by, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.may(request, self.changed_by, None)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.may(request, self.changed_by, obj, type(self).changed)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_change_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.filter(pk__in=OF[self.model](request.user, self.seen_by).values("pk"))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Model:
        found = super().get_object(request, object_id, from_field)
        if found is None:
            raise Http404
        return found

    def response_action(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponseBase | None:
        """An action reaches no further than a change would, unless all that it does is look."""
        action = self.get_actions(request).get(request.POST.get("action", ""))
        looks = action is not None and "view" in getattr(action[0], "allowed_permissions", ())
        if not (looks or request.user.is_superuser):
            reached = type(self).changed or OF[self.model]
            queryset = queryset.filter(pk__in=reached(request.user, self.changed_by).values("pk"))
        return super().response_action(request, queryset)


class ScopedInline(Choosing):
    """Rows of a page: whoever may change the page may change them."""

    def parent(self) -> ScopedAdmin:
        return self.admin_site.get_model_admin(self.parent_model)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.parent().has_view_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.parent().has_change_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_change_permission(request, obj) if obj else self.parent().has_add_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_change_permission(request, obj)


class Mine(admin.RelatedFieldListFilter):
    """Offers what the user's roles reach."""

    def field_choices(self, field: Field, request: HttpRequest, model_admin: ScopedAdmin) -> list[tuple[Any, str]]:
        reached = OF[field.remote_field.model](request.user, model_admin.seen_by)
        ordering = self.field_admin_ordering(field, request, model_admin)
        return field.get_choices(include_blank=False, ordering=ordering, limit_choices_to={"pk__in": reached})
