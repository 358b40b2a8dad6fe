from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_reference import Spec, from_arrays, run, seeded, zeros

SEEDS = st.integers(0, 10_000)
SPECS = st.sampled_from(
    [
        Spec(3, 4, bidirectional=True),
        Spec(3, 4, num_layers=2),
        Spec(3, 4, num_layers=2, bidirectional=True, proj_size=2),
        Spec(3, 4, num_layers=2, bidirectional=True, peepholes=True, coupled="forget_from_input"),
        Spec(3, 4, num_layers=3, cell="gru", reset_after=True, bidirectional=True),
        Spec(3, 4, num_layers=2, cell="rnn", bidirectional=True),
    ]
)


def series(seed: int, *shape: int) -> np.ndarray:
    return np.random.RandomState(seed).uniform(-2, 2, shape)


def start(spec: Spec, seed: int, sequences: int) -> list[np.ndarray]:
    places = spec.num_layers * spec.directions
    sizes = [spec.output_size, spec.hidden_size][: 2 if spec.cell == "lstm" else 1]
    return [series(seed + size, places, sequences, size) for size in sizes]


def test_the_faces_of_a_stack_are_torchs() -> None:
    spec = Spec(3, 5, num_layers=2, bidirectional=True, proj_size=4)

    trace = run(spec, zeros(spec), np.zeros((7, 2, 3)))

    assert (trace.output.shape, trace.h_n.shape, trace.c_n.shape) == ((7, 2, 8), (4, 2, 4), (4, 2, 5))


@given(SEEDS)
def test_a_layer_reads_what_the_one_below_puts_out(seed: int) -> None:
    spec = Spec(3, 4, num_layers=2)
    weights, x = seeded(spec, seed), series(seed, 5, 2, 3)
    (lower,), (upper,) = weights.layers

    below = run(lower.spec, lower, x)
    above = run(upper.spec, upper, below.output)

    trace = run(spec, weights, x)
    np.testing.assert_array_equal(trace.output, above.output)
    np.testing.assert_array_equal(trace.h_n, np.concatenate([below.h_n, above.h_n]))


@given(SEEDS)
def test_every_layer_and_direction_starts_from_its_own_state(seed: int) -> None:
    spec = Spec(3, 4, num_layers=2, bidirectional=True)
    weights, x, state = seeded(spec, seed), series(seed, 5, 2, 3), start(spec, seed, 2)

    layer, places = x, iter(range(4))
    for cells in weights.layers:
        outputs = []
        for way, cell in zip((1, -1), cells, strict=True):
            place = next(places)
            own = [part[place : place + 1] for part in state]
            outputs.append(run(cell.spec, cell, layer[::way], *own).output[::way])
        layer = np.concatenate(outputs, axis=-1)

    np.testing.assert_allclose(run(spec, weights, x, *state).output, layer, rtol=1e-12, atol=1e-14)


@given(SEEDS)
def test_the_reverse_direction_reads_from_the_end(seed: int) -> None:
    spec = Spec(3, 4, bidirectional=True)
    weights, x = seeded(spec, seed), series(seed, 5, 2, 3)
    forward, backward = weights.layers[0]

    ahead, behind = run(forward.spec, forward, x), run(backward.spec, backward, x[::-1])

    trace = run(spec, weights, x)
    np.testing.assert_array_equal(trace.output, np.concatenate([ahead.output, behind.output[::-1]], axis=-1))
    np.testing.assert_array_equal(trace.c_n, np.concatenate([ahead.c_n, behind.c_n]))


@given(SEEDS)
def test_the_reverse_directions_final_state_stands_at_the_first_place(seed: int) -> None:
    spec = Spec(3, 4, bidirectional=True)

    trace = run(spec, seeded(spec, seed), series(seed, 5, 2, 3))

    np.testing.assert_array_equal(trace.h_n[1], trace.output[0, :, 4:])


@given(SEEDS, st.sampled_from(["lstm", "gru", "rnn"]))
def test_swapped_directions_read_the_reversed_sequence_the_same(seed: int, kind: str) -> None:
    spec = Spec(3, 4, cell=kind, bidirectional=True)
    weights, x = seeded(spec, seed), series(seed, 5, 2, 3)
    (forward, backward), half = weights.layers[0], spec.output_size
    swapped = {f"{name}_l0": backward[name] for name in backward}
    swapped |= {f"{name}_l0_reverse": forward[name] for name in forward}

    turned = run(spec, from_arrays(spec, swapped), x[::-1]).output[::-1]

    np.testing.assert_allclose(turned, np.roll(run(spec, weights, x).output, half, axis=-1), rtol=1e-12, atol=1e-14)


