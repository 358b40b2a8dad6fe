"""A whole bank of ours within another format's archive, believed as long as nothing beside it has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from assessments.interchange.incoming import BadFile, Incoming
from assessments.interchange.native.one import facts_of, loaded
from assessments.interchange.native.tree import whole
from assessments.interchange.outgoing import ExportedBank

NATIVE = "native.json"


def enclosed(bank: ExportedBank, beside: Mapping[str, bytes]) -> bytes:
    """With the seed and the parameters of every variant, and what each file is as it is written."""
    variants = {
        posed.identifier: {"item": one.slug, "seed": posed.seed, "params": dict(posed.params)}
        for one in bank.items
        for posed in one.variants
    }
    facts = {
        "slug": bank.slug,
        "title": bank.title,
        "description": bank.description,
        "items": [facts_of(one) for one in bank.items],
        "variants": variants,
        # By these, a package that somebody has edited elsewhere is told from one that only travelled.
        "files": {name: digest(data) for name, data in beside.items()},
    }
    return (json.dumps(facts, indent=1, ensure_ascii=False) + "\n").encode()


def unchanged(files: Mapping[str, bytes]) -> Incoming | None:
    """The bank, where every file that was written along with it is as it was, and it is one itself."""
    try:
        facts = loaded(files.get(NATIVE, b""))
        if not isinstance(facts, dict) or not as_written(facts.get("files"), files):
            return None
        return whole(facts)
    except BadFile:
        return None


def as_written(written: Any, files: Mapping[str, bytes]) -> bool:
    if not isinstance(written, dict) or not written:
        return False
    return all(digest(files.get(name, b"")) == known for name, known in written.items())


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
