from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt

from assessments.api.description import DescribedAPI
from assessments.api.problems import handle_with, not_there
from assessments.api.reading import CarefulParser
from assessments.api.resources import attempts, banks, items, people, publishing, quizzes, variants, webhooks
from assessments.api.rim import rimmed

app_name = "api"
RESOURCES = (people, banks, items, publishing, variants, quizzes, attempts, webhooks)

service = DescribedAPI(
    title="Cellstate",
    version="1",
    description="Auto-graded questions on LSTM architecture, whose answers a reference LSTM computes.",
    docs_url=None,  # its own page of documentation loads scripts from elsewhere
    parser=CarefulParser(),
    urls_namespace=app_name,
)
for resource in RESOURCES:
    service.add_router("", resource.router)
handle_with(service)


@csrf_exempt
def nothing(request: HttpRequest) -> HttpResponse:
    return not_there(request, LookupError())


def within_rim() -> Iterator[URLPattern]:
    patterns, _, _ = service.urls
    for one in patterns:
        if one.name != "api-root":
            # Around the library's views rather than inside: what it refuses by itself is counted, too.
            yield URLPattern(one.pattern, rimmed(one.callback), one.default_args, one.name)


urlpatterns = [*within_rim(), path("", nothing, name="api-root"), re_path("", nothing, name="nothing")]
