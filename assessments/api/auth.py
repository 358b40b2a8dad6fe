from __future__ import annotations

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import HttpBearer

from assessments.models import ApiToken
from assessments.models.api.token import SCOPES


class Bearer(HttpBearer):
    """A token that has this scope. The rim has looked the token up before."""

    openapi_description = "A token from the admin, for one course."

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found: ApiToken | None = request.api_token
        if found is not None and self.scope not in found.scopes:
            raise HttpError(403, f"This takes a token with the scope “{self.scope}”.")
        return found


READ, AUTHOR, GRADE, HOOKS = (Bearer(scope) for scope in SCOPES)
