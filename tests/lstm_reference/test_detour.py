import numpy as np
import pytest

from lstm_reference import Spec, run, seeded
from lstm_reference.detour import Detour, on_detour, remembered
from lstm_reference.fused import Steps


def test_only_within_is_one_on_a_detour() -> None:
    with Detour():
        within = on_detour()

    assert (within, on_detour()) == (True, False)


def test_a_road_counts_how_often_there_was_another_way() -> None:
    with Detour() as road:
        on_detour()
        on_detour()

    assert road.taken == 2


def test_a_detour_within_a_detour_counts_for_itself() -> None:
    with Detour() as outer:
        with Detour() as inner:
            on_detour()
        on_detour()

    assert (outer.taken, inner.taken) == (1, 1)


def test_a_detour_ends_where_something_breaks() -> None:
    with pytest.raises(ZeroDivisionError), Detour():
        1 / 0  # noqa: B018 -- to break

    assert not on_detour()


@pytest.mark.parametrize("by_gate", [False, True])
def test_a_run_takes_its_other_path(by_gate: bool) -> None:
    spec = Spec(3, 4)
    weights, x = seeded(spec, 0), np.ones((2, 3))

    with Detour() as road:
        aside = run(spec, weights, x, by_gate=by_gate)

    assert isinstance(aside.passed[0].steps, Steps) == by_gate
    assert road.taken == 1
    np.testing.assert_allclose(aside.output, run(spec, weights, x, by_gate=by_gate).output, rtol=0, atol=1e-14)


def test_what_has_one_path_only_takes_that() -> None:
    spec = Spec(3, 4, cell="gru")

    with Detour() as road:
        run(spec, seeded(spec, 0), np.ones((2, 3)))

    assert road.taken == 0


def test_what_is_remembered_is_computed_once_each_way() -> None:
    asked = []

    @remembered
    def way(number: int) -> bool:
        asked.append(number)
        return on_detour()

    with Detour() as road:
        aside = [way(1), way(1)]

    assert (aside, [way(1), way(1)], asked) == ([True, True], [False, False], [1, 1])
    assert road.taken == 2
