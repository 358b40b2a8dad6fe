import pytest

from assessments.engine.proving.renders import look_alikes, skeleton


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("An LSTM has 80 inputs.", "An LSTM has 0 inputs."),
        ("$-0.25 + 1.5e-07 = (12, 345)$", "$0 + 0 = (0, 0)$"),
        ("“7 × 9” – no", "“0 × 0” – no"),
        ("no number", "no number"),
        ("3\ud800", "0\ud800"),  # what JSON may bring
    ],
)
def test_a_skeleton_has_its_numbers_made_equal(text: str, bare: str) -> None:
    assert skeleton(text) == bare


@pytest.mark.parametrize(
    ("options", "looks"),
    [
        (("$50 \\times 1$", "$1 \\times 50$"), []),
        (("$50 \\times 1$", "$ 50 \\times 1$", "$1 \\times 50$"), [2]),
        (("$50 \\times 1$", "$ 50 \\times 2$"), []),
        (("*A*", "*&#65;*"), [2]),
        (("*&#65;*", "*&#0065;*"), [2]),
        ((r"$a\phantom{1}$", r"$a\phantom{2}$"), []),
        (("plain", "plain too"), []),
    ],
)
def test_options_look_alike_by_what_a_reader_sees(options: tuple[str, ...], looks: list[int]) -> None:
    assert len(list(look_alikes(options))) == len(looks)


def test_an_option_that_cannot_be_set_is_told_elsewhere() -> None:
    assert list(look_alikes((r"$\nonsense$", "$x$"))) == []
