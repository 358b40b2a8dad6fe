from collections import Counter

import pytest

from assessments.models import Attempt, ItemSession
from assessments.queries.statistics.apart import Apart, told_apart
from assessments.queries.statistics.heats import RIGHT
from assessments.queries.statistics.questions import Asked, asked_in
from assessments.services.taking import attempts, starting
from tests.assessments.queries.statistics.sitting import a_quiz_of, taken
from tests.factories import NOW, a_learner, a_published_item, a_quiz, answered, place, right, transposed

pytestmark = pytest.mark.django_db
TRANSPOSED = "Rows and columns changed places"


def shown(one: Apart) -> dict[str, list[tuple[int, int]]]:
    return {row.label: [(cell.count, cell.of) for cell in row.cells] for row in one.rows}


def found_at(quiz: object, *asked: Asked, rejudged: bool = False) -> list[Apart]:
    return told_apart(ItemSession.objects.filter(attempt__assessment=quiz), asked, rejudged=rejudged)


@pytest.mark.parametrize("rejudged", [False, True])
def test_mistakes_are_counted_for_each_value_of_a_parameter(rejudged: bool) -> None:
    quiz, given = a_quiz_of(1), {3: [0, 0], 5: [0, 0], 7: [0, 0]}
    for number in range(12):
        mark = number % 3 > 0
        session = taken(quiz, [mark]).sessions.get()
        given[session.params["input_size"]][0 if mark else 1] += 1
    taken(quiz, [None])

    (by_size,) = found_at(quiz, rejudged=rejudged)

    assert (by_size.what, by_size.by) == ("Answer", "input size")
    assert by_size.labels == ((RIGHT, True), (TRANSPOSED, False))
    assert shown(by_size) == {
        str(size): [(right, right + wrong), (wrong, right + wrong)]
        for size, (right, wrong) in given.items()
        if right + wrong
    }


def test_of_several_answers_the_first_counts() -> None:
    both = {"input_size": [3, 5], "hidden_size": [2, 4], "gate": ["f"]}
    quiz = a_quiz(a_published_item(domains=both), tries=2)
    for _ in range(8):
        attempt = starting.start(a_learner(), quiz, NOW)
        for answer in (transposed, right):
            answered(place(attempt), answer(place(attempt)))
        attempts.submit(attempt, NOW)

    by_hidden, by_input, by_variant = found_at(quiz)

    assert [one.by for one in (by_hidden, by_input, by_variant)] == ["hidden size", "input size", "variant"]
    assert {one.labels for one in (by_hidden, by_input, by_variant)} == {((TRANSPOSED, False),)}
    assert sum(row.whole.count for row in by_variant.rows) == 8
    assert {row.cells[0].share for row in by_variant.rows} == {1}


def test_options_are_counted_for_each_value_too() -> None:
    quiz, chosen = a_quiz(a_published_item("possible-gate-value")), Counter[str]()
    for number in range(9):
        attempt = starting.start(a_learner(), quiz, NOW)
        session = place(attempt)
        text, _ = session.shown.options[number % 2]
        chosen[text] += 1
        answered(session, text)
        attempts.submit(attempt, NOW)

    found = found_at(quiz, *asked_in(Attempt.objects.all()).values())

    options, mistakes = ([one for one in found if one.what == what] for what in ("Option", "Answer"))
    assert [one.by for one in options] == [one.by for one in mistakes] != []
    for one in options:
        counts = Counter[str]()
        for row in one.rows:
            for (label, _), cell in zip(one.labels, row.cells, strict=True):
                counts[label] += cell.count
        assert counts == chosen


def test_one_variant_is_nothing_to_tell_apart() -> None:
    quiz = a_quiz(a_published_item(domains={"input_size": [3], "hidden_size": [2], "gate": ["f"]}))
    taken(quiz, [1])

    assert found_at(quiz) == []
