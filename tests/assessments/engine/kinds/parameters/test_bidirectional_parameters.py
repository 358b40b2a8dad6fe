import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.parameters.bidirectional_parameters import BidirectionalParameters
from assessments.engine.space import Space
from assessments.engine.variant import posed

DEFINITION = Definition(BidirectionalParameters.slug)
SIZES = {"input_size": 80, "hidden_size": 12, "layers": 2}


def test_everywhere_the_key_is_the_closed_form() -> None:
    kinds = [BidirectionalParameters(**point) for point in Space(BidirectionalParameters.domains())]

    assert [kind for kind in kinds if kind.answer() != closed_form(kind)] == []


def closed_form(kind: BidirectionalParameters) -> int:
    n, h = kind.input_size, kind.hidden_size
    return 2 * 4 * h * (n + h + 2) + (kind.layers - 1) * 2 * 4 * h * (2 * h + h + 2)


def test_three_layers_are_layers_above() -> None:
    assert "- The layers above read both hidden states" in BidirectionalParameters(80, 12, 3).because()


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("12672", ""),
        ("11520", "upper-layers-read-one-direction"),
        ("5760", "one-direction-only"),
        ("6336", "reverse-shares-weights"),
        ("14976", "directions-as-one-wide-layer"),
        ("18048", "upper-layers-read-input"),
        ("9024", "one-layer-only"),
        ("12480", "one-bias"),
        ("12288", "no-bias"),
    ],
)
def test_two_bidirectional_layers_have_12672_parameters(raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, SIZES, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_the_solution_counts_both_directions_of_each_layer() -> None:
    assert BidirectionalParameters(**SIZES).because() == (
        "Each direction of a layer has weights of its own: four blocks with two matrices and, in PyTorch, two "
        "biases.\n\n"
        "- The lowest layer reads 80 entries: $4 \\cdot 12 \\cdot (80 + 12 + 2) = 4512$ for one direction, $9024$ "
        "for both.\n"
        "- The layer above reads both hidden states side by side, 24 entries: $4 \\cdot 12 \\cdot (24 + 12 + 2) = "
        "1824$ for one direction, $3648$ for both.\n\n"
        "Together $9024 + 3648 =$ **12672**."
    )
