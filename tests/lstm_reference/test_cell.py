import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_reference import Spec, from_arrays, seeded, zeros
from lstm_reference.cell import gru, lstm, rnn, sigmoid, tanh
from lstm_reference.interval import Interval

SEEDS = st.integers(0, 10_000)


def columns(seed: int, rows: int, batch: int = 2) -> np.ndarray:
    return np.random.RandomState(seed).uniform(-2, 2, (rows, batch))


def logistic(z: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-z))


@given(SEEDS)
def test_an_lstm_step_is_the_lessons_six_equations(seed: int) -> None:
    w = seeded(Spec(3, 4), seed)
    x, h, c = columns(seed, 3), columns(seed + 1, 4), columns(seed + 2, 4)

    step = lstm(w, x, (h, c))

    f = logistic(w.W_fF @ x + w.W_fR @ h + w.b_f)
    i = logistic(w.W_iF @ x + w.W_iR @ h + w.b_i)
    g = np.tanh(w.W_cF @ x + w.W_cR @ h + w.b_c)
    o = logistic(w.W_oF @ x + w.W_oR @ h + w.b_o)
    new_c = f * c + i * g
    for found, expected in zip(step, (x, f, i, g, o, new_c, o * np.tanh(new_c)), strict=True):
        np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-14)


@given(SEEDS)
def test_an_rnn_step_is_one_tanh(seed: int) -> None:
    w = seeded(Spec(3, 4, cell="rnn"), seed)
    x, h = columns(seed, 3), columns(seed + 1, 4)

    np.testing.assert_allclose(rnn(w, x, (h,)).h, np.tanh(w.W_hF @ x + w.W_hR @ h + w.b_h), rtol=1e-12, atol=1e-14)


@given(SEEDS)
def test_a_gru_resets_before_the_recurrent_product(seed: int) -> None:
    w = seeded(Spec(3, 4, cell="gru"), seed)
    x, h = columns(seed, 3), columns(seed + 1, 4)

    step = gru(w, x, (h,))

    z = logistic(w.W_zF @ x + w.W_zR @ h + w.b_z)
    r = logistic(w.W_rF @ x + w.W_rR @ h + w.b_r)
    n = np.tanh(w.W_nF @ x + w.W_nR @ (r * h) + w.b_n)
    np.testing.assert_allclose(step.h, (1 - z) * n + z * h, rtol=1e-12, atol=1e-14)


@given(SEEDS)
def test_peepholes_see_the_old_cell_state_but_the_output_gates_the_new(seed: int) -> None:
    w = seeded(Spec(3, 4, peepholes=True), seed)
    x, h, c = columns(seed, 3), columns(seed + 1, 4), columns(seed + 2, 4)

    step = lstm(w, x, (h, c))

    f = logistic(w.W_fF @ x + w.W_fR @ h + w.p_f * c + w.b_f)
    i = logistic(w.W_iF @ x + w.W_iR @ h + w.p_i * c + w.b_i)
    new_c = f * c + i * np.tanh(w.W_cF @ x + w.W_cR @ h + w.b_c)
    o = logistic(w.W_oF @ x + w.W_oR @ h + w.p_o * new_c + w.b_o)
    for found, expected in zip((step.f, step.i, step.c, step.o), (f, i, new_c, o), strict=True):
        np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize(
    ("coupled", "free", "other"), [("input_from_forget", "f", "i"), ("forget_from_input", "i", "f")]
)
@given(seed=SEEDS)
def test_a_coupled_gate_is_what_the_other_leaves(coupled: str, free: str, other: str, seed: int) -> None:
    w = seeded(Spec(3, 4, coupled=coupled), seed)
    x, h, c = columns(seed, 3), columns(seed + 1, 4), columns(seed + 2, 4)

    step = lstm(w, x, (h, c))

    opened = logistic(w[f"W_{free}F"] @ x + w[f"W_{free}R"] @ h + w[f"b_{free}"])
    np.testing.assert_allclose(getattr(step, free), opened, rtol=1e-12)
    np.testing.assert_allclose(getattr(step, other), 1 - opened, rtol=1e-12)
    np.testing.assert_allclose(step.c, step.f * c + step.i * step.g, rtol=1e-12)


@given(SEEDS)
def test_a_projection_shortens_the_hidden_state_alone(seed: int) -> None:
    w = seeded(Spec(3, 4, proj_size=2), seed)

    step = lstm(w, columns(seed, 3), (columns(seed + 1, 2), columns(seed + 2, 4)))

    np.testing.assert_allclose(step.h, w.W_P @ (step.o * np.tanh(step.c)), rtol=1e-12, atol=1e-14)
    assert (step.h.shape, step.c.shape) == ((2, 2), (4, 2))


