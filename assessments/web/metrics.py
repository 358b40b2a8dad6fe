"""What a Prometheus server asks for: the requests of all processes here, and what waits in the database.
https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.utils.timezone import now
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from assessments.queries.waiting import waiting


class Waiting:
    """Asked of the database at each scrape, so that every node tells the same."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        for name, (meaning, count) in waiting(now()).items():
            yield GaugeMetricFamily(f"waiting_{name}", meaning, value=count)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    if not may_ask(request):
        raise Http404
    registry = CollectorRegistry()
    registry.register(Waiting())
    if settings.PROCESSES > 1:
        MultiProcessCollector(registry)
    told = generate_latest(registry) + (b"" if settings.PROCESSES > 1 else generate_latest(REGISTRY))
    return HttpResponse(told, content_type=CONTENT_TYPE_LATEST)


def may_ask(request: HttpRequest) -> bool:
    """Whoever has the token; without one, this machine itself, and nobody by way of a proxy on it."""
    if settings.METRICS_TOKEN:
        return constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}")
    forwarded = any(name in request.headers for name in ("Forwarded", "X-Forwarded-For"))
    return not forwarded and ip_address(request.META["REMOTE_ADDR"] or "::").is_loopback
