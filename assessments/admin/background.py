"""Work in the background: what waits, what is under way, what was given up and why."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.timezone import now
from django_tasks_db.models import DBTaskResult

from assessments.admin.operators import LogAdmin
from assessments.models import Worker
from assessments.services.background.running import try_again

# The library shows them its own way, to whoever is staff.
admin.site.unregister(DBTaskResult)


@admin.register(DBTaskResult)
class TaskAdmin(LogAdmin):
    list_display = ("task_name", "status", "tries", "exception_class_path", "enqueued_at", "started_at", "finished_at")
    list_filter = ("status",)
    ordering = ("-enqueued_at", "-id")
    fields = (
        ("task_path", "args_kwargs"),
        ("status", "tries", "worker_ids"),
        ("enqueued_at", "run_after", "started_at", "finished_at"),
        ("exception_class_path", "traceback"),
    )
    readonly_fields = ("tries",)
    actions = ("once_more",)

    @admin.display
    def tries(self, task: DBTaskResult) -> int:
        return len(task.worker_ids)

    @admin.action(description="Try again what was given up", permissions=["view"])
    def once_more(self, request: HttpRequest, rows: QuerySet[DBTaskResult]) -> None:
        count = try_again(DBTaskResult.objects.filter(pk__in=rows.values("pk")), now())
        messages.success(request, f"{count} will be tried again.")


@admin.register(Worker)
class WorkerAdmin(LogAdmin):
    list_display = ("name", "began_at", "seen_at")
    fields = list_display
