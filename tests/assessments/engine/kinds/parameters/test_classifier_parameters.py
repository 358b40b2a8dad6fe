import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.parameters.classifier_parameters import ClassifierParameters
from assessments.engine.space import Space
from assessments.engine.variant import posed

DEFINITION = Definition(ClassifierParameters.slug)
SIZES = {"words": 2000, "input_size": 20, "hidden_size": 12, "classes": 3}


def test_everywhere_the_key_is_the_closed_form() -> None:
    kinds = [ClassifierParameters(**point) for point in Space(ClassifierParameters.domains())]

    assert [kind for kind in kinds if kind.answer() != closed_form(kind)] == []


def closed_form(kind: ClassifierParameters) -> int:
    v, n, h, m = kind.words, kind.input_size, kind.hidden_size, kind.classes
    return v * n + 4 * h * (n + h + 1) + m * (h + 1)


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("41623", ""),
        ("1623", "embedding-left-out"),
        ("136663", "lstm-reads-the-vocabulary"),
        ("41643", "embedding-with-bias"),
        ("25239", "embedding-as-wide-as-the-lstm"),
        ("41584", "head-left-out"),
        ("41620", "head-without-bias"),
        ("41671", "two-biases"),
    ],
)
def test_a_small_classifier_has_41623_parameters(raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, SIZES, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_the_solution_counts_all_three_layers() -> None:
    assert ClassifierParameters(**SIZES).because() == (
        "- The embedding is a table with a row of 20 numbers for each of 2000 words: $2000 \\cdot 20 = 40000$.\n"
        "- The LSTM layer reads one such row at a time: $4 \\cdot 12 \\cdot (20 + 12 + 1) = 1584$.\n"
        "- The dense layer reads the last hidden state: $12 \\cdot 3 + 3 = 39$.\n\n"
        "Together $40000 + 1584 + 39 =$ **41623**."
    )
