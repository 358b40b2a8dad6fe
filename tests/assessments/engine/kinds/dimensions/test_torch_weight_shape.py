import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.dimensions.torch_weight_shape import TorchWeightShape
from assessments.engine.space import Space
from assessments.engine.variant import Unposable, posed

DEFINITION = Definition(TorchWeightShape.slug)
POINT = {"input_size": 20, "hidden_size": 50}


def test_everywhere_the_key_is_four_times_the_units_by_what_is_read() -> None:
    for kind in (TorchWeightShape(**point) for point in Space(TorchWeightShape.domains())):
        columns = {"weight_ih_l0": kind.input_size, "weight_hh_l0": kind.hidden_size}[kind.which]

        assert kind.answer() == (4 * kind.hidden_size, columns)


@pytest.mark.parametrize(
    ("which", "raw", "misconception"),
    [
        ("weight_ih_l0", "torch.Size([200, 20])", ""),
        ("weight_ih_l0", "(20, 200)", "transposed"),
        ("weight_ih_l0", "(200, 50)", "recurrent-for-feed-forward"),
        ("weight_ih_l0", "(50, 20)", "one-gate-only"),
        ("weight_ih_l0", "(150, 20)", "three-gates"),
        ("weight_ih_l0", "(80, 50)", "sizes-swapped"),
        ("weight_hh_l0", "(200, 50)", ""),
        ("weight_hh_l0", "(200, 20)", "feed-forward-for-recurrent"),
        ("weight_hh_l0", "(50, 50)", "one-gate-only"),
        ("weight_hh_l0", "(80, 20)", "sizes-swapped"),
    ],
)
def test_20_inputs_and_50_units(which: str, raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, POINT | {"which": which}, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_a_square_weight_is_not_asked_because_turning_it_would_score() -> None:
    with pytest.raises(Unposable, match=r"^the slip 'transposed' gives the right answer$"):
        posed(DEFINITION, {"input_size": 40, "hidden_size": 10, "which": "weight_ih_l0"}, "seed")


def test_the_solution_counts_rows_and_columns() -> None:
    assert TorchWeightShape(20, 50, "weight_hh_l0").because() == (
        "`weight_hh_l0` holds the four matrices that multiply $h_{t-1}$, one below the other: those of $i$, $f$, $g$ "
        "and $o$, where $g$ is the candidate.\n\n"
        "- Each has 50 rows, one for each hidden unit: $4 \\times 50 = 200$ rows.\n"
        "- Each meets the 50 entries of $h_{t-1}$: 50 columns.\n\n"
        "So the shape is **(200, 50)**."
    )
