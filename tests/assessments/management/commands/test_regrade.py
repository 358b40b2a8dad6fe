from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assessments.models import Attempt, Regrade
from tests.assessments.services.regrading.miskeyed import Answering, a_miskeyed_quiz, mended

pytestmark = pytest.mark.django_db


def told(*words: object) -> list[str]:
    out = StringIO()
    call_command("regrade", *map(str, words), stdout=out, stderr=out)
    return out.getvalue().splitlines()


@pytest.fixture
def made() -> Answering:
    made = a_miskeyed_quiz()
    made.crowd(3)
    mended(made.item)
    return made


def choice(made: Answering) -> list[str]:
    return [made.quiz.slug, "--item", f"{made.item.bank.slug}/{made.item.slug}", "--revision", "2"]


def scores() -> list[float]:
    return [one.score for one in Attempt.objects.order_by("learner_id")]


def test_a_dry_run_lists_and_changes_nothing(made: Answering) -> None:
    lines = told(*choice(made))

    (regrade,) = Regrade.objects.all()
    assert lines[0] == f"regrade {regrade.pk} of “LSTM dimensions”"
    assert sorted(line.partition(": ")[2] for line in lines[1:3]) == [
        (
            "0.75 → 1, question 1: “sigmoid” was 0% right and is 100%, “tanh” was 100% right and is 0%: "
            "the key is “sigmoid”, not “tanh”"
        ),
        "1 → 0, question 1: “tanh” was 100% right and is 0%: the key is “sigmoid”, not “tanh”",
    ]
    assert lines[3:] == [
        "3 answers in 2 attempts judged again",
        "2 scores change: 1 up, 1 down",
        f"a dry run; `regrade --resume {regrade.pk} --apply` makes it hold",
    ]
    assert scores() == [0.75, 1]


def test_it_applies_and_takes_back(made: Answering) -> None:
    assert told(*choice(made), "--apply")[-1] == "applied"
    assert scores() == [1, 0]

    assert told("--undo", Regrade.objects.get().pk)[-1] == "undone"
    assert scores() == [0.75, 1]


def test_what_was_planned_is_applied_later(made: Answering) -> None:
    told(*choice(made), "--never-lower")

    lines = told("--resume", Regrade.objects.get().pk, "--apply")

    assert lines[-2:] == ["1 scores change: 1 up, 0 down; 1 questions keep what they would have lost", "applied"]
    assert scores() == [1, 1]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["nowhere"], "no assessment is called nowhere"),
        (["--undo", "7"], "there is no regrade 7"),
        (["{quiz}", "--item", "no/where"], "no item is called no/where"),
        (["{quiz}", "--revision", "1"], "--revision needs --item"),
        (["{quiz}", "--always-correct", "tanh"], "choose which"),
        (["{quiz}", "--attempt", "first"], "argument --attempt: invalid UUID value: 'first'"),
    ],
)
def test_what_it_cannot_do_it_says(made: Answering, words: list[str], why: str) -> None:
    with pytest.raises(CommandError, match=why):
        told(*(word.format(quiz=made.quiz.slug) for word in words))