@given(SEEDS)
def test_a_gru_may_reset_after_the_recurrent_product(seed: int) -> None:
    w = seeded(Spec(3, 4, cell="gru", reset_after=True), seed)
    x, h = columns(seed, 3), columns(seed + 1, 4)

    step = gru(w, x, (h,))

    n = np.tanh(w.W_nF @ x + w.b_n + step.r * (w.W_nR @ h + w.b_nR))
    np.testing.assert_allclose(step.n, n, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(step.h, (1 - step.z) * n + step.z * h, rtol=1e-12, atol=1e-14)


def test_float32_stays_float32() -> None:
    w, z = seeded(Spec(3, 4, dtype="float32"), 0), np.ones((3, 1), np.float32)

    step = lstm(w, z, (np.ones((4, 1), np.float32), np.ones((4, 1), np.float32)))

    assert {tensor.dtype for tensor in step} == {np.dtype("float32")}


def test_an_open_update_gate_keeps_the_state_of_a_gru() -> None:
    spec = Spec(1, 1, cell="gru")
    w = from_arrays(spec, {**zeros(spec), "b_z": [[40.0]]})

    assert gru(w, np.ones((1, 1)), (np.full((1, 1), 0.3),)).h.item() == pytest.approx(0.3)


@given(SEEDS)
def test_without_bias_nothing_is_added(seed: int) -> None:
    bare, spec = seeded(Spec(3, 4, bias=False), seed), Spec(3, 4)
    padded = from_arrays(spec, {**zeros(spec), **bare})
    x, state = columns(seed, 3), (columns(seed + 1, 4), columns(seed + 2, 4))

    np.testing.assert_array_equal(lstm(bare, x, state).h, lstm(padded, x, state).h)


def test_all_gates_are_half_open_when_nothing_is_heard() -> None:
    step = lstm(zeros(Spec(2, 3)), np.ones((2, 1)), (np.zeros((3, 1)), np.ones((3, 1))))

    assert (step.f == 0.5).all()
    assert (step.c == 0.5).all()


def test_the_candidate_can_be_another_activation() -> None:
    w = from_arrays(Spec(1, 1), {**zeros(Spec(1, 1)), "b_c": [[-1.0]]})
    nothing = np.zeros((1, 1))

    step = lstm(w, nothing, (nothing, nothing), candidate=sigmoid)

    assert step.g.item() == pytest.approx(logistic(-1.0))


@given(SEEDS)
def test_the_other_cells_too_can_have_other_activations(seed: int) -> None:
    plain, gated = seeded(Spec(3, 4, cell="rnn"), seed), seeded(Spec(3, 4, cell="gru"), seed)
    x, h = columns(seed, 3), columns(seed + 1, 4)

    step = gru(gated, x, (h,), gate=tanh, candidate=sigmoid)

    z, r = (np.tanh(gated[f"W_{g}F"] @ x + gated[f"W_{g}R"] @ h + gated[f"b_{g}"]) for g in "zr")
    n = logistic(gated.W_nF @ x + gated.W_nR @ (r * h) + gated.b_n)
    np.testing.assert_allclose(step.h, (1 - z) * n + z * h, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(
        rnn(plain, x, (h,), activation=sigmoid).h,
        logistic(plain.W_hF @ x + plain.W_hR @ h + plain.b_h),
        rtol=1e-12,
        atol=1e-14,
    )


@pytest.mark.parametrize("function", [sigmoid, tanh])
@given(z=st.floats(-750, 750))
def test_activations_are_accurate_and_quiet_however_large_the_input(function: object, z: float) -> None:
    # From math: exp on the side where it cannot overflow, and tanh.
    small = math.exp(-abs(z))
    expected = {"sigmoid": (1 if z >= 0 else small) / (1 + small), "tanh": math.tanh(z)}
    name = "sigmoid" if function is sigmoid else "tanh"

    assert function(np.array([[z]])).item() == pytest.approx(expected[name], rel=1e-15, abs=1e-320)


def test_saturated_gates_are_exactly_what_float64_makes_of_them() -> None:
    assert sigmoid(np.array([[-np.inf, 40.0, np.inf]])).tolist() == [[0.0, 1.0, 1.0]]


VARIANTS = [
    (Spec(3, 4), lstm, 2),
    (Spec(3, 4, peepholes=True), lstm, 2),
    (Spec(3, 4, coupled="input_from_forget"), lstm, 2),
    (Spec(3, 4, coupled="forget_from_input", peepholes=True), lstm, 2),
    (Spec(3, 4, cell="rnn"), rnn, 1),
    (Spec(3, 4, cell="gru"), gru, 1),
    (Spec(3, 4, cell="gru", reset_after=True), gru, 1),
]


@pytest.mark.parametrize(("spec", "step", "states"), VARIANTS)
@given(seed=SEEDS)
def test_the_same_step_runs_on_intervals_and_encloses_the_arrays(
    spec: Spec, step: object, states: int, seed: int
) -> None:
    w = seeded(spec, seed)
    x, state = columns(seed, 3), tuple(columns(seed + part, 4) for part in range(1, states + 1))

    values = step(w, x, state)
    ranges = step(w, Interval(x, x), tuple(Interval(part, part) for part in state))

    assert all(found.contains(value) for found, value in zip(ranges, values, strict=True))
    assert max(found.width.max() for found in ranges) < 1e-13
