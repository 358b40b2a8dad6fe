import pytest

from assessments.engine.executed.anatomy import Shape, anatomy, handed_over, sized, stored
from lstm_reference import Spec

COLUMN, RECURRENT, FEED_FORWARD = (12, 1), (12, 12), (12, 80)


def test_the_lessons_example_has_the_lessons_shapes() -> None:
    assert anatomy(Spec(80, 12)) == {
        **dict.fromkeys(("W_fF", "W_iF", "W_cF", "W_oF"), FEED_FORWARD),
        **dict.fromkeys(("W_fR", "W_iR", "W_cR", "W_oR"), RECURRENT),
        **dict.fromkeys(("b_f", "b_i", "b_c", "b_o"), COLUMN),
        **dict.fromkeys("figoch", COLUMN),
        "x": (80, 1),
        "input": (1, 1, 80),
        "output": (1, 1, 12),
        "h_n": (1, 1, 12),
        "c_n": (1, 1, 12),
    }


@pytest.mark.parametrize(
    ("name", "shape"), [("c", (12, 3)), ("x", (80, 3)), ("output", (7, 3, 12)), ("c_n", (1, 3, 12)), ("W_fF", (12, 80))]
)
def test_time_and_batch_show_in_the_faces_only(name: str, shape: Shape) -> None:
    assert anatomy(Spec(80, 12), steps=7, batch=3)[name] == shape


@pytest.mark.parametrize(("cell", "inside"), [("rnn", {"x", "h"}), ("gru", {"x", "z", "r", "n", "h"})])
def test_other_cells_have_other_insides_and_no_cell_state(cell: str, inside: set[str]) -> None:
    found = anatomy(Spec(3, 2, cell=cell))

    assert {name for name in found if len(name) == 1} == inside
    assert "c_n" not in found


def test_an_anatomy_is_remembered() -> None:
    assert anatomy(Spec(80, 12)) is anatomy(Spec(80, 12))


def test_a_spec_is_found_again_by_its_sizes() -> None:
    assert sized(80, 12, cell="gru") is sized(80, 12, cell="gru")
    assert sized(80, 12, cell="gru", bias=False) == Spec(80, 12, cell="gru", bias=False)


@pytest.mark.parametrize("size", [True, 1.0, "1", 0])
def test_a_size_that_is_none_is_not_found_among_those_that_are(size: int) -> None:
    sized(1, 1)

    with pytest.raises(ValueError, match=r"^input_size is "):
        sized(size, 1)


@pytest.mark.parametrize(
    ("convention", "name", "shape"),
    [
        ("lesson", "W_fF", (12, 80)),
        ("keras", "kernel", (80, 48)),
        ("torch", "bias_hh_l0", (48,)),
        ("onnx", "R", (1, 48, 12)),
    ],
)
def test_a_layer_is_stored_as_each_convention_has_it(convention: str, name: str, shape: Shape) -> None:
    assert stored(Spec(80, 12), convention)[name] == shape


def test_what_is_stored_is_what_a_run_multiplies() -> None:
    found = anatomy(Spec(80, 12))

    assert {name: found[name] for name in stored(Spec(80, 12))} == stored(Spec(80, 12))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, [(7, 3, 12), (1, 3, 12), (1, 3, 12), (3, 7, 12), (3, 12), (3, 7, 12)]),
        ({"num_layers": 2}, [(7, 3, 12), (2, 3, 12), (2, 3, 12), (3, 7, 12), (3, 12), (3, 7, 12)]),
        ({"bidirectional": True}, [(7, 3, 24), (2, 3, 12), (2, 3, 12), (3, 7, 24), (3, 24), (3, 7, 24)]),
        (
            {"num_layers": 2, "bidirectional": True, "proj_size": 5},
            [(7, 3, 10), (4, 3, 5), (4, 3, 12), (3, 7, 10), (3, 10), (3, 7, 10)],
        ),
    ],
)
def test_a_run_hands_over_what_each_library_names(fields: dict[str, object], expected: list[Shape]) -> None:
    names = ("output", "h_n", "c_n", "output_batch_first", "last", "sequences")

    assert handed_over(Spec(80, 12, **fields), 7, 3) == dict(zip(names, expected, strict=True))


def test_what_is_handed_over_is_remembered() -> None:
    assert handed_over(sized(8, 4), 7, 3) is handed_over(sized(8, 4), 7, 3)
