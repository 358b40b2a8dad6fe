"""The frameworks' own equations, written out again here from their documentation, on the arrays we hand them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_reference import Spec, Unsupported, from_arrays, layouts, run, seeded

SEEDS = st.integers(0, 10_000)
Arrays = dict[str, np.ndarray]


def sigmoid(z: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-z))


def torch_lstm(p: Arrays, x: np.ndarray) -> np.ndarray:
    h = c = np.zeros(p["weight_hh_l0"].shape[1])
    for x_t in x:
        i, f, g, o = np.split(p["weight_ih_l0"] @ x_t + p["bias_ih_l0"] + p["weight_hh_l0"] @ h + p["bias_hh_l0"], 4)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
    return h


def torch_rnn(p: Arrays, x: np.ndarray) -> np.ndarray:
    h = np.zeros(p["weight_hh_l0"].shape[1])
    for x_t in x:
        h = np.tanh(x_t @ p["weight_ih_l0"].T + p["bias_ih_l0"] + h @ p["weight_hh_l0"].T + p["bias_hh_l0"])
    return h


def keras_lstm(p: Arrays, x: np.ndarray) -> np.ndarray:
    h = c = np.zeros(p["recurrent_kernel"].shape[0])
    for x_t in x:
        i, f, g, o = np.split(x_t @ p["kernel"] + h @ p["recurrent_kernel"] + p["bias"], 4)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
    return h


def keras_gru(p: Arrays, x: np.ndarray) -> np.ndarray:
    h = np.zeros(p["recurrent_kernel"].shape[0])
    units = len(h)
    for x_t in x:
        x_z, x_r, x_h = np.split(x_t @ p["kernel"] + p["bias"], 3)
        z = sigmoid(x_z + h @ p["recurrent_kernel"][:, :units])
        r = sigmoid(x_r + h @ p["recurrent_kernel"][:, units : 2 * units])
        h = z * h + (1 - z) * np.tanh(x_h + (r * h) @ p["recurrent_kernel"][:, 2 * units :])
    return h


def keras_rnn(p: Arrays, x: np.ndarray) -> np.ndarray:
    h = np.zeros(p["recurrent_kernel"].shape[0])
    for x_t in x:
        h = np.tanh(x_t @ p["kernel"] + p["bias"] + h @ p["recurrent_kernel"])
    return h


def onnx_lstm(p: Arrays, x: np.ndarray) -> np.ndarray:
    w, r, (w_b, r_b) = p["W"][0], p["R"][0], np.split(p["B"][0], 2)
    h = c = np.zeros(r.shape[1])
    for x_t in x:
        i, o, f, c_t = np.split(w @ x_t + r @ h + w_b + r_b, 4)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(c_t)
        h = sigmoid(o) * np.tanh(c)
    return h


def onnx_gru(p: Arrays, x: np.ndarray) -> np.ndarray:
    (w_z, w_r, w_h), (r_z, r_r, r_h) = np.split(p["W"][0], 3), np.split(p["R"][0], 3)
    wb_z, wb_r, wb_h, rb_z, rb_r, rb_h = np.split(p["B"][0], 6)
    h = np.zeros(r_z.shape[1])
    for x_t in x:
        z = sigmoid(w_z @ x_t + r_z @ h + rb_z + wb_z)
        r = sigmoid(w_r @ x_t + r_r @ h + rb_r + wb_r)
        h = (1 - z) * np.tanh(w_h @ x_t + r_h @ (r * h) + rb_h + wb_h) + z * h
    return h


@pytest.mark.parametrize(
    ("kind", "pack", "options", "theirs"),
    [
        ("lstm", layouts.to_torch, {}, torch_lstm),
        ("rnn", layouts.to_torch, {}, torch_rnn),
        ("lstm", layouts.to_keras, {}, keras_lstm),
        ("rnn", layouts.to_keras, {}, keras_rnn),
        ("gru", layouts.to_keras, {"reset_after": False}, keras_gru),
        ("lstm", layouts.to_onnx, {}, onnx_lstm),
        ("gru", layouts.to_onnx, {}, onnx_gru),
    ],
)
@given(seed=SEEDS)
def test_a_framework_computes_the_same_from_our_arrays(
    kind: str, pack: object, options: dict[str, bool], theirs: object, seed: int
) -> None:
    spec = Spec(3, 4, cell=kind)
    weights, x = seeded(spec, seed), np.random.RandomState(seed).uniform(-2, 2, (5, 3))

    np.testing.assert_allclose(
        theirs(pack(spec, weights, **options), x), run(spec, weights, x).output[-1], rtol=1e-12, atol=1e-13
    )


TORCH = (layouts.to_torch, layouts.from_torch, {})
KERAS = (layouts.to_keras, layouts.from_keras, {"reset_after": False})
ONNX = (layouts.to_onnx, layouts.from_onnx, {})


@pytest.mark.parametrize(
    ("fields", "framework"),
    [
        *[({"cell": kind}, framework) for kind in ("lstm", "rnn") for framework in (TORCH, KERAS, ONNX)],
        *[({"cell": "gru"}, framework) for framework in (KERAS, ONNX)],
        *[({"cell": "gru", "reset_after": True}, framework) for framework in (TORCH, KERAS, ONNX)],
        ({"proj_size": 1}, TORCH),
        ({"peepholes": True}, ONNX),
        ({"coupled": "forget_from_input"}, ONNX),
        ({"coupled": "forget_from_input", "peepholes": True}, ONNX),
    ],
)
@given(
    sizes=st.tuples(st.integers(1, 6), st.integers(2, 6)),
    more=st.fixed_dictionaries(
        {"bias": st.booleans(), "num_layers": st.integers(1, 3), "bidirectional": st.booleans()}
    ),
    seed=SEEDS,
)
def test_there_and_back_changes_nothing(
    fields: dict[str, object],
    framework: tuple[object, object, dict[str, bool]],
    sizes: tuple[int, int],
    more: dict[str, object],
    seed: int,
) -> None:
    (pack, unpack, options), spec = framework, Spec(*sizes, **fields, **more)
    weights = seeded(spec, seed)

    assert unpack(spec, pack(spec, weights, **options)) == weights


@pytest.mark.parametrize(
    ("pack", "fields", "message"),
    [
        (layouts.to_torch, {"peepholes": True}, "peepholes=True: PyTorch has no arrays for it"),
        (
            layouts.to_torch,
            {"coupled": "input_from_forget"},
            "coupled='input_from_forget': PyTorch has no arrays for it",
        ),
        (layouts.to_keras, {"peepholes": True}, "peepholes=True: Keras has no arrays for it"),
        (layouts.to_keras, {"proj_size": 2}, "proj_size=2: Keras has no arrays for it"),
        (layouts.to_onnx, {"proj_size": 2}, "proj_size=2: ONNX has no arrays for it"),
        (
            layouts.to_onnx,
            {"coupled": "input_from_forget"},
            "coupled='input_from_forget': ONNX couples the forget gate to the input gate",
        ),
    ],
)
def test_what_a_framework_cannot_hold_is_refused_by_name(pack: object, fields: dict[str, object], message: str) -> None:
    spec = Spec(3, 4, **fields)

    with pytest.raises(Unsupported, match=f"^{message}$"):
        pack(spec, seeded(spec, 0))


@pytest.mark.parametrize(
    ("pack", "fields", "shapes"),
    [
        (
            layouts.to_torch,
            {"bidirectional": True, "num_layers": 2, "proj_size": 2, "bias": False},
            {
                "weight_ih_l0": (16, 3),
                "weight_hh_l0": (16, 2),
                "weight_hr_l0": (2, 4),
                "weight_ih_l0_reverse": (16, 3),
                "weight_hh_l0_reverse": (16, 2),
                "weight_hr_l0_reverse": (2, 4),
                "weight_ih_l1": (16, 4),
                "weight_hh_l1": (16, 2),
                "weight_hr_l1": (2, 4),
                "weight_ih_l1_reverse": (16, 4),
                "weight_hh_l1_reverse": (16, 2),
                "weight_hr_l1_reverse": (2, 4),
            },
        ),
        (
            layouts.to_onnx,
            {"bidirectional": True, "peepholes": True},
            {"W": (2, 16, 3), "R": (2, 16, 4), "B": (2, 32), "P": (2, 12)},
        ),
        (
            layouts.to_onnx,
            {"num_layers": 2, "bias": False, "cell": "rnn"},
            {
                "layer0_W": (1, 4, 3),
                "layer0_R": (1, 4, 4),
                "layer1_W": (1, 4, 4),
                "layer1_R": (1, 4, 4),
            },
        ),
        (
            layouts.to_keras,
            {"bidirectional": True, "bias": False},
            {
                "forward_kernel": (3, 16),
                "forward_recurrent_kernel": (4, 16),
                "backward_kernel": (3, 16),
                "backward_recurrent_kernel": (4, 16),
            },
        ),
        (
            layouts.to_keras,
            {"num_layers": 2, "bias": False},
            {
                "layer0_kernel": (3, 16),
                "layer0_recurrent_kernel": (4, 16),
                "layer1_kernel": (4, 16),
                "layer1_recurrent_kernel": (4, 16),
            },
        ),
    ],
)
def test_layers_and_directions_are_named_the_frameworks_way(
    pack: object, fields: dict[str, object], shapes: dict[str, tuple[int, ...]]
) -> None:
    spec = Spec(3, 4, **fields)

    assert {name: array.shape for name, array in pack(spec, seeded(spec, 0)).items()} == shapes


@pytest.mark.parametrize(
    ("kind", "pack", "shapes"),
    [
        ("lstm", layouts.to_torch, [(20, 3), (20, 5), (20,), (20,)]),
        ("gru", layouts.to_torch, [(15, 3), (15, 5), (15,), (15,)]),
        ("rnn", layouts.to_torch, [(5, 3), (5, 5), (5,), (5,)]),
        ("lstm", layouts.to_keras, [(3, 20), (5, 20), (20,)]),
        ("gru", layouts.to_keras, [(3, 15), (5, 15), (2, 15)]),
        ("rnn", layouts.to_keras, [(3, 5), (5, 5), (5,)]),
        ("lstm", layouts.to_onnx, [(1, 20, 3), (1, 20, 5), (1, 40)]),
        ("gru", layouts.to_onnx, [(1, 15, 3), (1, 15, 5), (1, 30)]),
        ("rnn", layouts.to_onnx, [(1, 5, 3), (1, 5, 5), (1, 10)]),
    ],
)
def test_shapes_are_the_frameworks(kind: str, pack: object, shapes: list[tuple[int, ...]]) -> None:
    spec = Spec(3, 5, cell=kind)

    assert [array.shape for array in pack(spec, seeded(spec, 0)).values()] == shapes


@pytest.mark.parametrize(
    ("pack", "forward", "backward"),
    [
        (layouts.to_torch, "weight_ih_l0", "weight_ih_l0_reverse"),
        (layouts.to_keras, "forward_kernel", "backward_kernel"),
    ],
)
def test_each_direction_goes_by_its_name(pack: object, forward: str, backward: str) -> None:
    spec = Spec(3, 4, bidirectional=True)
    weights = from_arrays(
        spec, {name: np.full(a.shape, float(name.endswith("_reverse"))) for name, a in seeded(spec, 0).items()}
    )

    arrays = pack(spec, weights)

    assert (arrays[forward].max(), arrays[backward].min()) == (0.0, 1.0)


@given(SEEDS)
def test_the_two_biases_of_torch_are_summed(seed: int) -> None:
    spec = Spec(3, 4)
    arrays = layouts.to_torch(spec, seeded(spec, seed))

    arrays["bias_hh_l0"] = np.ones(16)

    np.testing.assert_array_equal(layouts.from_torch(spec, arrays).b_o, seeded(spec, seed).b_o + 1)


@given(SEEDS)
def test_the_two_biases_of_onnx_are_summed(seed: int) -> None:
    spec = Spec(3, 4)
    arrays = layouts.to_onnx(spec, seeded(spec, seed))

    arrays["B"][0, 16:] = np.repeat([1.0, 2.0, 3.0, 4.0], 4)

    read = layouts.from_onnx(spec, arrays)
    added = [read[f"b_{gate}"] - seeded(spec, seed)[f"b_{gate}"] for gate in "iofc"]
    np.testing.assert_allclose(added, np.broadcast_to(np.reshape([1.0, 2.0, 3.0, 4.0], (4, 1, 1)), (4, 4, 1)))


@pytest.mark.parametrize(
    ("pack", "unpack"),
    [
        (layouts.to_torch, layouts.from_torch),
        (layouts.to_keras, layouts.from_keras),
    ],
)
def test_a_gru_that_resets_after_the_product_is_not_read(pack: object, unpack: object) -> None:
    spec = Spec(3, 4, cell="gru")

    with pytest.raises(Unsupported, match=r"^cell='gru': .* resets after the recurrent product, this GRU before it$"):
        unpack(spec, pack(spec, seeded(spec, 0)))


@pytest.mark.parametrize(
    ("unpack", "change", "message"),
    [
        (layouts.from_torch, {"weight_ih_l0": np.zeros((16, 5))}, "weight_ih_l0 has 5 columns, Spec says 3"),
        (layouts.from_torch, {"bias_hh_l0": np.zeros(12)}, "bias_hh_l0 has 12 rows, Spec says 16"),
        (layouts.from_torch, {"weight_hr_l0": np.zeros((2, 4))}, "not expected: weight_hr_l0"),
        (layouts.from_keras, {"kernel": np.zeros((16, 3))}, "kernel has 16 rows, Spec says 3"),
        (layouts.from_keras, {"bias": np.full(16, np.nan)}, "bias holds NaN"),
        (layouts.from_onnx, {"W": np.zeros((2, 16, 3))}, "W has 2 directions, Spec says 1"),
        (layouts.from_onnx, {"B": np.zeros((1, 16))}, "B has 16 columns, Spec says 32"),
        (layouts.from_onnx, {"P": np.zeros((1, 12))}, "not expected: P"),
    ],
)
def test_arrays_that_do_not_fit_are_refused_by_name_and_axis(unpack: object, change: Arrays, message: str) -> None:
    spec = Spec(3, 4)
    pack = {
        layouts.from_torch: layouts.to_torch,
        layouts.from_keras: layouts.to_keras,
        layouts.from_onnx: layouts.to_onnx,
    }[unpack]

    with pytest.raises(ValueError, match=rf"^{message}$"):
        unpack(spec, pack(spec, seeded(spec, 0)) | change)


@pytest.mark.parametrize("pack", [layouts.to_torch, layouts.to_keras, layouts.to_onnx])
@pytest.mark.parametrize("other", [{"peepholes": True}, {"bias": False}, {"hidden_size": 5}, {"cell": "gru"}])
def test_weights_of_another_spec_are_not_packed_as_if_they_fitted(pack: object, other: dict[str, object]) -> None:
    weights = seeded(replace(Spec(3, 4), **other), 0)

    with pytest.raises(ValueError, match=r"^the weights are for Spec\(.*\), not for Spec\("):
        pack(Spec(3, 4), weights)


def test_missing_arrays_are_named() -> None:
    with pytest.raises(ValueError, match=r"^missing: B, R$"):
        layouts.from_onnx(Spec(3, 4), {"W": np.zeros((1, 16, 3))})


def test_the_gate_orders_are_the_documented_ones() -> None:
    spec = Spec(1, 1)
    marked = {gate: place for place, gate in enumerate("fico")}
    weights = from_arrays(
        spec, {name: np.full(array.shape, marked[name[2]]) for name, array in seeded(spec, 0).items()}
    )

    def read(array: np.ndarray) -> str:
        return "".join("fico"[int(place)] for place in array.ravel())

    assert read(layouts.to_torch(spec, weights)["weight_ih_l0"]) == "ifco"
    assert read(layouts.to_keras(spec, weights)["kernel"]) == "ifco"
    assert read(layouts.to_onnx(spec, weights)["W"]) == "iofc"
