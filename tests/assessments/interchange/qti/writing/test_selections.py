from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import chain, combinations
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from assessments.engine.formats import MultiChoice
from assessments.interchange.outgoing import Exported
from assessments.interchange.qti.writing.selections import SCHEMES, lacks, scored, wordless
from tests.assessments.interchange.starters import starter_items

OPTIONS = ("a", "b", "c", "d", "e")
KEY = frozenset("ab")
WEIGHTS = {"a": 0.3333, "b": 0.6666, "c": -0.5, "d": 0.0, "e": 0.0}
SELECTIONS = [frozenset(one) for one in chain.from_iterable(combinations(OPTIONS, n) for n in range(len(OPTIONS) + 1))]


def played(rules: list[Element], chosen: frozenset[str], mapped: float) -> float:
    """As a player would: SCORE after these rules."""
    values: dict[str, Any] = {"chosen": chosen, "mapped": mapped, "SCORE": 0.0}
    for rule in rules:
        follow(rule, values)
    return values["SCORE"]


def follow(rule: Element, values: dict[str, Any]) -> None:
    if rule.tag == "setOutcomeValue":
        values[rule.get("identifier", "")] = worth(rule[0], values)
        return
    for branch in rule:
        if branch.tag == "responseElse" or worth(branch[0], values):
            for inner in branch if branch.tag == "responseElse" else branch[1:]:
                follow(inner, values)
            return


OPERATORS: Mapping[str, Callable[..., Any]] = {
    "containerSize": len,
    "integerToFloat": float,
    "sum": lambda *parts: sum(parts),
    "product": lambda one, other: one * other,
    "divide": lambda one, other: one / other,
    "equal": lambda one, other: abs(one - other) < 1e-9,
    "gt": lambda one, other: one > other,
}


def worth(one: Element, values: dict[str, Any]) -> Any:
    known = {"baseValue": one.text, "mapResponse": values["mapped"], "variable": values["chosen"]}
    if one.tag in known:
        return float(known[one.tag]) if one.tag == "baseValue" else known[one.tag]
    return OPERATORS[one.tag](*(worth(part, values) for part in one))


def score_of(form: MultiChoice, chosen: frozenset[str]) -> float:
    made = scored(form, KEY, "RESPONSE")
    mapped = sum(made.weights.get(text, 0.0) for text in chosen)
    if made.bounded:
        mapped = min(1.0, max(0.0, mapped))
    return played(list(made.rules), chosen, mapped) if made.rules else float(chosen == KEY)


@pytest.mark.parametrize("more", [{}, {"disregard": ("c",)}], ids=["all count", "one disregarded"])
@pytest.mark.parametrize("scoring", SCHEMES)
def test_every_selection_is_worth_there_what_it_is_worth_here(scoring: str, more: dict[str, Any]) -> None:
    weights = WEIGHTS if scoring == "weights" else None
    form = MultiChoice(OPTIONS, scoring=scoring, weights=weights, **more)
    if wordless(form):
        assert (scoring, more) == ("coverage", {"disregard": ("c",)})
        return

    here = [form.credit(chosen, KEY) for chosen in SELECTIONS]
    assert [score_of(form, chosen) for chosen in SELECTIONS] == pytest.approx(here, abs=2e-4)


@pytest.mark.parametrize("scoring", ["off", "each-answer", "halves"])
def test_an_option_that_is_right_either_way_counts_for_nobody(scoring: str) -> None:
    form = MultiChoice(OPTIONS, scoring=scoring, always_correct=("c",))

    here = [form.credit(chosen, KEY) for chosen in SELECTIONS]
    assert [score_of(form, chosen) for chosen in SELECTIONS] == pytest.approx(here)


def test_what_has_no_words_in_qti_is_told() -> None:
    exported = next(one for one in starter_items(1) if one.variants[0].format.slug == "multi-choice")
    form = MultiChoice(OPTIONS, scoring="coverage", always_correct=("c",))

    assert lacks(exported) == ""
    assert "mended" in lacks(with_form(exported, form))


def with_form(exported: Exported, form: MultiChoice) -> Exported:
    return replace(exported, variants=(replace(exported.variants[0], format=form),))
