from assessments.engine.kinds.parameters.listing import added, listed
from lstm_reference import Spec


def test_arrays_are_listed_with_shape_and_size() -> None:
    assert listed(Spec(3, 2), "keras") == (
        "- `kernel`, shape (3, 8): $3 \\times 8 = 24$\n"
        "- `recurrent_kernel`, shape (2, 8): $2 \\times 8 = 16$\n"
        "- `bias`, shape (8,): $8$"
    )


def test_numbers_are_added_up() -> None:
    assert added([24, 16, 8]) == "24 + 16 + 8"
