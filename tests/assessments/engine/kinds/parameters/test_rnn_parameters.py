import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.parameters.rnn_parameters import RNNParameters
from assessments.engine.proving.verify import verify
from assessments.engine.space import Space
from assessments.engine.variant import posed

DEFINITION = Definition(RNNParameters.slug)


def test_everywhere_the_key_is_the_closed_form() -> None:
    kinds = [RNNParameters(**point) for point in Space(RNNParameters.domains())]

    assert [
        kind for kind in kinds if kind.answer() != kind.hidden_size * (kind.input_size + kind.hidden_size + 1)
    ] == []


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("1116", ""),
        ("4464", "lstm-for-rnn"),
        ("972", "no-recurrent"),
        ("7440", "sizes-swapped"),
        ("1104", "no-bias"),
        ("1128", "two-biases"),
    ],
)
def test_a_simple_layer_of_the_lessons_sizes_has_1116_parameters(raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, {"input_size": 80, "hidden_size": 12}, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_only_where_the_sizes_are_equal_nothing_is_asked() -> None:
    sizes = {"from": 2, "to": 20}
    report = verify(Definition.read({"kind": "rnn-parameters", "domains": {"input_size": sizes, "hidden_size": sizes}}))

    assert (report.space, report.posable, report.verified) == (19 * 19, 19 * 18, 19 * 18)


def test_the_solution_adds_up_the_parts() -> None:
    assert RNNParameters(80, 12).because() == (
        "- $W_F$ leads from 80 inputs to 12 units: $12 \\times 80 = 960$ weights.\n"
        "- $W_R$ leads from 12 units back to 12 units: $12 \\times 12 = 144$ weights.\n"
        "- $b$ has one number for each unit: $12$.\n\n"
        "Together $960 + 144 + 12 =$ **1116**. A simple RNN has this block once; an LSTM has it four times."
    )
