import json
from typing import Any

import pytest

from assessments.engine.definition import Definition
from assessments.engine.formats import Choice, Integer, Match, MultiChoice, Real
from assessments.engine.texts.markup import render_inline
from assessments.engine.variant import Question, Unposable, build, canonical, posed, recall, shuffled
from tests.assessments.engine.toys import OTHER, SLIP, a_kind

pytestmark = pytest.mark.usefixtures("own_kinds")
ENTRY, CHOICE = Definition("toy"), Definition("toy", ask="choice", options=3)


def test_a_question_says_what_is_asked_and_how_to_answer() -> None:
    a_kind(stems=("Ten times ${n}$?",))
    _, question = build(ENTRY, {"n": 3}, "seed")

    assert question == Question(
        stem=f"<p>Ten times {render_inline('$3$')}?</p>\n",
        widget="integer",
        guide=Integer().guide(),
    )


def test_a_choice_offers_the_key_and_the_slips() -> None:
    a_kind()
    variant, question = build(CHOICE, {"n": 3}, "seed")

    assert sorted(text for text, _ in question.options) == ["3", "30", "300"]
    assert (question.widget, variant.entry, variant.format.of) == ("choice", Integer(), Integer())


def test_a_seed_decides_the_order_and_the_wording() -> None:
    a_kind()
    seeds = [str(number) for number in range(40)]
    questions = [build(CHOICE, {"n": 3}, seed)[1] for seed in seeds]

    assert questions == [build(CHOICE, {"n": 3}, seed)[1] for seed in seeds]
    assert {question.stem for question in questions} == {"<p>Ten times 3?</p>\n", "<p>Multiply 3 by ten.</p>\n"}
    assert len({question.options for question in questions}) == 6


def test_a_match_labels_its_lines_and_shuffles_the_statements() -> None:
    form = Match(("$h_t$", "`b`"))
    a_kind(format=form, statements=lambda _: tuple("abcdef"), answer=lambda _: ("a", "b"), slips=lambda _: iter([]))
    variant, question = build(ENTRY, {"n": 3}, "seed")
    offered = tuple(text for text, _ in question.options)

    assert question.labels == (render_inline("$h_t$"), render_inline("`b`"))
    assert (sorted(offered), offered != tuple("abcdef")) == (list("abcdef"), True)
    assert recall(ENTRY, {"n": 3}, Question.read(json.loads(json.dumps(question.facts())))) == variant
    assert variant.format == form.with_options(offered)


def test_a_question_stored_before_there_were_labels_has_none() -> None:
    a_kind()
    _, question = build(CHOICE, {"n": 3}, "seed")
    facts = question.facts()
    del facts["labels"]

    assert Question.read(facts) == question


def test_a_question_survives_as_json() -> None:
    a_kind()
    _, question = build(CHOICE, {"n": 3}, "seed")

    assert Question.read(json.loads(json.dumps(question.facts()))) == question


def test_a_variant_is_called_back_with_the_options_that_were_shown() -> None:
    a_kind()
    variant, question = build(CHOICE, {"n": 3}, "seed")

    assert recall(CHOICE, {"n": 3}, question) == variant


@pytest.mark.parametrize(
    ("parts", "definition", "why"),
    [
        ({"posable": lambda _: False}, ENTRY, "the kind turns these parameters down"),
        ({"slips": lambda self: iter([(SLIP, 10 * self.n)])}, ENTRY, "the slip 'transposed' gives the right answer"),
        ({"slips": lambda _: iter([])}, CHOICE, "only 0 distinct wrong options where 2 are needed"),
        (
            {"slips": lambda _: iter([(SLIP, 1), (OTHER, 1)])},
            CHOICE,
            "only 1 distinct wrong options where 2 are needed",
        ),
    ],
)
def test_what_makes_no_fair_question_is_not_posed(parts: dict[str, Any], definition: Definition, why: str) -> None:
    a_kind(**parts)

    with pytest.raises(Unposable, match=f"^{why}$"):
        posed(definition, {"n": 3}, "seed")


def test_a_slip_that_reads_as_the_key_is_not_posed_although_it_differs() -> None:
    a_kind(format=Real(), answer=lambda _: 0.5, slips=lambda _: iter([(SLIP, 0.5004)]))

    with pytest.raises(Unposable, match=r"^the slip 'transposed' gives the right answer$"):
        posed(ENTRY, {"n": 3}, "seed")


def test_a_slip_is_what_a_learner_would_type_for_it() -> None:
    a_kind(format=Real(), answer=lambda _: 0.5, slips=lambda _: iter([(SLIP, 0.123456789)]))

    assert posed(ENTRY, {"n": 3}, "seed").slips == ((SLIP, 0.1235),)


def test_slips_that_cannot_be_told_apart_count_once() -> None:
    a_kind(slips=lambda _: iter([(SLIP, 1), (OTHER, 1), ("off-by-one", 2)]))

    assert posed(ENTRY, {"n": 3}, "seed").telling == {SLIP: 1, "off-by-one": 2}


def test_statements_are_offered_all_with_the_last_ones_in_place() -> None:
    statements = ("one", "two", "three", "none of these")
    a_kind(
        format=MultiChoice(),
        statements=lambda _: statements,
        fixed_last=lambda _: frozenset({"none of these"}),
        answer=lambda _: frozenset({"one", "two"}),
        slips=lambda _: iter([(SLIP, frozenset({"three"}))]),
    )
    offered = [build(ENTRY, {"n": 1}, str(seed))[0].format.options for seed in range(40)]

    assert {frozenset(options) for options in offered} == {frozenset(statements)}
    assert {options[-1] for options in offered} == {"none of these"}
    assert len(set(offered)) == 6


def test_a_natural_choice_is_one_without_being_asked_as_one() -> None:
    a_kind(format=Choice(of=Integer()))

    assert sorted(posed(Definition("toy", options=3), {"n": 3}, "seed").format.options) == ["3", "30", "300"]


def test_parameters_in_any_order_are_the_same_variant() -> None:
    assert canonical({"n": 3, "gate": "f"}) == canonical({"gate": "f", "n": 3}) == '{"gate":"f","n":3}'


@pytest.mark.parametrize(("one", "other"), [({"n": 1}, {"n": 2}), ({"n": 1}, {"n": True}), ({"n": 1}, {"n": "1"})])
def test_other_parameters_are_another_variant(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert canonical(one) != canonical(other)


def test_shuffling_keeps_everything_and_is_fair_enough() -> None:
    orders = [tuple(shuffled("abc", str(seed))) for seed in range(600)]

    assert {order: 60 < orders.count(order) < 140 for order in orders} == dict.fromkeys(
        [("a", "b", "c"), ("a", "c", "b"), ("b", "a", "c"), ("b", "c", "a"), ("c", "a", "b"), ("c", "b", "a")], True
    )


def test_shuffling_stays_the_same_for_ever() -> None:
    assert "".join(shuffled("abcdefgh", "seed")) == "decagfhb"
