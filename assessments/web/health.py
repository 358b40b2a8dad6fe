"""For the machine that watches this one: is the process alive, and can it serve?"""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from assessments.operations.probes import faults


@require_safe
def livez(request: HttpRequest) -> JsonResponse:
    # Nothing is looked at: a process is not to be killed because its database is away.
    return JsonResponse({"status": "alive"})


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    if found := faults():
        return JsonResponse({"status": "not ready", "faults": found}, status=503)
    return JsonResponse({"status": "ready"})
