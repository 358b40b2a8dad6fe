import copy
import dataclasses
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_reference import Spec, from_arrays, seeded, zeros

CELLS = st.sampled_from(["lstm", "rnn", "gru"])
SPECS = st.builds(
    Spec,
    st.integers(1, 9),
    st.integers(1, 9),
    cell=CELLS,
    bias=st.booleans(),
    num_layers=st.integers(1, 2),
    bidirectional=st.booleans(),
)


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("lstm", "W_fF W_fR b_f W_iF W_iR b_i W_cF W_cR b_c W_oF W_oR b_o"),
        ("rnn", "W_hF W_hR b_h"),
        ("gru", "W_zF W_zR b_z W_rF W_rR b_r W_nF W_nR b_n"),
    ],
)
def test_every_gate_has_two_matrices_and_a_bias(kind: str, names: str) -> None:
    assert list(zeros(Spec(3, 5, cell=kind))) == names.split()


@pytest.mark.parametrize(
    ("spec", "further"),
    [
        (Spec(3, 5, peepholes=True), {"p_f": (5, 1), "p_i": (5, 1), "p_o": (5, 1)}),
        (Spec(3, 5, proj_size=2), {"W_P": (2, 5)}),
        (Spec(3, 5, cell="gru", reset_after=True), {"b_nR": (5, 1)}),
    ],
)
def test_some_cells_have_further_weights(spec: Spec, further: dict[str, tuple[int, int]]) -> None:
    plain = zeros(Spec(3, 5, cell=spec.cell))

    assert {name: array.shape for name, array in zeros(spec).items() if name not in plain} == further


@pytest.mark.parametrize(
    ("coupled", "saved"),
    [("input_from_forget", {"W_iF", "W_iR", "b_i", "p_i"}), ("forget_from_input", {"W_fF", "W_fR", "b_f", "p_f"})],
)
def test_a_coupled_gate_has_no_weights(coupled: str, saved: set[str]) -> None:
    plain = zeros(Spec(3, 5, peepholes=True))

    assert set(plain) - set(zeros(Spec(3, 5, peepholes=True, coupled=coupled))) == saved


def test_a_projected_state_narrows_the_recurrent_weights() -> None:
    assert zeros(Spec(3, 5, proj_size=2)).W_oR.shape == (5, 2)


def test_layers_and_directions_have_longer_names() -> None:
    weights = zeros(Spec(3, 5, cell="rnn", num_layers=2, bidirectional=True))

    assert {name: array.shape for name, array in weights.items() if name.startswith("W_hF")} == {
        "W_hF_l0": (5, 3),
        "W_hF_l0_reverse": (5, 3),
        "W_hF_l1": (5, 10),
        "W_hF_l1_reverse": (5, 10),
    }


def test_a_layer_is_weights_with_the_short_names() -> None:
    weights = seeded(Spec(3, 5, num_layers=2, bidirectional=True), 0)

    cell = weights.layers[1][1]

    assert cell.spec == Spec(10, 5)
    assert cell.W_fF is weights.W_fF_l1_reverse


def test_a_single_cell_is_its_only_layer() -> None:
    weights = zeros(Spec(3, 5))

    assert weights.layers == ((weights,),)


def test_float32_weights_are_the_float64_ones_rounded() -> None:
    np.testing.assert_array_equal(
        seeded(Spec(3, 5, dtype="float32"), 0).W_fF, seeded(Spec(3, 5), 0).W_fF.astype(np.float32)
    )


def test_a_weight_too_large_for_float32_is_refused() -> None:
    spec = Spec(1, 1, cell="rnn", dtype="float32")

    with pytest.raises(ValueError, match=r"^b_h holds an infinite value$"):
        from_arrays(spec, {**zeros(spec), "b_h": [[1e39]]})


def test_without_bias_there_is_none() -> None:
    assert list(zeros(Spec(3, 5, cell="rnn", bias=False))) == ["W_hF", "W_hR"]


@pytest.mark.parametrize(
    ("name", "shape"),
    [("W_fF", (12, 80)), ("W_fR", (12, 12)), ("b_f", (12, 1)), ("W_cF", (12, 80)), ("b_o", (12, 1))],
)
def test_shapes_are_the_lessons(name: str, shape: tuple[int, int]) -> None:
    assert zeros(Spec(80, 12))[name].shape == shape


