"""Programs that ask: each has a token of its maker's for one course."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpResponse
from django.test import Client
from django.utils.timezone import now

from assessments.models import ApiToken, Course
from assessments.models.api.token import SCOPES
from assessments.services.api import tokens
from assessments.services.api.tokens import Wanted

ROOT = "/api/v1"


def a_token(user: AbstractBaseUser, course: Course, *scopes: str, days: int = 1) -> tuple[ApiToken, str]:
    wanted = Wanted(course, "A program", scopes or list(SCOPES), now() + timedelta(days=days))
    return tokens.make(user, wanted, now())


class Program:
    def __init__(self, user: AbstractBaseUser, course: Course, *scopes: str) -> None:
        self.row, self.token = a_token(user, course, *scopes)
        self.client = Client(enforce_csrf_checks=True)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"Authorization": f"Bearer {self.token}"} | named
        content = {} if body is None else {"data": body, "content_type": "application/json"}
        return getattr(self.client, method)(f"{ROOT}{path}", headers=sent, **content)

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.ask("get", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self.ask("post", path, body, **headers)

    def patch(self, path: str, body: Any, **headers: str) -> HttpResponse:
        return self.ask("patch", path, body, **headers)
