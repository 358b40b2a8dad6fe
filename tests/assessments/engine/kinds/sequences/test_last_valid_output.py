import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.sequences.last_valid_output import LastValidOutput
from assessments.engine.misconceptions import CATALOGUE
from assessments.engine.space import Space
from assessments.engine.variant import posed

DEFINITION = Definition(LastValidOutput.slug)
POINT = {"longest": 10, "middle": 7, "shortest": 3, "steps": 14, "asked": "second"}


def test_everywhere_it_is_the_length_of_the_asked_sequence_less_one() -> None:
    for point in Space(LastValidOutput.domains()):
        kind = LastValidOutput(**point)
        length = {"first": kind.longest, "second": kind.middle, "third": kind.shortest}[kind.asked]

        assert kind.answer() == length - 1


@pytest.mark.parametrize(
    ("asked", "raw", "misconception"),
    [
        ("second", "6", ""),
        ("second", "13", "padding-for-sequence"),
        ("second", "7", "counted-from-one"),
        ("second", "9", "another-sequence"),
        ("second", "2", "another-sequence"),
        ("first", "9", ""),
        ("first", "4", "padding-counted"),
        ("third", "2", ""),
        ("third", "11", "padding-counted"),
    ],
)
def test_seven_steps_end_at_index_six(asked: str, raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, POINT | {"asked": asked}, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_the_solution_counts_from_zero_and_warns_of_the_padding() -> None:
    assert LastValidOutput(**POINT).because() == (
        "The second sequence has 7 steps. Its first output has index 0, so its last one has index $7 - 1 =$ **6**, and "
        "what stands there is its final hidden state. Behind it PyTorch fills up with zeros, up to index "
        "$14 - 1 = 13$: the last row of a padded output says nothing about a shorter sequence."
    )


def test_a_count_from_one_is_told_in_words_that_fit_steps() -> None:
    told = CATALOGUE["counted-from-one"]

    assert "row" not in f"{told.title} {told.hint}".lower()
