from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client


@pytest.fixture
def open_as_alice(new_context: Any, live_server: Any, client: Client, alice: AbstractBaseUser) -> Callable[..., Any]:
    """Each page is a browser of its own."""
    client.force_login(alice)
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}

    def opened(**context: Any) -> Any:
        made = new_context(base_url=live_server.url, **context)
        made.add_cookies([cookie])
        return made.new_page()

    return opened
