import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm_reference import Spec, Unsupported, from_arrays, gradients, run, seeded, zeros
from lstm_reference.cell import lstm

SEEDS = st.integers(0, 10_000)
NEAR = 1e-5
SPECS = st.builds(
    Spec,
    st.integers(1, 3),
    st.integers(3, 4),
    peepholes=st.booleans(),
    coupled=st.sampled_from([False, "input_from_forget", "forget_from_input"]),
    proj_size=st.integers(0, 2),
)


def drawn(spec: Spec, seed: int) -> tuple[object, dict[str, np.ndarray]]:
    rng = np.random.RandomState(seed)
    sizes = {"x": spec.input_size, "h": spec.output_size, "c": spec.hidden_size}
    weights = from_arrays(spec, {name: 2 * array for name, array in seeded(spec, seed).items()})
    return weights, {name: rng.uniform(-1, 1, (rows, 1)) for name, rows in sizes.items()}


def step(weights: object, given: dict[str, np.ndarray]) -> object:
    return lstm(weights, given["x"], (given["h"], given["c"]))


def differences(function: object, at: np.ndarray) -> np.ndarray:
    """Central differences of a column by a column."""
    nudges = NEAR * np.eye(len(at))[:, :, np.newaxis]
    return np.hstack([(function(at + nudge) - function(at - nudge)) / (2 * NEAR) for nudge in nudges])


@pytest.mark.parametrize("by", ["x", "h", "c"])
@settings(max_examples=30)
@given(spec=SPECS, seed=SEEDS)
def test_a_steps_gradients_are_its_finite_differences(by: str, spec: Spec, seed: int) -> None:
    weights, given_ = drawn(spec, seed)

    found = gradients.step_gradients(weights, step(weights, given_), given_["c"])

    for tensor in "figoch":
        near = differences(lambda at, name=tensor: getattr(step(weights, {**given_, by: at}), name), given_[by])
        np.testing.assert_allclose(found.of(tensor, by), near, rtol=0, atol=1e-8)


@settings(max_examples=20)
@given(SPECS, SEEDS, st.integers(1, 5))
def test_gradients_over_steps_take_every_path(spec: Spec, seed: int, steps: int) -> None:
    weights, given_ = drawn(spec, seed)
    x = np.random.RandomState(seed).uniform(-1, 1, (steps, spec.input_size))
    q = spec.output_size

    def last(state: np.ndarray) -> np.ndarray:
        trace = run(spec, weights, x, state[:q].T, state[q:].T)
        return np.hstack([trace.h_n, trace.c_n]).T

    start = np.vstack([given_["h"], given_["c"]])
    trace = run(spec, weights, x, given_["h"].T, given_["c"].T)
    found = gradients.state_gradients(spec, weights, trace, given_["c"].T)

    assert len(found) == steps
    np.testing.assert_allclose(np.vstack(found[-1]), differences(last, start), rtol=0, atol=1e-8)


@given(SEEDS)
def test_the_direct_path_is_the_forget_gate(seed: int) -> None:
    weights, given_ = drawn(Spec(2, 3), seed)
    done = step(weights, given_)

    found = gradients.step_gradients(weights, done, given_["c"])

    np.testing.assert_allclose(found.of("c", "c"), np.diag(done.f[:, 0]), atol=1e-15)


@given(SEEDS)
def test_each_part_of_the_last_equations_alone(seed: int) -> None:
    weights, given_ = drawn(Spec(2, 3), seed)
    done = step(weights, given_)

    part = gradients.direct(done, given_["c"])

    f, c, i, g, o = done.f, given_["c"], done.i, done.g, done.o
    slopes = [
        differences(lambda at: at * c + i * g, f),
        differences(lambda at: f * at + i * g, c),
        differences(lambda at: f * c + at * g, i),
        differences(lambda at: f * c + i * at, g),
        differences(lambda at: at * np.tanh(done.c), o),
        differences(lambda at: o * np.tanh(at), done.c),
    ]
    for found, near in zip(part, slopes, strict=True):
        np.testing.assert_allclose(np.diag(found[:, 0]), near, atol=1e-8)


def test_a_closed_forget_gate_leaves_the_path_through_the_hidden_state() -> None:
    spec = Spec(1, 1)
    weights = from_arrays(spec, {**{name: np.full(a.shape, 0.5) for name, a in zeros(spec).items()}, "b_f": [[-60.0]]})
    trace = run(spec, weights, [[1.0], [1.0]])

    (_, c) = gradients.state_gradients(spec, weights, trace)[-1]

    assert trace.steps[1].f.item() < 1e-20
    assert abs(c[0, 0]) > 1e-3


@pytest.mark.parametrize(
    ("slope", "function"), [(gradients.sigmoid_slope, lambda z: 1 / (1 + np.exp(-z))), (gradients.tanh_slope, np.tanh)]
)
@given(z=st.floats(-20, 20))
def test_slopes_are_finite_differences(slope: object, function: object, z: float) -> None:
    assert slope(z).item() == pytest.approx((function(z + NEAR) - function(z - NEAR)) / (2 * NEAR), abs=1e-9)


@pytest.mark.parametrize(("slope", "top"), [(gradients.sigmoid_slope, 0.25), (gradients.tanh_slope, 1.0)])
def test_slopes_are_highest_where_nothing_is_heard(slope: object, top: float) -> None:
    assert slope([-1.0, 0.0, 1.0]).max() == slope(0.0) == top


@pytest.mark.parametrize("spec", [Spec(1, 1, cell="gru"), Spec(1, 1, num_layers=2)])
def test_other_networks_are_refused(spec: Spec) -> None:
    with pytest.raises(Unsupported, match=r"^gradients are computed for one lstm cell only$"):
        gradients.state_gradients(spec, zeros(spec), run(spec, zeros(spec), [[0.0]]))


def test_a_batch_is_refused() -> None:
    spec = Spec(1, 1)

    with pytest.raises(ValueError, match=r"^the step has 2 sequences, 1 is expected$"):
        gradients.state_gradients(spec, zeros(spec), run(spec, zeros(spec), [[[0.0], [0.0]]]))
