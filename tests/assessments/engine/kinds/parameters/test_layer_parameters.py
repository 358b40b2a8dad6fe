import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.parameters.layer_parameters import LayerParameters
from assessments.engine.space import Space
from assessments.engine.variant import Unposable, posed

DEFINITION = Definition(LayerParameters.slug)
LESSON = {"input_size": 80, "hidden_size": 12, "steps": 40}


def test_everywhere_the_key_is_the_closed_form() -> None:
    kinds = [LayerParameters(**point) for point in Space(LayerParameters.domains())]

    assert [
        kind for kind in kinds if kind.answer() != 4 * kind.hidden_size * (kind.input_size + kind.hidden_size + 1)
    ] == []


@pytest.mark.parametrize(("n", "h", "total"), [(80, 12, 4464), (20, 50, 14200), (64, 64, 33024)])
def test_layers_that_others_counted_come_out(n: int, h: int, total: int) -> None:
    assert LayerParameters(n, h, 5).answer() == total


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("4464", ""),
        ("3348", "three-gates"),
        ("1116", "one-gate-only"),
        ("4416", "no-bias"),
        ("3888", "no-recurrent"),
        ("29760", "sizes-swapped"),
        ("178560", "time-multiplies"),
        ("4512", "two-biases"),
        ("53568", "counted-for-each-unit"),
        ("44640", "power-of-ten"),
    ],
)
def test_the_lessons_layer_has_4464_parameters(raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, LESSON, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_equal_sizes_are_not_asked_because_swapping_them_would_score() -> None:
    with pytest.raises(Unposable, match=r"^the slip 'sizes-swapped' gives the right answer$"):
        posed(DEFINITION, LESSON | {"input_size": 12}, "seed")


def test_the_solution_counts_one_block_and_takes_it_four_times() -> None:
    assert LayerParameters(**LESSON).because() == (
        "A layer holds four blocks of the same size: three gates and the candidate. Each block has\n\n"
        "- a feed-forward matrix, $12 \\times 80 = 960$ weights,\n"
        "- a recurrent matrix, $12 \\times 12 = 144$ weights,\n"
        "- a bias, $12$ numbers.\n\n"
        "That is $960 + 144 + 12 = 1116$ for one block and $4 \\times 1116 =$ **4464** for the layer. "
        "All 40 steps use the same weights, so they add nothing."
    )


@pytest.mark.parametrize(
    ("raw", "diagnosis"),
    [
        ("30080", "sizes-swapped + two-biases"),
        ("3312", "three-gates + no-bias"),
        ("1128", "one-gate-only + two-biases"),
    ],
)
def test_two_mistakes_at_once_are_both_named(raw: str, diagnosis: str) -> None:
    assert str(grade(posed(DEFINITION, LESSON, "seed"), raw).diagnosis) == diagnosis
