import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_reference import Spec, from_arrays, run, seeded
from lstm_reference.cell import Step
from lstm_reference.fused import Steps, fused
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


def both(spec: Spec, seed: int, steps: int, *, backward: bool, ending: bool, started: bool = True) -> tuple[Pass, Pass]:
    rng = np.random.RandomState(seed)
    weights = from_arrays(spec, {name: 3 * array for name, array in seeded(spec, seed).items()})
    x = rng.uniform(-2, 2, (steps, 3, spec.input_size))
    state = rng.uniform(-1, 1, (3, spec.output_size)), rng.uniform(-2, 2, (3, spec.hidden_size))
    going = np.arange(steps)[:, np.newaxis] < rng.randint(1, steps + 1, 3) if ending else None
    start = state if started else (None, None)
    return tuple(path(weights, x, start, going, backward=backward) for path in (by_gate, fused))


def widest(first: Pass, second: Pass) -> float:
    pairs = [(first.output, second.output), *zip(first.state, second.state, strict=True)]
    pairs += [
        pair for one, other in zip(first.steps, second.steps, strict=True) for pair in zip(one, other, strict=True)
    ]
    return max(np.abs(one - other).max() for one, other in pairs)


@given(SPECS, SEEDS, st.integers(1, 8), st.booleans(), st.booleans(), st.booleans())
def test_two_paths_compute_the_same(
    spec: Spec, seed: int, steps: int, backward: bool, ending: bool, started: bool
) -> None:
    assert widest(*both(spec, seed, steps, backward=backward, ending=ending, started=started)) <= 1e-12


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(50))
def test_two_paths_compute_the_same_over_long_runs(seed: int) -> None:
    spec = Spec(20, 50, peepholes=seed % 2 == 1)

    assert widest(*both(spec, seed, 200, backward=False, ending=False)) <= 1e-12


@pytest.mark.parametrize("steps", [1, 7])
@pytest.mark.parametrize("fields", [{}, {"num_layers": 2, "bidirectional": True, "proj_size": 2}])
def test_a_run_goes_gate_by_gate_where_it_is_asked_to(fields: dict[str, object], steps: int) -> None:
    spec = Spec(3, 4, **fields)
    weights, x = seeded(spec, 0), np.random.RandomState(0).uniform(-2, 2, (steps, 2, 3))

    read, fast = run(spec, weights, x, by_gate=True), run(spec, weights, x)

    assert [type(passed.steps) for passed in (*read.passed, *fast.passed)] == [tuple] * len(read.passed) + [
        Steps
    ] * len(read.passed)
    np.testing.assert_allclose(read.output, fast.output, rtol=0, atol=1e-14)
    np.testing.assert_allclose(read.h_n, fast.h_n, rtol=0, atol=1e-14)
    np.testing.assert_allclose(read.c_n, fast.c_n, rtol=0, atol=1e-14)


@pytest.mark.parametrize("kind", ["rnn", "gru"])
def test_other_cells_always_go_gate_by_gate(kind: str) -> None:
    spec = Spec(3, 4, cell=kind)

    assert isinstance(run(spec, seeded(spec, 0), np.ones((2, 3))).passed[0].steps, tuple)


@pytest.mark.parametrize("steps", [1, 5])
def test_the_faster_path_has_steps_too(steps: int) -> None:
    spec = Spec(3, 4)
    trace = run(spec, seeded(spec, 0), np.ones((steps, 2, 3)))

    assert isinstance(trace.steps, tuple)
    assert isinstance(trace.steps[-1], Step)
    assert [tensor.shape for tensor in trace.steps[-1]] == [(3, 2)] + [(4, 2)] * 6
    np.testing.assert_array_equal(trace.steps[-1].h.T, trace.output[-1])


@pytest.mark.parametrize("steps", [1, 5])
def test_the_faster_path_leaves_the_given_state_alone(steps: int) -> None:
    spec, h_0 = Spec(3, 4), np.ones((1, 2, 4))

    run(spec, seeded(spec, 0), np.ones((steps, 2, 3)), h_0, h_0)

    assert (h_0 == 1).all()


@pytest.mark.parametrize("steps", [1, 5])
@pytest.mark.parametrize("by_gate", [False, True])
def test_a_last_state_does_not_follow_changes_of_the_output(steps: int, by_gate: bool) -> None:
    spec = Spec(3, 4)
    trace = run(spec, seeded(spec, 0), np.ones((steps, 2, 3)), by_gate=by_gate)
    before = trace.h_n.copy()

    trace.output[:] = 9.0

    np.testing.assert_array_equal(trace.h_n, before)


@pytest.mark.parametrize("large", [1e200, -1e308])
def test_a_large_number_is_no_infinity(large: float) -> None:
    spec = Spec(3, 4)

    assert np.isfinite(run(spec, seeded(spec, 0), np.full((1, 1, 3), large)).output).all()
