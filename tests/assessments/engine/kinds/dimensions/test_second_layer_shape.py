import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.dimensions.second_layer_shape import SecondLayerShape
from assessments.engine.proving.verify import verify
from assessments.engine.space import Space
from assessments.engine.variant import posed

DEFINITION = Definition(SecondLayerShape.slug)
SIZES = {"input_size": 10, "hidden_size": 20}
BOTH_WAYS = SIZES | {"bidirectional": True, "proj_size": 0}
PROJECTED = SIZES | {"bidirectional": False, "proj_size": 6}
BOTH = SIZES | {"bidirectional": True, "proj_size": 6}


def test_everywhere_the_key_is_four_times_the_units_by_what_the_first_layer_puts_out() -> None:
    for kind in (SecondLayerShape(**point) for point in Space(SecondLayerShape.domains())):
        columns = (1 + kind.bidirectional) * (kind.proj_size or kind.hidden_size)

        assert kind.answer() == (4 * kind.hidden_size, columns)


@pytest.mark.parametrize(
    ("params", "raw", "misconception"),
    [
        (BOTH_WAYS, "(80, 40)", ""),
        (BOTH_WAYS, "(80, 10)", "upper-layers-read-input"),
        (BOTH_WAYS, "(40, 80)", "transposed"),
        (BOTH_WAYS, "(20, 40)", "one-gate-only"),
        (BOTH_WAYS, "(80, 20)", "upper-layers-read-one-direction"),
        (PROJECTED, "(80, 6)", ""),
        (PROJECTED, "(80, 20)", "projection-left-out"),
        (PROJECTED, "(24, 6)", "gates-of-projected-size"),
        (BOTH, "(80, 12)", ""),
        (BOTH, "(80, 6)", "upper-layers-read-one-direction"),
        (BOTH, "(80, 40)", "projection-left-out"),
    ],
)
def test_the_second_layer_reads_the_first(params: dict[str, int], raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, params, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_nothing_is_asked_where_neither_directions_nor_a_projection_matter() -> None:
    report = verify(DEFINITION)

    assert (report.space, report.posable, report.verified) == (560, 501, 501)
    assert report.turned_down["the kind turns these parameters down"] == 56


@pytest.mark.parametrize(
    ("params", "call"),
    [
        (BOTH_WAYS, "nn.LSTM(10, 20, num_layers=2, bidirectional=True)"),
        (PROJECTED, "nn.LSTM(10, 20, num_layers=2, proj_size=6)"),
        (BOTH, "nn.LSTM(10, 20, num_layers=2, bidirectional=True, proj_size=6)"),
    ],
)
def test_the_stem_shows_only_the_options_that_are_used(params: dict[str, int], call: str) -> None:
    assert SecondLayerShape(**params).names()["call"] == call


def test_the_solution_says_what_the_first_layer_puts_out() -> None:
    assert SecondLayerShape(**BOTH).because() == (
        "- The second layer reads what the first puts out, no longer the 10 inputs. At every step each direction of "
        "the first layer puts out 6 numbers, projected from 20 to 6. The two directions stand side by side: "
        "$2 \\times 6 = 12$. That makes 12 columns.\n"
        "- The gates still serve 20 units, four blocks of them below each other: $4 \\times 20 = 80$ rows.\n\n"
        "So the shape is **(80, 12)**."
    )
    assert "puts out 20 numbers, one for each of 20 units." in SecondLayerShape(**BOTH_WAYS).because()
