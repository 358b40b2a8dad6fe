import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.sequences.wide_or_deep import WideOrDeep
from assessments.engine.space import Space
from assessments.engine.variant import Unposable, posed

DEFINITION = Definition(WideOrDeep.slug)
POINT = {"input_size": 10, "hidden_size": 16, "layers": 3}


def test_everywhere_the_difference_is_that_of_the_closed_forms() -> None:
    for point in Space(WideOrDeep.domains()):
        kind = WideOrDeep(**point)
        n, h = kind.input_size, kind.hidden_size

        assert kind.answer() == {2: 4 * h * (n + h), 3: 4 * h * (n - h - 1)}[kind.layers]


@pytest.mark.parametrize(
    ("layers", "raw", "misconception"),
    [
        (2, "1664", ""),
        (2, "0", "same-sizes-same-count"),
        (2, "2048", "upper-layers-read-input"),
        (3, "-448", ""),
        (3, "448", "sign-flipped"),
        (3, "320", "upper-layers-read-input"),
        (3, "3776", "one-layer-only"),
        (3, "-112", "one-gate-only"),
        (3, "-336", "three-gates"),
        (3, "5504", "first-only"),
        (3, "5952", "second-only"),
    ],
)
def test_32_units_in_one_layer_against_16_in_each_of_several(layers: int, raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, POINT | {"layers": layers}, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_inputs_as_many_as_units_are_not_asked_because_every_layer_reads_as_many() -> None:
    with pytest.raises(Unposable, match="upper-layers-read-input"):
        posed(DEFINITION, POINT | {"input_size": 16}, "seed")


def test_the_solution_counts_layer_by_layer() -> None:
    two, three = (WideOrDeep(**POINT | {"layers": layers}).because() for layers in (2, 3))

    assert three == (
        "A layer of $h$ units that reads $n$ numbers has $4h(n + h + 1)$ parameters.\n\n"
        "- The single layer: $4 \\cdot 32 \\cdot (10 + 32 + 1) = 5504$.\n"
        "- The first layer of the stack: $4 \\cdot 16 \\cdot (10 + 16 + 1) = 1728$.\n"
        "- Its second and third layer each read the 16 units below: $4 \\cdot 16 \\cdot (16 + 16 + 1) = 2112$.\n\n"
        "The stack has $1728 + 2112 + 2112 = 5952$, and $5504 - 5952 =$ **-448**. Units enter the count squared and "
        "layers one by one, so it depends on the sizes which way of growing is dearer."
    )
    assert "- Its second layer reads the 16 units below" in two


def test_every_wording_says_how_many_biases_a_candidate_has() -> None:
    assert all("bias" in stem and "andidate" in stem for stem in WideOrDeep.stems)
