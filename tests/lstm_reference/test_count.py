import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_reference import Spec, Weights, count, parameters, run, zeros
from lstm_reference.count import arrays
from lstm_reference.detour import Detour

SIZES = st.integers(1, 40)
GATES = {"lstm": 4, "gru": 3, "rnn": 1}
BIASES = {"lesson": 1, "keras": 1, "torch": 2, "onnx": 2}


@pytest.mark.parametrize(
    ("spec", "convention", "total"),
    [
        (Spec(80, 12), "lesson", 4464),
        (Spec(80, 12), "torch", 4512),
        (Spec(20, 50), "lesson", 14200),
        (Spec(20, 50), "torch", 14400),
        # Published beside Keras models.
        (Spec(64, 128), "keras", 98816),
        (Spec(64, 256, cell="gru"), "keras", 247296),
        (Spec(256, 128, cell="rnn"), "keras", 49280),
        (Spec(4096, 256), "keras", 4457472),
        (Spec(3, 2), "keras", 48),
        (Spec(3, 5), "keras", 180),
    ],
)
def test_published_counts_come_out(spec: Spec, convention: str, total: int) -> None:
    assert parameters(spec, convention=convention).total == total


@given(SIZES, SIZES, st.sampled_from(sorted(GATES)), st.sampled_from(sorted(BIASES)))
def test_counts_agree_with_the_closed_form(n: int, h: int, kind: str, convention: str) -> None:
    # Keras's gru resets after the product and needs a second bias for that.
    biases = 2 if (kind, convention) == ("gru", "keras") else BIASES[convention]

    assert parameters(Spec(n, h, cell=kind), convention).total == GATES[kind] * h * (n + h + biases)


@given(SIZES, SIZES, st.sampled_from(sorted(GATES)), st.sampled_from(sorted(BIASES)))
def test_without_bias_every_convention_counts_the_same(n: int, h: int, kind: str, convention: str) -> None:
    assert parameters(Spec(n, h, cell=kind, bias=False), convention).total == GATES[kind] * h * (n + h)


@given(
    SIZES, st.integers(2, 9), st.integers(1, 3), st.booleans(), st.integers(0, 1), st.sampled_from(["lesson", "torch"])
)
def test_counts_of_stacks_agree_with_the_closed_form(
    n: int, h: int, layers: int, bidirectional: bool, p: int, convention: str
) -> None:
    spec = Spec(n, h, num_layers=layers, bidirectional=bidirectional, proj_size=p)
    D, q, b = 1 + bidirectional, p or h, BIASES[convention]
    read = [n] + [D * q] * (layers - 1)

    expected = sum(D * (4 * h * (reads + q + b) + h * p) for reads in read)

    assert parameters(spec, convention).total == expected


@pytest.mark.parametrize(
    ("fields", "convention", "total"),
    [
        ({"peepholes": True}, "lesson", 4 * 5 * (3 + 5 + 1) + 3 * 5),
        ({"peepholes": True}, "onnx", 4 * 5 * (3 + 5 + 2) + 3 * 5),
        ({"coupled": "input_from_forget"}, "lesson", 3 * 5 * (3 + 5 + 1)),
        ({"coupled": "forget_from_input", "peepholes": True}, "lesson", 3 * 5 * (3 + 5 + 1) + 2 * 5),
        ({"coupled": "forget_from_input"}, "onnx", 4 * 5 * (3 + 5 + 2)),
        ({"cell": "gru", "reset_after": True}, "keras", 3 * 5 * (3 + 5 + 2)),
        ({"cell": "gru", "reset_after": True}, "lesson", 3 * 5 * (3 + 5 + 1) + 5),
        ({"bidirectional": True}, "keras", 360),
        ({"bidirectional": True}, "onnx", 2 * 4 * 5 * (3 + 5 + 2)),
    ],
)
def test_variants_hold_what_they_say(fields: dict[str, object], convention: str, total: int) -> None:
    assert parameters(Spec(3, 5, **fields), convention).total == total


def test_the_published_bidirectional_count_comes_out() -> None:
    assert parameters(Spec(10, 64, bidirectional=True), "keras").total == 38400


@given(SIZES, SIZES)
def test_an_lstm_has_four_times_the_parameters_of_an_rnn(n: int, h: int) -> None:
    assert parameters(Spec(n, h)).total == 4 * parameters(Spec(n, h, cell="rnn")).total


def test_counts_are_told_by_matrix() -> None:
    counts = parameters(Spec(80, 12))

    assert (counts["W_fF"], counts["W_fR"], counts["b_f"], len(counts)) == (960, 144, 12, 12)


@pytest.mark.parametrize(
    ("convention", "names"),
    [
        ("keras", ["kernel", "recurrent_kernel", "bias"]),
        ("torch", ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"]),
        ("onnx", ["W", "R", "B"]),
    ],
)
def test_counts_go_by_the_conventions_own_names(convention: str, names: list[str]) -> None:
    assert list(parameters(Spec(3, 5), convention)) == names


@pytest.mark.parametrize("steps", [1, 7, 50])
def test_time_adds_no_parameters(steps: int) -> None:
    spec = Spec(3, 2)
    weights = zeros(spec)

    trace = run(spec, weights, [[[0.0] * 3]] * steps)

    assert trace.output.shape == (steps, 1, 2)
    assert sum(array.size for array in weights.values()) == parameters(spec).total == 48


def test_counts_are_remembered() -> None:
    assert parameters(Spec(3, 5), "torch") is parameters(Spec(3, 5), "torch")


def test_an_unknown_convention_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"^convention is 'caffe', one of lesson, keras, torch, onnx is expected$"):
        parameters(Spec(3, 5), "caffe")


@pytest.mark.parametrize(
    "spec",
    [
        Spec(3, 5),
        Spec(3, 5, bias=False, num_layers=2, bidirectional=True, proj_size=2),
        Spec(3, 5, peepholes=True, coupled="input_from_forget"),
        Spec(3, 5, cell="gru"),
        Spec(3, 5, cell="gru", reset_after=True),
        Spec(3, 5, cell="rnn"),
    ],
    ids=str,
)
def test_stacked_and_parted_again_it_is_the_same_arrays(spec: Spec) -> None:
    with Detour() as road:
        aside = arrays(spec)

    assert road.taken == 1
    assert {name: array.shape for name, array in aside.items()} == {name: a.shape for name, a in arrays(spec).items()}


@pytest.mark.parametrize("convention", sorted(BIASES))
def test_a_count_can_be_asked_another_way(convention: str) -> None:
    with Detour() as road:
        aside = parameters(Spec(6, 4), convention)

    assert road.taken == 1
    assert aside is not parameters(Spec(6, 4), convention)
    assert aside == parameters(Spec(6, 4), convention)


def test_a_gate_of_another_height_is_noticed_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = Spec(3, 5)
    monkeypatch.setattr(count, "zeros", lambda _: Weights(spec, {**zeros(spec), "W_fF": np.zeros((6, 3))}))

    with Detour():
        aside = arrays(spec)

    assert sum(array.size for array in aside.values()) < sum(array.size for array in arrays(spec).values())
