import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.parameters.keras_gru_parameters import KerasGRUParameters
from assessments.engine.space import Space
from assessments.engine.variant import posed

DEFINITION = Definition(KerasGRUParameters.slug)
SIZES = {"input_size": 16, "hidden_size": 32}


def test_everywhere_the_key_is_the_closed_form() -> None:
    kinds = [KerasGRUParameters(**point) for point in Space(KerasGRUParameters.domains())]

    assert [kind for kind in kinds if kind.answer() != closed_form(kind)] == []


def closed_form(kind: KerasGRUParameters) -> int:
    n, h = kind.input_size, kind.hidden_size
    return 3 * h * (n + h + 2)


def test_a_gru_that_keras_counted_comes_out() -> None:
    assert KerasGRUParameters(64, 256).answer() == 247_296


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("4800", ""),
        ("4704", "one-bias"),
        ("4736", "second-bias-for-the-candidate"),
        ("4608", "no-bias"),
        ("6272", "lstm-for-gru"),
        ("3200", "gates-without-candidate"),
        ("1728", "no-recurrent"),
        ("2400", "sizes-swapped"),
    ],
)
def test_half_of_a_bidirectional_gru_with_9600_parameters_has_4800(raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, SIZES, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_the_solution_tells_why_there_are_two_biases() -> None:
    assert KerasGRUParameters(**SIZES).because() == (
        "A GRU has three blocks, update gate, reset gate and candidate. Keras lays them side by side, so every array "
        "has $3 \\cdot 32 = 96$ columns:\n\n"
        "- `kernel`, shape (16, 96): $16 \\times 96 = 1536$\n"
        "- `recurrent_kernel`, shape (32, 96): $32 \\times 96 = 3072$\n"
        "- `bias`, shape (2, 96): $2 \\times 96 = 192$\n\n"
        "Together $1536 + 3072 + 192 =$ **4800**. With `reset_after=True` the reset gate scales the recurrent "
        "product and its bias, so that bias is kept apart from the one beside the input product: hence two rows."
    )