@given(SPECS, st.integers(0, 2**32 - 1))
def test_a_seed_gives_the_same_weights_every_time(spec: Spec, seed: int) -> None:
    assert seeded(spec, seed) == seeded(spec, seed)


def test_a_seed_gives_the_same_weights_on_every_machine() -> None:
    first = seeded(Spec(2, 3), 7).W_fF[0]

    np.testing.assert_array_equal(first, [-0.48923704636671766, 0.3232223801021302])


def test_another_seed_gives_other_weights() -> None:
    assert seeded(Spec(2, 3), 7) != seeded(Spec(2, 3), 8)


@given(SPECS, st.integers(0, 99))
def test_seeded_weights_stay_within_one_over_root_h(spec: Spec, seed: int) -> None:
    assert all((np.abs(array) <= spec.hidden_size**-0.5).all() for array in seeded(spec, seed).values())


def test_a_name_is_also_an_attribute() -> None:
    weights = seeded(Spec(3, 5), 0)

    assert weights.W_fF is weights["W_fF"]


def test_an_unknown_name_is_named() -> None:
    with pytest.raises(AttributeError, match=r"^no weights named 'W_gF'$"):
        _ = zeros(Spec(3, 5)).W_gF


def test_no_array_can_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        zeros(Spec(3, 5)).b_f[0] = 1.0


def test_no_array_can_be_replaced() -> None:
    with pytest.raises((AttributeError, TypeError)):
        zeros(Spec(3, 5)).W_fF = np.ones((5, 3))


def test_weights_stay_with_their_spec() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        zeros(Spec(3, 5)).spec = Spec(3, 6)


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_a_copy_is_equal(copied: object) -> None:
    weights = seeded(Spec(3, 5), 0)

    assert copied(weights) == weights


def test_weights_survive_pickling() -> None:
    weights = seeded(Spec(3, 5), 0)

    assert pickle.loads(pickle.dumps(weights)) == weights  # noqa: S301 -- pickled in this very line


def test_weights_of_another_spec_are_not_equal() -> None:
    assert zeros(Spec(3, 5)) != zeros(Spec(3, 5, bias=False))


def test_weights_are_not_equal_to_their_arrays() -> None:
    assert zeros(Spec(3, 5)) != dict(zeros(Spec(3, 5)))


def test_weights_say_what_they_are_for() -> None:
    assert repr(zeros(Spec(1, 1, cell="rnn"))).endswith("W_hF, W_hR, b_h)")


@given(SPECS, st.integers(0, 99))
def test_given_arrays_come_back(spec: Spec, seed: int) -> None:
    weights = seeded(spec, seed)

    assert from_arrays(spec, {name: array.tolist() for name, array in weights.items()}) == weights


def test_given_arrays_are_copied() -> None:
    mine = np.ones((5, 3))

    weights = from_arrays(Spec(3, 5), {**zeros(Spec(3, 5)), "W_fF": mine})
    mine[0, 0] = 2.0

    assert weights.W_fF[0, 0] == 1.0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"W_fF": np.zeros((5, 4))}, "W_fF has 4 columns, Spec says 3"),
        ({"W_fR": np.zeros((3, 5))}, "W_fR has 3 rows, Spec says 5"),
        ({"b_f": np.zeros(5)}, "b_f has 1 axes, 2 are expected: rows, columns"),
        ({"W_gF": np.zeros((5, 3))}, "not expected: W_gF"),
        ({"b_o": np.full((5, 1), np.nan)}, "b_o holds NaN"),
    ],
)
def test_arrays_that_do_not_fit_are_refused_by_name(change: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=rf"^{message}$"):
        from_arrays(Spec(3, 5), {**zeros(Spec(3, 5)), **change})


def test_missing_arrays_are_named() -> None:
    with pytest.raises(ValueError, match=r"^missing: W_hF, b_h$"):
        from_arrays(Spec(3, 5, cell="rnn"), {"W_hR": np.zeros((5, 5))})
