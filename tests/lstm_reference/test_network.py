import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_reference import Spec, from_arrays, run, seeded, zeros

SEEDS = st.integers(0, 10_000)
KINDS = pytest.mark.parametrize("kind", ["lstm", "rnn", "gru"])


def series(seed: int, *shape: int) -> np.ndarray:
    return np.random.RandomState(seed).uniform(-2, 2, shape)


def start(kind: str, seed: int, *shape: int) -> dict[str, np.ndarray]:
    names = ["h_0", "c_0"] if kind == "lstm" else ["h_0"]
    return {name: series(seed + place, *shape) for place, name in enumerate(names)}


def test_the_faces_of_a_batched_run_are_torchs() -> None:
    trace = run(Spec(3, 5), zeros(Spec(3, 5)), np.zeros((7, 2, 3)))

    assert (trace.output.shape, trace.h_n.shape, trace.c_n.shape) == ((7, 2, 5), (1, 2, 5), (1, 2, 5))


def test_the_faces_of_an_unbatched_run_lack_the_batch() -> None:
    trace = run(Spec(3, 5), zeros(Spec(3, 5)), np.zeros((7, 3)))

    assert (trace.output.shape, trace.h_n.shape, trace.c_n.shape) == ((7, 5), (1, 5), (1, 5))


def test_within_a_step_everything_is_a_column() -> None:
    step = run(Spec(3, 5), zeros(Spec(3, 5)), np.zeros((7, 2, 3))).steps[0]

    assert [tensor.shape for tensor in step] == [(3, 2)] + 6 * [(5, 2)]


def test_unbatched_columns_are_one_wide() -> None:
    step = run(Spec(3, 5), zeros(Spec(3, 5)), np.zeros((7, 3))).steps[0]

    assert [tensor.shape for tensor in step] == [(3, 1)] + 6 * [(5, 1)]


@KINDS
@given(seed=SEEDS)
def test_the_last_output_is_the_final_hidden_state(kind: str, seed: int) -> None:
    spec = Spec(3, 4, cell=kind)

    trace = run(spec, seeded(spec, seed), series(seed, 5, 2, 3))

    np.testing.assert_array_equal(trace.output[-1], trace.h_n[0])
    np.testing.assert_array_equal(trace.output[2], trace.steps[2].h.T)


@KINDS
@given(seed=SEEDS, cut=st.integers(1, 5))
def test_a_run_split_in_two_and_carried_on_is_one_run(kind: str, seed: int, cut: int) -> None:
    spec = Spec(3, 4, cell=kind)
    weights, x, state = seeded(spec, seed), series(seed, 6, 2, 3), start(kind, seed + 1, 1, 2, 4)

    whole = run(spec, weights, x, **state)
    first = run(spec, weights, x[:cut], **state)
    second = run(spec, weights, x[cut:], *first.state)

    np.testing.assert_array_equal(np.concatenate([first.output, second.output]), whole.output)
    np.testing.assert_array_equal(second.state, whole.state)


@KINDS
@given(seed=SEEDS, order=st.permutations(range(4)))
def test_sequences_of_a_batch_do_not_hear_each_other(kind: str, seed: int, order: list[int]) -> None:
    spec = Spec(3, 4, cell=kind)
    weights, x, state = seeded(spec, seed), series(seed, 5, 4, 3), start(kind, seed + 1, 1, 4, 4)

    shuffled = run(spec, weights, x[:, order], **{name: part[:, order] for name, part in state.items()})

    np.testing.assert_allclose(shuffled.output, run(spec, weights, x, **state).output[:, order], rtol=1e-12, atol=1e-13)


@KINDS
@given(seed=SEEDS)
def test_a_batch_of_one_is_the_unbatched_run(kind: str, seed: int) -> None:
    spec = Spec(3, 4, cell=kind)
    weights, x, state = seeded(spec, seed), series(seed, 5, 3), start(kind, seed + 1, 1, 4)

    batched = run(spec, weights, x[:, np.newaxis], **{name: part[:, np.newaxis] for name, part in state.items()})

    np.testing.assert_array_equal(batched.output[:, 0], run(spec, weights, x, **state).output)


