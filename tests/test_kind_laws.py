"""Laws that every kind keeps. A new kind inherits them by existing.

A kind with required fields also needs a line in tests/assessments/engine/kinds/examples.py.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

import pytest

from assessments.engine.definition import Definition
from assessments.engine.formats import Choice
from assessments.engine.grade import grade
from assessments.engine.judging.explain import diagnose
from assessments.engine.kind import KINDS
from assessments.engine.learning.hints import hint
from assessments.engine.misconceptions import CATALOGUE
from assessments.engine.texts import markup
from assessments.engine.texts.stems import MATHS, PLACEHOLDER, fill
from assessments.engine.variant import Question, Variant, build, canonical, recall
from tests.assessments.engine.kinds.draws import DRAWS, Params, definitions, drawn
from tests.assessments.engine.kinds.examples import EXAMPLES

SHOWN = 12  # draws are made into pages, which takes far longer than to judge them
BRACED = re.compile(r"(?<![\w}^_\\])\{([a-z_]+)\}")  # in a formula, and not a command's argument

Law = Callable[[Mapping[str, Any]], None]
LAWS: list[Law] = []


def law(check: Law) -> Law:
    """Of each definition. What is drawn for the first is there for the others."""
    LAWS.append(check)
    return check


@pytest.mark.parametrize("facts", [pytest.param(facts, id=name) for name, facts in definitions().items()])
def test_every_law_holds(facts: Mapping[str, Any]) -> None:
    for check in LAWS:
        check(facts)


def pages(facts: Mapping[str, Any]) -> Iterator[tuple[Params, Variant, Question]]:
    definition = Definition.read(facts)
    for params, _ in drawn(facts)[:SHOWN]:
        yield params, *build(definition, params, "seed")


@pytest.mark.parametrize("slug", sorted(KINDS))
def test_a_kind_that_needs_something_given_has_examples(slug: str) -> None:
    assert bool(KINDS[slug].required()) <= (slug in EXAMPLES)


@law
def many_draws_can_be_posed(facts: Mapping[str, Any]) -> None:
    tried = min(DRAWS, len(Definition.read(facts).space))

    assert len(drawn(facts)) > tried / 3 or facts["ask"] == "choice"


@law
def the_key_typed_as_shown_is_right(facts: Mapping[str, Any]) -> None:
    outcomes = [grade(variant, variant.format.show(variant.key)) for _, variant in drawn(facts)]

    assert {(outcome.score, outcome.misconception) for outcome in outcomes} <= {(1, "")}


@law
def no_slip_is_right_and_each_goes_by_its_own_name(facts: Mapping[str, Any]) -> None:
    for params, variant in drawn(facts):
        named = {tag: diagnose(variant, slip) for tag, slip in variant.telling.items()}
        right = [tag for tag, slip in variant.telling.items() if variant.entry.credit(slip, variant.key) >= 1]

        assert (named, right, params) == ({tag: tag for tag in variant.telling}, [], params)


@law
def every_slip_is_in_the_catalogue(facts: Mapping[str, Any]) -> None:
    assert {tag for _, variant in drawn(facts) for tag, _ in variant.slips} <= set(CATALOGUE)


@law
def one_option_is_right_and_no_two_look_alike(facts: Mapping[str, Any]) -> None:
    for params, variant in drawn(facts):
        form = variant.format
        if not isinstance(form, Choice):
            continue
        right = [text for text in form.options if form.credit(form.parse(text), variant.key) == 1]
        looks = {markup.render_inline(text) for text in form.options}

        assert (len(right), len(looks), params) == (1, len(form.options), params)


@law
def the_same_draw_makes_the_same_question(facts: Mapping[str, Any]) -> None:
    definition = Definition.read(facts)

    for params, _, question in pages(facts):
        stored = Question.read(json.loads(json.dumps(question.facts())))

        assert build(definition, json.loads(json.dumps(params)), "seed")[1] == stored == question


@law
def a_question_from_the_store_is_judged_as_before(facts: Mapping[str, Any]) -> None:
    definition = Definition.read(facts)

    for params, variant, question in pages(facts):
        again = recall(definition, params, question)

        assert (again.format, again.key) == (variant.format, variant.key)


@law
def variants_are_equal_exactly_where_their_parameters_are(facts: Mapping[str, Any]) -> None:
    definition = Definition.read(facts)
    points = [params for params, _ in drawn(facts)]
    one_by_one = [definition.kind_at(params) for params in points]
    read_back = [definition.kind_at(json.loads(canonical(params))) for params in points]

    assert one_by_one == read_back
    assert len({canonical(params) for params in points}) == len(points)
    assert all(one != other for one, other in pairwise(one_by_one))


@law
def every_wording_fills_and_renders(facts: Mapping[str, Any]) -> None:
    wordings = Definition.read(facts).wordings

    for _, variant in drawn(facts)[:SHOWN]:
        names = variant.kind.names()
        for wording in wordings:
            text = fill(wording, names)

            assert [found[1] for found in PLACEHOLDER.finditer(MATHS.sub("", text))] == []
            assert [name for formula in MATHS.findall(text) for name in BRACED.findall(formula)] == []
            assert markup.render(text)


@law
def every_solution_renders(facts: Mapping[str, Any]) -> None:
    for _, variant in drawn(facts)[:SHOWN]:
        markup.render(variant.kind.because())


@law
def no_question_holds_its_key(facts: Mapping[str, Any]) -> None:
    """Unless the key is one of the numbers that the question has to tell."""
    for params, variant, question in pages(facts):
        if variant.format.offers:
            continue
        key, told = variant.format.show(variant.key), {str(value) for value in params.values()}
        page = json.dumps(question.facts(), ensure_ascii=False)

        assert key in told or not re.search(rf"(?<![\d.,]){re.escape(key)}(?![\d.,]*\d)", page), (key, page)


@law
def no_hint_tells_the_key(facts: Mapping[str, Any]) -> None:
    """Neither as it is shown, nor by a number in it; and none of what is right to choose."""
    for params, variant in drawn(facts):
        told, key = (re.sub(r"_\{.*?\}", "", text) for text in (hint(variant), variant.entry.show(variant.key)))
        parts = re.findall(r"\d+(?:\.\d+)?", key) or [key]

        assert not any(re.search(rf"(?<![\w.]){re.escape(one)}(?![\d.]*\d)", told) for one in parts), params
        assert not any(line in told for line in key.split("\n") if re.search("[a-z]", line)), params
        assert "**" not in told, params  # how solutions mark a result


@pytest.mark.parametrize("slug", sorted(slug for slug, kind in KINDS.items() if kind.nudge))
def test_a_nudge_serves_every_variant(slug: str) -> None:
    told = {hint(variant) for facts in definitions().values() if facts["kind"] == slug for _, variant in drawn(facts)}

    assert told == {KINDS[slug].nudge}


@law
def every_hint_renders_and_is_a_sentence(facts: Mapping[str, Any]) -> None:
    for _, variant in drawn(facts)[:SHOWN]:
        told = hint(variant)
        markup.render(told)

        assert not told or told.endswith((".", "!", "?", "$$")), told


@pytest.mark.parametrize("slug", sorted(KINDS))
def test_a_kind_says_what_is_asked_and_links_what_settles_it(slug: str) -> None:
    says, links, *_ = (sys.modules[KINDS[slug].__module__].__doc__ or "\n").splitlines()

    assert says.endswith(".")
    assert links.startswith("https://")
