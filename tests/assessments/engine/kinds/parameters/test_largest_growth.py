import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.parameters.largest_growth import ALIKE, LargestGrowth
from assessments.engine.space import Space
from assessments.engine.variant import Unposable, posed

DEFINITION = Definition(LargestGrowth.slug)
FEW_INPUTS = {"input_size": 40, "hidden_size": 24, "times": 3}
MANY_INPUTS = {"input_size": 120, "hidden_size": 16, "times": 3}
INPUTS, UNITS, LAYER = range(3)  # places among the statements


def test_everywhere_the_key_is_the_largest_closed_form() -> None:
    kinds = [LargestGrowth(**point) for point in Space(LargestGrowth.domains())]

    assert [kind for kind in kinds if kind.answer() != kind.statements()[largest(kind)]] == []


def largest(kind: LargestGrowth) -> int:
    n, h = kind.input_size, kind.hidden_size
    added = [(kind.times - 1) * n * h, h * (n + 3 * h + 1), h * (2 * h + 1)]  # in blocks of four
    return added.index(max(added))


def test_doubling_the_inputs_never_adds_the_most() -> None:
    kinds = [LargestGrowth(**point) for point in Space(LargestGrowth.domains() | {"times": (2,)})]

    assert {kind.statements().index(kind.answer()) for kind in kinds} == {UNITS}


@pytest.mark.parametrize(
    ("sizes", "place", "misconception"),
    [
        (FEW_INPUTS, UNITS, ""),
        (FEW_INPUTS, INPUTS, "square-overlooked"),
        (FEW_INPUTS, LAYER, "depth-adds-most"),
        (FEW_INPUTS, -1, "every-change-alike"),
        (MANY_INPUTS, INPUTS, ""),
        (MANY_INPUTS, UNITS, "square-always-wins"),
        (MANY_INPUTS, LAYER, "depth-adds-most"),
        (MANY_INPUTS, -1, "every-change-alike"),
    ],
)
def test_the_square_wins_unless_there_are_many_inputs(sizes: dict[str, int], place: int, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, sizes, "seed"), LargestGrowth(**sizes).statements()[place])

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_a_close_race_is_not_asked() -> None:
    with pytest.raises(Unposable, match=r"^the kind turns these parameters down$"):
        posed(DEFINITION, {"input_size": 80, "hidden_size": 24, "times": 3}, "seed")


def test_that_all_are_alike_stands_last() -> None:
    orders = {posed(DEFINITION, FEW_INPUTS, str(seed)).format.options for seed in range(20)}

    assert len(orders) > 1
    assert {options[-1] for options in orders} == {ALIKE}


def test_the_solution_counts_every_change() -> None:
    assert LargestGrowth(**FEW_INPUTS).because() == (
        "Now there are $4 \\cdot 24 \\cdot (40 + 24 + 1) = 6240$ parameters.\n\n"
        "- Three times as many inputs widen the four feed-forward matrices only: $4 \\cdot 24 \\cdot 80 = 7680$ more.\n"
        "- Twice as many hidden units double the rows of every matrix, and the columns of the recurrent ones as well: "
        "$4 \\cdot 48 \\cdot (40 + 48 + 1)$ in all, $10848$ more.\n"
        "- A second layer reads 24 entries: $4 \\cdot 24 \\cdot (24 + 24 + 1) = 4704$ more.\n\n"
        "The most comes from this: **Twice as many hidden units: 48 in place of 24.** The hidden size counts squared, "
        "but a large change of the input size can outweigh it where there are many inputs."
    )
