import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_reference import Spec, from_arrays, run, seeded
from lstm_reference.cell import Step
from lstm_reference.fused import fused
from lstm_reference.network import LONG
from lstm_reference.passes import Pass, by_gate

SEEDS = st.integers(0, 10_000)
SPECS = st.builds(
    Spec,
    st.integers(1, 9),
    st.integers(3, 9),
    bias=st.booleans(),
    peepholes=st.booleans(),
    coupled=st.sampled_from([False, "input_from_forget", "forget_from_input"]),
    proj_size=st.integers(0, 2),
)


def both(spec: Spec, seed: int, steps: int, *, backward: bool, ending: bool) -> tuple[Pass, Pass]:
    rng = np.random.RandomState(seed)
    weights = from_arrays(spec, {name: 3 * array for name, array in seeded(spec, seed).items()})
    x = rng.uniform(-2, 2, (steps, spec.input_size, 3))
    state = rng.uniform(-1, 1, (spec.output_size, 3)), rng.uniform(-2, 2, (spec.hidden_size, 3))
    going = np.arange(steps)[:, np.newaxis] < rng.randint(1, steps + 1, 3) if ending else None
    return tuple(path(weights, x, state, going, backward=backward) for path in (by_gate, fused))


def widest(first: Pass, second: Pass) -> float:
    pairs = [(first.output, second.output), *zip(first.state, second.state, strict=True)]
    pairs += [
        pair for one, other in zip(first.steps, second.steps, strict=True) for pair in zip(one, other, strict=True)
    ]
    return max(np.abs(one - other).max() for one, other in pairs)


@given(SPECS, SEEDS, st.integers(1, 8), st.booleans(), st.booleans())
def test_two_paths_compute_the_same(spec: Spec, seed: int, steps: int, backward: bool, ending: bool) -> None:
    assert widest(*both(spec, seed, steps, backward=backward, ending=ending)) <= 1e-12


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(50))
def test_two_paths_compute_the_same_over_long_runs(seed: int) -> None:
    spec = Spec(20, 50, peepholes=seed % 2 == 1)

    assert widest(*both(spec, seed, 200, backward=False, ending=False)) <= 1e-12


@pytest.mark.parametrize("fields", [{}, {"num_layers": 2, "bidirectional": True, "proj_size": 2}])
def test_a_run_chooses_by_its_length_and_nobody_notices(fields: dict[str, object]) -> None:
    spec = Spec(3, 4, **fields)
    weights, x = seeded(spec, 0), np.random.RandomState(0).uniform(-2, 2, (2 * LONG, 2, 3))

    whole = run(spec, weights, x, lengths=[LONG, LONG - 1])
    short = run(spec, weights, x[: LONG - 1, 1:])

    np.testing.assert_allclose(whole.output[: LONG - 1, 1:], short.output, rtol=0, atol=1e-14)
    np.testing.assert_allclose(whole.h_n[:, 1:], short.h_n, rtol=0, atol=1e-14)


def test_the_faster_path_has_steps_too() -> None:
    spec = Spec(3, 4)
    trace = run(spec, seeded(spec, 0), np.ones((LONG, 2, 3)))

    assert isinstance(trace.steps, tuple)
    assert isinstance(trace.steps[-1], Step)
    np.testing.assert_array_equal(trace.steps[-1].h.T, trace.output[-1])


def test_the_faster_path_leaves_the_given_state_alone() -> None:
    spec, h_0 = Spec(3, 4), np.ones((1, 2, 4))

    run(spec, seeded(spec, 0), np.ones((LONG, 2, 3)), h_0, h_0)

    assert (h_0 == 1).all()
