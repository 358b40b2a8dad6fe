"""What was promised once holds: programs of today find all of it tomorrow. Additions are free.

    PROMISE=1 pytest tests/assessments/api/test_promise.py

writes down what is promised by now; its changes are read in the commit that makes them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assessments.api.urls import service

PROMISED = Path(__file__).with_name("promised.json")
# What is said for people, and may be said better.
WORDS = {"description", "summary", "title", "tags"}


def described() -> dict[str, Any]:
    return without_words(json.loads(json.dumps(service.get_openapi_schema(), default=str)))


def without_words(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without_words(one) for name, one in value.items() if name not in WORDS or isinstance(one, dict)}
    return [without_words(one) for one in value] if isinstance(value, list) else value


def broken(old: Any, new: Any, at: str = "") -> Iterator[str]:
    """Where something that was there is not, or more is asked of a request than before."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in old:
            if name in new:
                yield from broken(old[name], new[name], f"{at}/{name}")
            else:
                yield f"{at}/{name} is gone"
        if at.endswith("In") and set(new.get("required", ())) - set(old.get("required", ())):
            yield f"{at} asks for more"
    elif isinstance(old, list) and isinstance(new, list):
        if not at.endswith("/required") and (lost := [one for one in old if one not in new]):
            yield f"{at} has lost {lost}"
    elif old != new:
        yield f"{at} was {old!r} and is {new!r}"


def test_what_was_promised_holds() -> None:
    if os.environ.get("PROMISE"):
        PROMISED.write_text(json.dumps(described(), indent=1, sort_keys=True) + "\n")

    assert list(broken(json.loads(PROMISED.read_text()), described())) == []


def test_what_breaks_a_promise_is_noticed() -> None:
    old = {"paths": {"/a": {"get": {"responses": {"200": {}}}}}, "schemas": {"XIn": {"required": ["a"]}}}
    gone = {"paths": {"/a": {}}, "schemas": {"XIn": {"required": ["a"]}}}
    more = old | {"schemas": {"XIn": {"required": ["a", "b"]}}}

    assert list(broken(old, gone)) == ["/paths//a/get is gone"]
    assert list(broken(old, more)) == ["/schemas/XIn asks for more"]
    assert list(broken(["a"], ["b"])) == [" has lost ['a']"]
    assert list(broken("a", "b")) == [" was 'a' and is 'b'"]
    assert list(broken(old, old | {"more": 1})) == []
