import pytest

from assessments.engine.texts.stems import fill, placeholders, unknown_names

NAMES = {"input_size": "80", "matrix": "W_{fF}", "text": "a {input_size} b"}


@pytest.mark.parametrize(
    ("stem", "filled"),
    [
        ("Size {input_size}.", "Size 80."),
        ("${matrix}$ of {input_size}", "$W_{fF}$ of 80"),
        ("{unknown} stays", "{unknown} stays"),
        (r"$\frac{a}{b}$ and $b_{f}$", r"$\frac{a}{b}$ and $b_{f}$"),
        (r"$\begin{matrix} {input_size} \end{matrix}$", r"$\begin{matrix} 80 \end{matrix}$"),
        (r"`f'\{unknown\}'` and \{input_size\} of {input_size}", "`f'{unknown}'` and {input_size} of 80"),
        (r"$\{a\}$ and 5 % of \{a\}", r"$\{a\}$ and 5 % of {a}"),
        ("{text}", "a {input_size} b"),  # once, not again in what was filled in
        ("{Input_size} {input-size} { input_size }", "{Input_size} {input-size} { input_size }"),
        ("{input_size.__class__} {input_size!r}", "{input_size.__class__} {input_size!r}"),
        ("", ""),
    ],
)
def test_known_names_are_replaced_and_nothing_else(stem: str, filled: str) -> None:
    assert fill(stem, NAMES) == filled


@pytest.mark.parametrize(
    ("stem", "unknown"),
    [
        ("{input_size}", []),
        ("{output_size} and {input_size} and {depth}", ["output_size", "depth"]),
        (r"$\frac{a}{b}$", []),
        (r"$$\frac{a}{b}$$ then {depth}", ["depth"]),
        ("$$\n\\begin{bmatrix} 1 \\end{bmatrix}\n$$", []),
        ("{A} {1}", []),
    ],
)
def test_names_that_nothing_fills_are_told(stem: str, unknown: list[str]) -> None:
    assert list(unknown_names(stem, NAMES)) == unknown


def test_all_placeholders_are_found_once() -> None:
    assert placeholders(r"{n} ${n} \begin{matrix}$ {matrix}") == {"n", "matrix"}
