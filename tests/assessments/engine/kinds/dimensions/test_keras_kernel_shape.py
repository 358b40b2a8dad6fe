import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.dimensions.keras_kernel_shape import KerasKernelShape
from assessments.engine.space import Space
from assessments.engine.variant import Unposable, posed

DEFINITION = Definition(KerasKernelShape.slug)
POINT = {"input_size": 20, "hidden_size": 50, "steps": 30}


def test_everywhere_the_key_is_what_is_read_by_four_times_the_units() -> None:
    for kind in (KerasKernelShape(**point) for point in Space(KerasKernelShape.domains())):
        rows = {"kernel": kind.input_size, "recurrent_kernel": kind.hidden_size}[kind.which]

        assert kind.answer() == (rows, 4 * kind.hidden_size)


@pytest.mark.parametrize(
    ("which", "raw", "misconception"),
    [
        ("kernel", "20x200", ""),
        ("kernel", "200x20", "transposed"),
        ("kernel", "50x200", "recurrent-for-feed-forward"),
        ("kernel", "20x50", "one-gate-only"),
        ("kernel", "20x150", "three-gates"),
        ("kernel", "50x80", "sizes-swapped"),
        ("kernel", "30x200", "steps-for-features"),
        ("recurrent_kernel", "50x200", ""),
        ("recurrent_kernel", "20x200", "feed-forward-for-recurrent"),
        ("recurrent_kernel", "50x50", "one-gate-only"),
        ("recurrent_kernel", "50x150", "three-gates"),
        ("recurrent_kernel", "20x80", "sizes-swapped"),
    ],
)
def test_20_features_and_50_units(which: str, raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, POINT | {"which": which}, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


@pytest.mark.parametrize(
    ("sizes", "why"),
    [
        ({"input_size": 50, "hidden_size": 50}, "the slip 'feed-forward-for-recurrent' gives the right answer"),
        ({"input_size": 20, "hidden_size": 5, "steps": 5}, "the kind turns these parameters down"),
    ],
)
def test_what_could_be_copied_is_not_asked(sizes: dict[str, int], why: str) -> None:
    with pytest.raises(Unposable, match=f"^{why}$"):
        posed(DEFINITION, POINT | {"which": "recurrent_kernel"} | sizes, "seed")


def test_the_solution_counts_rows_and_columns() -> None:
    assert KerasKernelShape(20, 50, 30, "kernel").because() == (
        "In Keras vectors are rows, and a row is multiplied by a matrix on its right, here `kernel`.\n\n"
        "- The row is $x_t$ with 20 entries, and the matrix has a row for each: 20 rows.\n"
        "- The matrix holds the blocks of $i$, $f$, $c$ and $o$ side by side, each with a column for every unit: "
        "$4 \\times 50 = 200$ columns.\n\n"
        "So the shape is **(20, 200)**. All 30 steps use it, and it has no axis for them."
    )
