import numpy as np
import pytest

from lstm_reference import Spec, Trace, faces, run, seeded

X = np.random.RandomState(0).uniform(-2, 2, (7, 3, 4))


def trace(**fields: object) -> Trace:
    spec = Spec(4, 5, **fields)
    return run(spec, seeded(spec, 0), X)


BOTH = {"num_layers": 2, "bidirectional": True}


@pytest.mark.parametrize(
    ("fields", "batch_first", "shapes"),
    [
        ({}, False, [(7, 3, 5), (1, 3, 5), (1, 3, 5)]),
        ({}, True, [(3, 7, 5), (1, 3, 5), (1, 3, 5)]),
        (BOTH, True, [(3, 7, 10), (4, 3, 5), (4, 3, 5)]),
        (BOTH | {"proj_size": 2}, False, [(7, 3, 4), (4, 3, 2), (4, 3, 5)]),
        ({"cell": "gru"}, False, [(7, 3, 5), (1, 3, 5)]),
    ],
)
def test_batch_first_moves_the_output_alone(
    fields: dict[str, object], batch_first: bool, shapes: list[tuple[int, ...]]
) -> None:
    assert [part.shape for part in faces.torch(trace(**fields), batch_first=batch_first).values()] == shapes


@pytest.mark.parametrize(
    ("fields", "return_sequences", "shape"),
    [({}, False, (3, 5)), ({}, True, (3, 7, 5)), (BOTH, False, (3, 10)), (BOTH, True, (3, 7, 10))],
)
def test_keras_gives_the_last_output_or_all(
    fields: dict[str, object], return_sequences: bool, shape: tuple[int, ...]
) -> None:
    assert faces.keras(trace(**fields), return_sequences=return_sequences).shape == shape


def test_keras_takes_the_reverse_direction_where_it_ends() -> None:
    both = trace(**BOTH)

    np.testing.assert_array_equal(
        faces.keras(both), np.concatenate([both.output[-1, :, :5], both.output[0, :, 5:]], axis=-1)
    )


@pytest.mark.parametrize(
    ("fields", "shapes"),
    [
        ({}, {"Y": (7, 1, 3, 5), "Y_h": (1, 3, 5), "Y_c": (1, 3, 5)}),
        (BOTH, {"Y": (7, 2, 3, 5), "Y_h": (2, 3, 5), "Y_c": (2, 3, 5)}),
        ({"cell": "rnn"}, {"Y": (7, 1, 3, 5), "Y_h": (1, 3, 5)}),
    ],
)
def test_onnx_has_an_axis_of_directions(fields: dict[str, object], shapes: dict[str, tuple[int, ...]]) -> None:
    assert {name: part.shape for name, part in faces.onnx(trace(**fields)).items()} == shapes


def test_onnx_pairs_the_final_states_with_the_ends_of_the_output() -> None:
    face = faces.onnx(trace(bidirectional=True))

    np.testing.assert_array_equal(face["Y"][-1, 0], face["Y_h"][0])
    np.testing.assert_array_equal(face["Y"][0, 1], face["Y_h"][1])


@pytest.mark.parametrize("face", [faces.torch, faces.keras, faces.onnx])
def test_a_run_without_a_batch_has_no_such_face(face: object) -> None:
    spec = Spec(4, 5)

    with pytest.raises(ValueError, match=r"^the run was of one sequence without a batch; give x as "):
        face(run(spec, seeded(spec, 0), X[:, 0]))
