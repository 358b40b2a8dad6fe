import math

from assessments.engine.kinds.ranges.possible_gate_value import PossibleGateValue
from assessments.engine.space import Space

SPACE = Space(PossibleGateValue.domains())


def test_the_only_number_between_0_and_1_is_right_at_every_point() -> None:
    for kind in (PossibleGateValue(**point) for point in SPACE):
        assert [value for value in kind.offered().values() if 0 < value < 1] == [kind.answer()]


def test_every_impossible_number_has_its_mistake() -> None:
    assert dict(PossibleGateValue("f", 0.2, 200.0).slips()) == {
        "tanh-for-sigmoid": -0.2,
        "activation-left-out": 200.0,
        "gate-as-percentage": 20.0,
        "gate-above-one": 1.2,
    }


def test_options_are_numbers_as_people_write_them() -> None:
    assert PossibleGateValue("o", 0.07, 2.0).statements() == ("0.07", "-0.07", "2", "7", "1.07")


def test_two_options_that_fall_together_are_not_posed() -> None:
    turned_down = [tuple(point.values()) for point in SPACE if not PossibleGateValue(**point).posable()]

    assert turned_down == [("f", 0.2, 20.0), ("i", 0.2, 20.0), ("o", 0.2, 20.0)]


def test_the_solution_tells_what_the_gate_hears() -> None:
    assert f"{math.log(0.57 / 0.43):.4f}" == "0.2819"
    assert r"$\sigma(z) = 0.57$ where $z \approx 0.2819$" in PossibleGateValue("i", 0.57, 2.0).because()
