import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.parameters.torch_parameters import TorchParameters
from assessments.engine.space import Space
from assessments.engine.variant import posed

DEFINITION = Definition(TorchParameters.slug)
SIZES = {"input_size": 80, "hidden_size": 12}


def test_everywhere_the_key_is_the_closed_form() -> None:
    kinds = [TorchParameters(**point) for point in Space(TorchParameters.domains())]

    assert [kind for kind in kinds if kind.answer() != closed_form(kind)] == []


def closed_form(kind: TorchParameters) -> int:
    n, h = kind.input_size, kind.hidden_size
    return 4 * h * (n + h + 2)


@pytest.mark.parametrize(("n", "h", "total"), [(80, 12, 4512), (20, 50, 14400)])
def test_layers_that_pytorch_counted_come_out(n: int, h: int, total: int) -> None:
    assert TorchParameters(n, h).answer() == total


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("4512", ""),
        ("4464", "one-bias"),
        ("4416", "no-bias"),
        ("3384", "three-gates"),
        ("1128", "one-gate-only"),
        ("3936", "no-recurrent"),
        ("30080", "sizes-swapped"),
        ("4511", "off-by-one"),
    ],
)
def test_the_lessons_layer_has_4512_parameters_in_pytorch(raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, SIZES, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_the_solution_lists_the_four_arrays() -> None:
    assert TorchParameters(**SIZES).because() == (
        "PyTorch lays the blocks of the three gates and of the candidate below each other, so every array has $4 "
        "\\cdot 12 = 48$ rows:\n\n"
        "- `weight_ih_l0`, shape (48, 80): $48 \\times 80 = 3840$\n"
        "- `weight_hh_l0`, shape (48, 12): $48 \\times 12 = 576$\n"
        "- `bias_ih_l0`, shape (48,): $48$\n"
        "- `bias_hh_l0`, shape (48,): $48$\n\n"
        "Together $3840 + 576 + 48 + 48 =$ **4512**. PyTorch adds one bias beside each of the two products. With a "
        "single bias for each gate, as Keras has it, $4464$ would be right."
    )
