import pytest

from assessments.engine.kind import KINDS
from assessments.engine.kinds.dimensions.feed_forward_shape import FeedForwardShape
from assessments.engine.kinds.dimensions.gate_matrix import GateMatrix
from assessments.engine.kinds.dimensions.recurrent_shape import RecurrentShape


def test_what_two_kinds_share_is_no_kind_itself() -> None:
    assert GateMatrix not in KINDS.values()
    assert FeedForwardShape.domains() == RecurrentShape.domains() == GateMatrix.domains()


@pytest.mark.parametrize(("kind", "name"), [(FeedForwardShape, "W_{oF}"), (RecurrentShape, "W_{oR}")])
def test_each_asks_for_its_own_part_of_a_gate(kind: type[GateMatrix], name: str) -> None:
    assert kind(80, 12, "o").names()["matrix"] == name
