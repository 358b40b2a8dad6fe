import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.parameters.peephole_parameters import PeepholeParameters
from assessments.engine.space import Space
from assessments.engine.variant import posed

DEFINITION = Definition(PeepholeParameters.slug)
SIZES = {"input_size": 80, "hidden_size": 12}


def test_everywhere_the_key_is_the_closed_form() -> None:
    kinds = [PeepholeParameters(**point) for point in Space(PeepholeParameters.domains())]

    assert [kind for kind in kinds if kind.answer() != closed_form(kind)] == []


def closed_form(kind: PeepholeParameters) -> int:
    n, h = kind.input_size, kind.hidden_size
    return 4 * h * (n + h + 1) + 3 * h


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("4500", ""),
        ("4464", "peepholes-left-out"),
        ("4512", "peephole-for-the-candidate"),
        ("4896", "peepholes-as-matrices"),
        ("4476", "one-peephole-for-all-gates"),
        ("4467", "one-number-for-all"),
        ("4548", "two-biases"),
        ("4452", "no-bias"),
        ("30000", "sizes-swapped"),
    ],
)
def test_peepholes_add_36_parameters_to_the_lessons_layer(raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, SIZES, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_the_solution_adds_three_vectors() -> None:
    assert PeepholeParameters(**SIZES).because() == (
        "Without peepholes the layer has four blocks: $4 \\cdot 12 \\cdot (80 + 12 + 1) = 4464$.\n\n"
        "A unit looks at its own cell state only, so $p_f$, $p_i$ and $p_o$ are vectors with one weight for each "
        "unit: $12 + 12 + 12 = 36$. The candidate has none.\n\n"
        "Together $4464 + 36 =$ **4500**."
    )
