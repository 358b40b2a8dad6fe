import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.dimensions.onnx_tensor_shape import OnnxTensorShape
from assessments.engine.space import Space
from assessments.engine.variant import Unposable, posed

DEFINITION = Definition(OnnxTensorShape.slug)
POINT = {"input_size": 30, "hidden_size": 40, "bidirectional": False}


def expected(kind: OnnxTensorShape) -> tuple[int, ...]:
    n, h = kind.input_size, kind.hidden_size
    return (1 + kind.bidirectional, *{"W": (4 * h, n), "R": (4 * h, h), "B": (8 * h,)}[kind.which])


def test_everywhere_the_key_is_the_operators_own_shape() -> None:
    kinds = [OnnxTensorShape(**point) for point in Space(OnnxTensorShape.domains())]

    assert [kind for kind in kinds if kind.answer() != expected(kind)] == []


@pytest.mark.parametrize(
    ("changes", "raw", "misconception"),
    [
        ({"which": "W"}, "(1, 160, 30)", ""),
        ({"which": "W"}, "(160, 30)", "direction-axis-left-out"),
        ({"which": "W"}, "(1, 40, 30)", "one-gate-only"),
        ({"which": "W"}, "(1, 120, 30)", "three-gates"),
        ({"which": "W"}, "(1, 120, 40)", "sizes-swapped"),
        ({"which": "W"}, "(1, 30, 160)", "axes-permuted"),
        ({"which": "R"}, "(1, 160, 40)", ""),
        ({"which": "B"}, "(1, 320)", ""),
        ({"which": "B"}, "(1, 160)", "one-bias"),
        ({"which": "B"}, "(320,)", "direction-axis-left-out"),
        ({"which": "R", "bidirectional": True}, "(2, 160, 40)", ""),
        ({"which": "R", "bidirectional": True}, "(1, 160, 40)", "one-direction-only"),
        ({"which": "B", "bidirectional": True}, "(2, 320)", ""),
    ],
)
def test_30_features_and_40_units(changes: dict[str, object], raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, POINT | changes, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_equal_sizes_are_not_asked_because_swapping_them_would_score() -> None:
    with pytest.raises(Unposable, match=r"^the slip 'sizes-swapped' gives the right answer$"):
        posed(DEFINITION, POINT | {"input_size": 40, "which": "R"}, "seed")


def test_the_solution_goes_from_axis_to_axis() -> None:
    assert OnnxTensorShape(30, 40, False, "W").because() == (
        "- The first axis counts the directions: 1, forward only.\n"
        "- The blocks of $i$, $o$, $f$ and $c$ lie below each other: $4 \\times 40 = 160$ rows.\n"
        "- Each row meets the 30 features: 30 columns.\n\n"
        "So the shape of `W` is **(1, 160, 30)**."
    )


def test_the_solution_counts_two_biases_for_each_block() -> None:
    assert OnnxTensorShape(30, 40, True, "B").because() == (
        "- The first axis counts the directions: 2, forward and backward.\n"
        "- The blocks of $i$, $o$, $f$ and $c$ lie below each other: $4 \\times 40 = 160$ numbers, and ONNX keeps two "
        "biases for each, one for `W` and one for `R`, end to end: $2 \\times 160 = 320$.\n\n"
        "So the shape of `B` is **(2, 320)**."
    )