@given(seed=SEEDS, order=st.permutations(range(4)))
def test_units_in_another_order_give_the_same_numbers_in_that_order(seed: int, order: list[int]) -> None:
    spec = Spec(3, 4)
    weights, x = seeded(spec, seed), series(seed, 5, 2, 3)
    renamed = {name: array[order][:, order] if name.endswith("R") else array[order] for name, array in weights.items()}

    shuffled = run(spec, from_arrays(spec, renamed), x)

    np.testing.assert_allclose(shuffled.output, run(spec, weights, x).output[..., order], rtol=1e-11, atol=1e-13)


@given(seed=SEEDS)
def test_the_state_starts_at_zero_unless_given(seed: int) -> None:
    spec, x = Spec(3, 4), series(seed, 5, 2, 3)
    weights, nothing = seeded(spec, seed), np.zeros((1, 2, 4))

    np.testing.assert_array_equal(run(spec, weights, x).output, run(spec, weights, x, nothing, nothing).output)


@given(seed=SEEDS)
def test_a_hidden_state_never_reaches_one(seed: int) -> None:
    spec = Spec(3, 4)

    trace = run(spec, seeded(spec, seed), 5 * series(seed, 6, 2, 3))

    assert (np.abs(trace.output) < 1).all()


def test_a_trace_does_not_follow_later_changes_of_its_input() -> None:
    x = np.ones((1, 3))

    trace = run(Spec(3, 4), zeros(Spec(3, 4)), x)
    x[0, 0] = 9.0

    assert trace.steps[0].x[0, 0] == 1.0


def test_lists_are_read_as_arrays() -> None:
    assert run(Spec(1, 1), zeros(Spec(1, 1)), [[1], [2]]).output.tolist() == [[0.0], [0.0]]


@pytest.mark.parametrize("kind", ["rnn", "gru"])
def test_only_an_lstm_has_a_final_cell_state(kind: str) -> None:
    spec = Spec(3, 4, cell=kind)

    with pytest.raises(AttributeError, match=r"^only an lstm carries a cell state$"):
        _ = run(spec, zeros(spec), np.zeros((1, 3))).c_n


@pytest.mark.parametrize("kind", ["rnn", "gru"])
def test_only_an_lstm_takes_a_cell_state(kind: str) -> None:
    spec = Spec(3, 4, cell=kind)

    with pytest.raises(ValueError, match=rf"^c_0 is given, but a cell of kind {kind} carries no cell state$"):
        run(spec, zeros(spec), np.zeros((1, 3)), c_0=np.zeros((1, 4)))


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({"x": np.zeros((7, 2, 5))}, "x has 5 features, Spec says 3"),
        ({"x": np.zeros((7, 5))}, "x has 5 features, Spec says 3"),
        ({"x": np.zeros((0, 3))}, "x has 0 steps, at least 1 is expected"),
        ({"x": np.zeros((7, 0, 3))}, "x has 0 sequences, at least 1 is expected"),
        ({"x": np.zeros(3)}, "x has 1 axes, 3 are expected: steps, sequences, features"),
        ({"x": np.full((7, 2, 3), np.nan)}, "x holds NaN"),
        ({"x": np.full((7, 2, 3), np.inf)}, "x holds an infinite value"),
        ({"x": [[1.0, 2.0, 3.0], [1.0]]}, "x is not an array of numbers"),
        ({"h_0": np.zeros((1, 2, 3))}, "h_0 has 3 units, Spec says 4"),
        ({"h_0": np.zeros((2, 2, 4))}, "h_0 has 2 layers, Spec says 1"),
        ({"c_0": np.zeros((1, 5, 4))}, "c_0 has 5 sequences, x has 2"),
        ({"c_0": np.zeros((1, 4))}, "c_0 has 2 axes, 3 are expected: layers, sequences, units"),
        ({"h_0": np.full((1, 2, 4), np.nan)}, "h_0 holds NaN"),
        ({"x": np.zeros((7, 3)), "h_0": np.zeros((1, 2, 4))}, "h_0 has 3 axes, 2 are expected: layers, units"),
    ],
)
def test_arrays_that_do_not_fit_are_refused_by_the_axis(arrays: dict[str, object], message: str) -> None:
    spec = Spec(3, 4)

    with pytest.raises(ValueError, match=rf"^{message}$"):
        run(spec, zeros(spec), **{"x": np.zeros((7, 2, 3)), **arrays})


def test_weights_of_another_spec_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^the weights are for Spec\(input_size=3, .* not for Spec\(input_size=4, "):
        run(Spec(4, 4), zeros(Spec(3, 4)), np.zeros((1, 4)))
