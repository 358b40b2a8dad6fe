import dataclasses

import pytest

from lstm_reference import Spec, Unsupported


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"num_layers": 2}, "num_layers=2: only num_layers=1 is computed so far"),
        ({"num_layers": True}, "num_layers=True: only num_layers=1 is computed so far"),
        ({"bidirectional": True}, "bidirectional=True: only bidirectional=False is computed so far"),
        ({"bidirectional": 0}, "bidirectional=0: only bidirectional=False is computed so far"),
        ({"proj_size": 3}, "proj_size=3: only proj_size=0 is computed so far"),
        ({"peepholes": True}, "peepholes=True: only peepholes=False is computed so far"),
        ({"coupled": True}, "coupled=True: only coupled=False is computed so far"),
        ({"cell": "mlstm"}, "cell='mlstm': only lstm, rnn, gru are computed"),
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


def test_a_bias_is_there_or_not() -> None:
    with pytest.raises(ValueError, match=r"^bias is 2, True or False is expected$"):
        Spec(3, 5, bias=2)


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
