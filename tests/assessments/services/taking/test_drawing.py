from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.definition import Definition
from assessments.engine.variant import canonical
from assessments.models import Attempt, Revision
from assessments.services.errors import Closed
from assessments.services.taking.drawing import drawn_after, last_positions, secret
from tests.factories import a_learner, a_published_item, a_session, a_started_attempt, place

# Any part of what the kind draws; equal sizes make no fair question, so that some spaces have holes.
DOMAINS = st.fixed_dictionaries(
    {
        "input_size": st.lists(st.integers(2, 9), min_size=1, max_size=4, unique=True),
        "hidden_size": st.lists(st.integers(2, 9), min_size=1, max_size=3, unique=True),
        "gate": st.lists(st.sampled_from("fico"), min_size=1, max_size=2, unique=True),
    }
)


def a_revision(domains: dict[str, list[Any]]) -> Revision:
    """Never saved: drawing reads no database."""
    definition = Definition.read({"kind": "feed-forward-shape", "domains": domains})
    return Revision(item_id=7, number=1, content=definition.facts())


def walk(revision: Revision, learner: int, steps: int) -> list[str]:
    position, seen = -1, []
    for _ in range(steps):
        drawn = drawn_after(position, learner, revision)
        position = drawn["position"]
        seen.append(canonical(drawn["params"]))
    return seen


def posable(revision: Revision) -> set[str]:
    kinds = ((canonical(params), params) for params in revision.definition.space)
    return {text for text, params in kinds if params["input_size"] != params["hidden_size"]}


@given(domains=DOMAINS, learner=st.integers(1, 10**9))
def test_no_variant_comes_twice_until_all_came_and_then_they_go_round_again(
    domains: dict[str, list[Any]], learner: int
) -> None:
    revision = a_revision(domains)
    fair = posable(revision)
    if not fair:
        return

    seen = walk(revision, learner, 2 * len(fair))

    assert set(seen[: len(fair)]) == fair
    assert set(seen[len(fair) :]) == fair


@given(domains=DOMAINS, learner=st.integers(1, 10**9), position=st.integers(-1, 50))
def test_the_same_place_gives_the_same_question(domains: dict[str, list[Any]], learner: int, position: int) -> None:
    revision = a_revision(domains)
    if not posable(revision):
        return

    assert drawn_after(position, learner, revision) == drawn_after(position, learner, a_revision(domains))


def test_positions_only_ever_grow() -> None:
    revision = a_revision({"input_size": [2, 3], "hidden_size": [2], "gate": ["f", "i"]})
    positions = [-1]
    for _ in range(10):
        positions.append(drawn_after(positions[-1], 1, revision)["position"])

    assert all(earlier < later for earlier, later in pairwise(positions))


def test_an_item_with_no_fair_variant_is_refused_in_words_for_the_learner() -> None:
    revision = a_revision({"input_size": [4], "hidden_size": [4], "gate": ["f", "i"]})

    with pytest.raises(Closed, match="no variant to show"):
        drawn_after(-1, 1, revision)


def test_learners_meet_the_variants_in_orders_of_their_own() -> None:
    revision = a_revision({"input_size": list(range(3, 9)), "hidden_size": [2], "gate": ["f"]})

    orders = {tuple(walk(revision, learner, 6)) for learner in range(1, 21)}

    assert len(orders) > 15


def test_a_seed_tells_nothing_without_the_secret_key(settings: Any) -> None:
    revision = a_revision({"input_size": [3], "hidden_size": [2], "gate": ["f"]})
    before = drawn_after(-1, 1, revision)["seed"], secret(1, 7)

    settings.SECRET_KEY = "another-secret-of-quite-enough-characters"

    after = drawn_after(-1, 1, revision)["seed"], secret(1, 7)
    assert before[0] != after[0]
    assert before[1] != after[1]


def test_the_seed_of_a_place_is_nobody_elses() -> None:
    revision = a_revision({"input_size": [3], "hidden_size": [2], "gate": ["f"]})

    seeds = {drawn_after(position, learner, revision)["seed"] for position in range(-1, 9) for learner in range(1, 11)}

    assert len(seeds) == 100


@pytest.mark.django_db
def test_an_item_never_met_has_no_position() -> None:
    assert last_positions(Attempt(learner=a_learner()), [a_published_item().pk]) == {}


@pytest.mark.django_db
def test_the_last_position_is_the_farthest_of_all_attempts_of_this_learner() -> None:
    learner, item = a_learner(), a_published_item()
    a_started_attempt(learner, item)
    farthest = a_session(learner, item)
    a_started_attempt(None, item)

    assert last_positions(farthest.attempt, [item.pk]) == {item.pk: farthest.position}


@pytest.mark.django_db
def test_what_is_kept_is_the_question_as_shown_with_its_parameters() -> None:
    session = place(a_started_attempt())

    drawn = drawn_after(session.position - 1, session.attempt.learner_id, session.revision)

    assert drawn == {
        "position": session.position,
        "seed": session.seed,
        "params": session.params,
        "question": session.question,
    }
