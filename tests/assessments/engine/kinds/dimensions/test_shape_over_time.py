import pytest

from assessments.engine.definition import Definition
from assessments.engine.executed.anatomy import Shape
from assessments.engine.grade import grade
from assessments.engine.kinds.dimensions.shape_over_time import ShapeOverTime
from assessments.engine.proving.verify import verify
from assessments.engine.space import Space
from assessments.engine.variant import posed

DEFINITION = Definition(ShapeOverTime.slug)
POINT = {"input_size": 80, "hidden_size": 12, "fewer_steps": 10, "steps": 28, "which": "W_fF"}


def expected(kind: ShapeOverTime) -> Shape:
    columns = {"W_fF": kind.input_size, "W_cF": kind.input_size, "W_oR": kind.hidden_size}
    return kind.hidden_size, columns.get(kind.which, 1)


def test_everywhere_the_key_is_that_of_a_single_step() -> None:
    kinds = [ShapeOverTime(**point) for point in Space(ShapeOverTime.domains())]

    assert [kind for kind in kinds if kind.answer() != expected(kind)] == []


@pytest.mark.parametrize(
    ("raw", "misconception"),
    [
        ("12x80", ""),
        ("336x80", "time-adds-rows"),
        ("12x2240", "time-adds-columns"),
        ("(28, 12, 80)", "time-adds-an-axis"),
        ("80x80", "input-size-for-hidden"),
        ("80x12", "transposed"),
    ],
)
def test_28_steps_do_not_change_a_matrix(raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, POINT, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_every_variant_is_posed() -> None:
    report = verify(DEFINITION)

    assert (report.space, report.posable, report.verified) == (4320, 4320, 4320)


def test_the_solution_compares_before_and_after() -> None:
    assert ShapeOverTime(**POINT).because() == (
        "The same weights serve every step, and a step sees one $x_t$ of 80 entries and one $h_{t-1}$ of 12, however "
        "many steps follow.\n\n"
        "- With 10 steps, $W_{fF}$, the feed-forward matrix of the forget gate, has shape (12, 80).\n"
        "- With 28 steps it still has shape **(12, 80)**.\n\n"
        "A longer sequence means more steps, not larger ones."
    )
