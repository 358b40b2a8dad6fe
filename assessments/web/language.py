"""Which language a page speaks: the one chosen in the footer, else the browser's, else English."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from assessments.web.addresses import address


class LanguageMiddleware(LocaleMiddleware):
    """The teachers' pages are in English throughout."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if request.path_info.startswith(address("admin:index")):
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """What anyone may keep speaks the language that its address names, whoever asks."""
        if "public" in response.headers.get("Cache-Control", ""):
            return response
        return super().process_response(request, response)


def by_address(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """For what anyone may keep: `?language=de`, else English."""

    @wraps(view)
    def spoken(request: HttpRequest) -> HttpResponse:
        named = request.GET.get("language")
        with translation.override(named if named in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            return view(request)

    return spoken


@csrf_exempt  # a token would give every visitor a session, and nobody is harmed by a language
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remembered in a cookie; then on with the page that the choice was made on."""
    return set_language(request)
