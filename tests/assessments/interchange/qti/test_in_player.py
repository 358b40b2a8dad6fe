"""Our items in somebody else's player: what is right here is right there, and what is wrong has its name there too."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.interchange.outgoing import Exported, Posed
from assessments.interchange.qti.elements import document
from assessments.interchange.qti.versions import VERSIONS
from assessments.interchange.qti.writing.items import item
from tests.assessments.interchange.qti.conftest import Play
from tests.assessments.interchange.qti.learners import given
from tests.assessments.interchange.starters import starter_items

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def played(player: Play, exported: Exported, posed: Posed, values: list[Any]) -> list[dict[str, Any]]:
    xml = document(item(exported, posed), VERSIONS["qti3"]).decode()
    return player("play", xml, [given(posed.format, value) for value in values])


# A vector has as many inputs as entries, and an end that is finite cannot be answered with infinity.
UNTOLD = {"kept-part: dot-for-entries", "tensor-range: range-unbounded", "net-range-on-box: box-ignored"}


def test_every_family_of_the_starter_banks_is_judged_there_as_here(player: Play) -> None:
    """The player keeps three decimals of a score."""
    different, untold, slips, forms = {}, set(), 0, set()
    for exported in starter_items(1):
        (posed,) = exported.variants
        told = [(slip, posed.format.parse(slip.text)) for slip in posed.slips]
        right, *wrong = played(player, exported, posed, [posed.key, *(value for _, value in told)])
        if (right["score"], right["feedback"], "right" in right["visible"]) != (1, "right", True):
            different[exported.slug] = right
        for (slip, value), found in zip(told, wrong, strict=True):
            name = f"{exported.slug}: {slip.tag}"
            if found["score"] != pytest.approx(posed.format.credit(value, posed.key), abs=0.0021):
                different[name] = (found, slip.text)
            if not {found["feedback"]} & {f"slip-{slip.tag}"} & set(found["visible"]):
                untold.add(name)
        slips, forms = slips + len(wrong), forms | {posed.format.slug}

    assert different == {}
    assert untold == UNTOLD
    assert slips > 250
    assert forms == {
        "choice",
        "integer",
        "interval",
        "match",
        "multi-choice",
        "parts",
        "real",
        "rows",
        "shape",
        "vector",
    }
