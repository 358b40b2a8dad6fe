import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.sequences.cell_calls import CellCalls
from assessments.engine.space import Space
from assessments.engine.texts.stems import fill
from assessments.engine.variant import posed

DEFINITION = Definition(CellCalls.slug)
POINT = {"layers": 3, "bidirectional": True, "hidden_size": 8, "batch": 16, "steps": 7}


def test_everywhere_each_layer_and_direction_takes_every_step_once() -> None:
    kinds = [CellCalls(**point) for point in Space(CellCalls.domains())]

    assert [
        kind for kind in kinds if kind.answer() != kind.layers * (2 if kind.bidirectional else 1) * kind.steps
    ] == []


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("42", ""),
        ("14", "one-layer-only"),
        ("21", "one-direction-only"),
        ("6", "steps-left-out"),
        ("672", "batch-multiplies"),
        ("336", "counted-for-each-unit"),
        ("10", "steps-plus-layers"),
    ],
)
def test_three_layers_in_both_directions_take_seven_steps(raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, POINT, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


@pytest.mark.parametrize(("bidirectional", "words"), [(True, "in both directions"), (False, "in one direction")])
def test_the_stem_says_how_many_directions_there_are(bidirectional: bool, words: str) -> None:
    kind = CellCalls(**POINT | {"bidirectional": bidirectional})

    assert all(words in fill(stem, kind.names()) for stem in kind.stems)


def test_the_solution_multiplies_what_has_to_wait() -> None:
    assert CellCalls(**POINT).because() == (
        "Every one of the 3 layers takes all 7 steps in both directions: $3 \\cdot 2 \\cdot 7 =$ **42** calls.\n\n"
        "A step has to wait for the step before it, but neither for another sequence nor for another unit: the 16 "
        "sequences and the 8 units are columns and rows of the same matrix product."
    )
