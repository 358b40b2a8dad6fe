import numpy as np
import pytest

from lstm_reference import Spec, run, seeded
from lstm_reference.detour import detour, on_detour
from lstm_reference.fused import Steps


def test_only_within_is_one_on_a_detour() -> None:
    with detour():
        within = on_detour()

    assert (within, on_detour()) == (True, False)


def test_a_road_counts_how_often_there_was_another_way() -> None:
    with detour() as road:
        on_detour()
        on_detour()

    assert road.taken == 2


def test_a_detour_within_a_detour_counts_for_itself() -> None:
    with detour() as outer:
        with detour() as inner:
            on_detour()
        on_detour()

    assert (outer.taken, inner.taken) == (1, 1)


def test_a_detour_ends_where_something_breaks() -> None:
    with pytest.raises(ZeroDivisionError), detour():
        1 / 0  # noqa: B018 -- to break

    assert not on_detour()


@pytest.mark.parametrize("by_gate", [False, True])
def test_a_run_takes_its_other_path(by_gate: bool) -> None:
    spec = Spec(3, 4)
    weights, x = seeded(spec, 0), np.ones((2, 3))

    with detour() as road:
        aside = run(spec, weights, x, by_gate=by_gate)

    assert isinstance(aside.passed[0].steps, Steps) == by_gate
    assert road.taken == 1
    np.testing.assert_allclose(aside.output, run(spec, weights, x, by_gate=by_gate).output, rtol=0, atol=1e-14)


def test_what_has_one_path_only_takes_that() -> None:
    spec = Spec(3, 4, cell="gru")

    with detour() as road:
        run(spec, seeded(spec, 0), np.ones((2, 3)))

    assert road.taken == 0
