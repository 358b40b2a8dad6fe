from fractions import Fraction

import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.parameters.parameter_ratio import ParameterRatio
from assessments.engine.proving.verify import verify
from assessments.engine.space import Space
from assessments.engine.variant import posed

DEFINITION = Definition(ParameterRatio.slug)
SIZES = {"input_size": 80, "hidden_size": 12}


def test_everywhere_the_ratio_is_that_of_the_blocks() -> None:
    blocks = {"rnn": 1, "gru": 3}
    kinds = [ParameterRatio(**point) for point in Space(ParameterRatio.domains())]

    assert [kind for kind in kinds if kind.answer() != float(Fraction(4, blocks[kind.other]))] == []


@pytest.mark.parametrize(
    ("other", "raw", "misconception"),
    [
        ("rnn", "4", ""),
        ("rnn", "3", "gates-without-candidate"),
        ("rnn", "0.25", "ratio-inverted"),
        ("rnn", "1", "same-sizes-same-count"),
        ("rnn", "4/3", "ratio-to-the-other-cell"),
        ("rnn", "3348", "difference-for-ratio"),
        ("gru", "4/3", ""),
        ("gru", "1.333", ""),
        ("gru", "1.3", "rounded-too-far"),
        ("gru", "1.5", "gates-without-candidate"),
        ("gru", "3/4", "ratio-inverted"),
        ("gru", "1", "same-sizes-same-count"),
        ("gru", "4", "ratio-to-the-other-cell"),
        ("gru", "1116", "difference-for-ratio"),
    ],
)
def test_the_ratio_is_4_to_a_simple_cell_and_4_to_3_to_a_gru(other: str, raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, SIZES | {"other": other}, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_every_variant_is_posed() -> None:
    report = verify(Definition.read({"kind": "parameter-ratio", "domains": {"hidden_size": {"from": 5, "to": 14}}}))

    assert (report.space, report.posable, report.verified) == (1220, 1220, 1220)


def test_the_solution_shows_how_the_sizes_cancel() -> None:
    assert ParameterRatio(80, 12, "gru").because() == (
        "One block, two matrices and a bias, leads from 80 inputs and 12 units to 12 units and holds $1116$ parameters "
        "in either cell.\n\n"
        "- The LSTM has four blocks, three gates and the candidate: $4464$.\n"
        "- The GRU has three blocks: update gate, reset gate and candidate: $3348$.\n\n"
        "The ratio is $4464 / 3348 = 4/3$, so **1.3333**. The sizes cancel: it is the same for every layer."
    )
