import pytest

from assessments.engine.kinds.gates.activations import NONE, PARTS, SIGMOID, TANH, Activations
from assessments.engine.misconceptions import CATALOGUE
from assessments.engine.space import Space

SPACE = Space(Activations.domains())
# By the equations of each cell.
WITNESS = dict(zip("ABCDEFGHIJK", (*[SIGMOID] * 3, TANH, NONE, TANH, *[SIGMOID] * 2, TANH, NONE, TANH), strict=True))


def test_every_part_goes_through_the_function_of_its_equation_at_every_point() -> None:
    for kind in (Activations(**point) for point in SPACE):
        assert kind.answer() == tuple(WITNESS[letter] for letter in kind.offered)


def test_the_parts_are_told_in_the_order_of_their_letters() -> None:
    prompts = Activations("ADEFK").natural_format().facts()["prompts"]

    assert list(prompts) == [PARTS[letter].text for letter in "ADEFK"]


@pytest.mark.parametrize(
    ("tag", "wrong"),
    [
        ("tanh-for-sigmoid", (TANH, TANH, NONE, TANH, TANH)),
        ("sigmoid-for-tanh", (SIGMOID, SIGMOID, NONE, TANH, SIGMOID)),
        ("sum-squashed", (SIGMOID, TANH, TANH, TANH, TANH)),
        ("output-tanh-left-out", (SIGMOID, TANH, NONE, NONE, TANH)),
        ("activations-swapped", (TANH, SIGMOID, NONE, SIGMOID, SIGMOID)),
    ],
)
def test_a_mistake_puts_one_function_where_another_belongs(tag: str, wrong: tuple[str, ...]) -> None:
    kind = Activations("ADEFK")

    assert kind.answer() == (SIGMOID, TANH, NONE, TANH, TANH)
    assert dict(kind.slips())[tag] == wrong


def test_a_mistake_is_told_only_where_it_shows() -> None:
    assert dict(Activations("ABCGH").slips()).keys() == {"tanh-for-sigmoid", "activations-swapped"}
    assert not Activations("ABCGH").posable()


def test_the_solution_says_why_of_each_role_once() -> None:
    solution = Activations("ABDEK").because()

    assert r"- LSTM: candidate, on the way to $\tilde{C}_t$: **tanh**" in solution
    assert solution.count("A gate scales") == 1
    assert "A cell state can have any size" not in solution


def test_a_mistake_does_not_tell_which_function_would_be_right() -> None:
    hint = CATALOGUE["tanh-for-sigmoid"].hint

    assert "sigmoid" not in hint
    assert "belongs" not in hint
