"""Claims as authors write them: a name, its arguments, and which reading is meant."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from lstm_reference import Finding, Verdict, settle

PARTS = frozenset({"name", "arguments", "reading"})


def finding(claim: object, reading: str = "") -> Finding:
    """What execution found, under the claim's own reading, else under `reading`, else under its only one.

    Raises ValueError where the claim, an argument or the reading is unknown, or where nothing was settled.
    """
    facts = checked(claim)
    # As text, because arguments from JSON may be lists, and a cache needs to hash.
    verdict = settled(facts["name"], json.dumps(facts.get("arguments", {}), sort_keys=True))
    found = verdict.get(chosen(verdict, facts, reading))
    if found is None:
        raise ValueError(f"the claim {facts['name']} can be read as: {', '.join(verdict)}; choose one as its reading")
    if found.holds is None:
        raise ValueError(f"the claim {facts['name']} is not settled. {found.why}")
    return found


def checked(claim: object) -> Mapping[str, Any]:
    if not isinstance(claim, Mapping) or not isinstance(claim.get("name"), str):
        raise ValueError('a claim is {"name": …, "arguments": {…}, "reading": …}, of which the name is needed')  # noqa: TRY004 -- JSON may bring it
    if unknown := sorted(set(claim) - PARTS):
        raise ValueError(f"a claim has no {', '.join(unknown)}")
    if not isinstance(claim.get("arguments", {}), Mapping):
        raise ValueError("a claim's arguments are given by name")  # noqa: TRY004 -- the same
    return claim


def chosen(verdict: Verdict, facts: Mapping[str, Any], reading: str) -> str:
    if facts.get("reading"):
        return str(facts["reading"])
    return next(iter(verdict)) if len(verdict) == 1 else reading


@lru_cache(maxsize=4096)
def settled(name: str, arguments: str) -> Verdict:
    """Verdicts never change while the program runs."""
    return settle(name, **json.loads(arguments))
