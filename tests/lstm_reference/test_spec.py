import dataclasses

import pytest

from lstm_reference import Spec, Unsupported


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"bidirectional": 0}, "bidirectional=0: only False, True are computed"),
        ({"bias": 2}, "bias=2: only True, False are computed"),
        ({"peepholes": "full"}, "peepholes='full': only False, True are computed"),
        ({"coupled": True}, "coupled=True: only False, 'input_from_forget', 'forget_from_input' are computed"),
        ({"reset_after": 1}, "reset_after=1: only False, True are computed"),
        ({"dtype": "float16"}, "dtype='float16': only 'float64', 'float32' are computed"),
        ({"dtype": float}, "dtype=<class 'float'>: only 'float64', 'float32' are computed"),
        ({"cell": "mlstm"}, "cell='mlstm': only lstm, rnn, gru are computed"),
        ({"cell": "gru", "peepholes": True}, "cell='gru': peepholes is for lstm only"),
        ({"cell": "gru", "coupled": "input_from_forget"}, "cell='gru': coupled is for lstm only"),
        ({"cell": "rnn", "proj_size": 2}, "cell='rnn': proj_size is for lstm only"),
        ({"reset_after": True}, "cell='lstm': reset_after is for gru only"),
    ],
)
def test_what_is_not_computed_is_refused_by_name(fields: dict[str, object], message: str) -> None:
    with pytest.raises(Unsupported) as refusal:
        Spec(3, 5, **fields)

    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("sizes", "message"),
    [
        ((0, 5), "input_size is 0, the limits are 1 and 4096"),
        ((4097, 5), "input_size is 4097, the limits are 1 and 4096"),
        ((3, -1), "hidden_size is -1, the limits are 1 and 4096"),
        ((3, 10**9), "hidden_size is 1000000000, the limits are 1 and 4096"),
        ((3.0, 5), "input_size is 3.0, a whole number is expected"),
        ((3, "5"), "hidden_size is '5', a whole number is expected"),
        ((True, 5), "input_size is True, a whole number is expected"),
        ((3, None), "hidden_size is None, a whole number is expected"),
    ],
)
def test_a_size_out_of_bounds_is_refused_with_axis_and_limit(sizes: tuple[object, object], message: str) -> None:
    with pytest.raises(ValueError, match="_size") as refusal:
        Spec(*sizes)

    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"num_layers": 0}, "num_layers is 0, the limits are 1 and 64"),
        ({"num_layers": 65}, "num_layers is 65, the limits are 1 and 64"),
        ({"num_layers": True}, "num_layers is True, a whole number is expected"),
        ({"proj_size": 5}, "proj_size is 5, the limits are 0 and 4"),
        ({"proj_size": -1}, "proj_size is -1, the limits are 0 and 4"),
        ({"proj_size": False}, "proj_size is False, a whole number is expected"),
    ],
)
def test_a_number_out_of_bounds_is_refused_with_its_limit(fields: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        Spec(3, 5, **fields)


def test_a_layer_too_wide_for_the_next_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^what layer 1 reads is 8192, the limits are 1 and 4096$"):
        Spec(3, 4096, num_layers=2, bidirectional=True)


@pytest.mark.parametrize(
    ("spec", "reads"),
    [
        (Spec(3, 5, num_layers=2), [3, 5]),
        (Spec(3, 5, num_layers=3, bidirectional=True), [3, 10, 10]),
        (Spec(3, 5, num_layers=2, bidirectional=True, proj_size=2), [3, 4]),
    ],
)
def test_a_layer_reads_the_one_below(spec: Spec, reads: list[int]) -> None:
    assert [spec.layer(k).input_size for k in range(spec.num_layers)] == reads


@pytest.mark.parametrize(
    ("coupled", "gates"),
    [
        (False, ("f", "i", "c", "o")),
        ("input_from_forget", ("f", "c", "o")),
        ("forget_from_input", ("i", "c", "o")),
    ],
)
def test_coupling_saves_a_gate(coupled: bool | str, gates: tuple[str, ...]) -> None:
    assert Spec(3, 5, coupled=coupled).gates == gates


@pytest.mark.parametrize("size", [1, 4096])
def test_the_limits_themselves_are_allowed(size: int) -> None:
    assert Spec(size, size).hidden_size == size


@pytest.mark.parametrize("kind", ["lstm", "rnn", "gru"])
def test_three_kinds_of_cell_are_computed(kind: str) -> None:
    assert Spec(3, 5, cell=kind).cell == kind


def test_equal_specs_are_one_key() -> None:
    assert {Spec(3, 5): "same"}[Spec(3, 5)] == "same"


def test_a_spec_never_changes() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Spec(3, 5).hidden_size = 6


def test_all_but_the_sizes_is_given_by_name() -> None:
    with pytest.raises(TypeError):
        Spec(3, 5, "gru")
