"""A question and the living cell behind it never disagree; every kind that has such a cell keeps these laws."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import pytest

from assessments.engine.kind import KINDS, Kind
from assessments.engine.living_cell import query, read, shown
from tests.assessments.engine.kinds.draws import definitions, drawn

# Kind → how many numbers its key has.
WITH_CELL = {
    "forget-gate-from-bias": 1,
    "forget-gate-value": 1,
    "gate-sums": 2,
    "step-by-parts": 6,
    "two-steps": 1,
    "whole-step": 1,
}
each_definition = pytest.mark.parametrize(
    "facts",
    [pytest.param(facts, id=name) for name, facts in definitions().items() if facts["kind"] in WITH_CELL],
)


def test_kinds_about_a_step_have_a_cell() -> None:
    pictured = {slug for slug, kind in KINDS.items() if kind.pictured is not Kind.pictured}

    assert pictured == set(WITH_CELL)


@each_definition
def test_its_cell_can_be_set_by_sliders(facts: Mapping[str, Any]) -> None:
    for _, variant in drawn(facts):
        state = variant.kind.pictured()

        assert read(dict(parse_qsl(query(state)))) == state


@each_definition
def test_its_cell_shows_the_key(facts: Mapping[str, Any]) -> None:
    for _, variant in drawn(facts):
        found = shown(variant.kind.pictured())
        numbers = [value for column in (*found.now.values(), *found.heard.values()) for value in column]

        key = np.ravel(variant.key)

        assert len(key) == WITH_CELL[variant.kind.slug]
        assert [value for value in key if not np.isclose(numbers, value, rtol=0, atol=1e-12).any()] == []