@given(SEEDS, SPECS, st.lists(st.integers(1, 5), min_size=3, max_size=3))
def test_a_batch_of_lengths_is_its_sequences_one_by_one(seed: int, spec: Spec, lengths: list[int]) -> None:
    weights, x, state = seeded(spec, seed), series(seed, 5, 3, 3), start(spec, seed, 3)

    together = run(spec, weights, x, *state, lengths=lengths)

    for place, length in enumerate(lengths):
        here = slice(place, place + 1)
        alone = run(spec, weights, x[:length, here], *(part[:, here] for part in state))
        np.testing.assert_allclose(together.output[:length, here], alone.output, rtol=1e-12, atol=1e-14)
        assert not together.output[length:, here].any()
        for found, expected in zip(together.state, alone.state, strict=True):
            np.testing.assert_allclose(found[:, here], expected, rtol=1e-12, atol=1e-14)


@given(SEEDS, SPECS)
def test_full_lengths_change_nothing(seed: int, spec: Spec) -> None:
    weights, x = seeded(spec, seed), series(seed, 5, 2, 3)

    np.testing.assert_array_equal(run(spec, weights, x, lengths=[5, 5]).output, run(spec, weights, x).output)


@given(SEEDS, SPECS)
def test_a_batch_of_one_is_the_unbatched_stack(seed: int, spec: Spec) -> None:
    weights, x, state = seeded(spec, seed), series(seed, 5, 3), [part[:, 0] for part in start(spec, seed, 1)]

    alone = run(spec, weights, x, *state)
    batched = run(spec, weights, x[:, np.newaxis], *(part[:, np.newaxis] for part in state))

    np.testing.assert_array_equal(alone.output, batched.output[:, 0])
    np.testing.assert_array_equal(alone.h_n, batched.h_n[:, 0])


@pytest.mark.parametrize(("layers", "bidirectional", "count"), [(1, False, 7), (3, False, 21), (2, True, 28)])
def test_every_layer_and_direction_steps_once_for_each_place(layers: int, bidirectional: bool, count: int) -> None:
    spec = Spec(3, 4, num_layers=layers, bidirectional=bidirectional)

    assert len(run(spec, zeros(spec), np.zeros((7, 2, 3))).steps) == count


def test_steps_come_in_the_order_computed() -> None:
    spec = Spec(1, 1, bidirectional=True)

    trace = run(spec, zeros(spec), [[1.0], [2.0], [3.0]])

    assert [step.x.item() for step in trace.steps] == [1, 2, 3, 3, 2, 1]
    assert [step.x.item() for step in trace.layers[0][1]] == [1, 2, 3]


@given(SEEDS, SPECS)
def test_float32_runs_near_float64(seed: int, spec: Spec) -> None:
    single = replace(spec, dtype="float32")
    x = series(seed, 5, 2, 3)

    short = run(single, seeded(single, seed), x)

    assert {short.output.dtype, short.h_n.dtype} == {np.dtype("float32")}
    np.testing.assert_allclose(short.output, run(spec, seeded(spec, seed), x).output, rtol=0, atol=5e-6)


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({"h_0": np.zeros((1, 2, 4))}, "h_0 has 1 layers, Spec says 2"),
        ({"c_0": np.zeros((2, 3, 4))}, "c_0 has 3 sequences, x has 2"),
        ({"lengths": [7, 0]}, "lengths holds 0, the limits are 1 and 7"),
        ({"lengths": [8, 1]}, "lengths holds 8, the limits are 1 and 7"),
        ({"lengths": [1.5, 1]}, "lengths holds 1.5, the limits are 1 and 7"),
        ({"lengths": [7]}, "lengths has 1 sequences, Spec says 2"),
        ({"x": np.zeros((7, 3)), "lengths": [7]}, "lengths are given, but x is one sequence without a batch"),
    ],
)
def test_arrays_that_do_not_fit_are_refused_by_the_axis(arrays: dict[str, object], message: str) -> None:
    spec = Spec(3, 4, num_layers=2)

    with pytest.raises(ValueError, match=f"^{message}$"):
        run(spec, zeros(spec), **{"x": np.zeros((7, 2, 3)), **arrays})
