from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from assessments.services.lti import keys


@require_safe
def jwks(request: HttpRequest) -> JsonResponse:
    """Our public keys, for platforms to check our signatures."""
    # A platform may come for keys before anything was ever signed.
    keys.signing_key(now())
    return JsonResponse({"keys": keys.published()}, headers={"Cache-Control": "public, max-age=3600"})
