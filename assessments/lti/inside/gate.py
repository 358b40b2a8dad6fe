"""Nobody gets to a launch's addresses without its session; what is shown there may stand in its platform's frames."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from assessments.lti.framing import may_frame, origins_of
from assessments.lti.inside.visit import KEY, Visit
from assessments.lti.launching.cookies import frame
from assessments.queries.lti import launch_within


def let_through(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def respond(request: HttpRequest) -> HttpResponse:
        if request.launch_id is None:
            return get_response(request)
        launch, visit = launch_within(request.launch_id), visit_of(request)
        # Frames of nobody: whose launch it was is not known any more.
        if launch is None:
            return render(request, "lti/ended.html", status=403)
        if visit is None:
            return may_frame(render(request, "lti/ended.html", status=403), origins_of(launch.registration))
        request.visit, request.launch = visit, launch
        speak(request, visit)
        response = get_response(request)
        # Last, as the view and what stands behind it may set cookies, too.
        frame(response)
        replaced = getattr(response, "_csp_replace", {})
        may_frame(response, visit.frames)
        response._csp_replace |= {name: value for name, value in replaced.items() if name != "frame-ancestors"}  # noqa: SLF001 -- django-csp's decorators leave it there
        return response

    return respond


def visit_of(request: HttpRequest) -> Visit | None:
    facts = request.session.get(KEY)
    ours = facts and facts["launch"] == str(request.launch_id) and request.user.is_authenticated
    return Visit.read(facts) if ours else None


def speak(request: HttpRequest, visit: Visit) -> None:
    """As the platform does, until a language is chosen here."""
    spoken = {code.partition("-")[0]: code for code, _ in settings.LANGUAGES}
    code = spoken.get(visit.locale[:2].lower())
    if code and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(code)
        request.LANGUAGE_CODE = code
