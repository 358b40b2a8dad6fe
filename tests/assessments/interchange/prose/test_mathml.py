from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from assessments.engine.texts.markup import mathml
from assessments.interchange.prose.mathml import latex


@pytest.mark.parametrize(
    "formula",
    [
        r"x_t",
        r"W_{fF} x_t + b_f",
        r"\frac{1}{2}",
        r"\sqrt{n}",
        r"\sum_{i = 1}^n x_i^2",
        r"\begin{bmatrix} 1 & - 2 \\ 3 & 4.5 \end{bmatrix}",
        r"\sigma ( x ) \in ( 0, 1 )",
        r"\text{forget gate}",
        r"\mathbb{R}^{n \times m}",
    ],
)
def test_a_formula_comes_back_as_it_was(formula: str) -> None:
    tree = ET.fromstring(mathml(formula).replace("&nbsp;", " "))  # noqa: S314 -- our own

    assert latex(tree).replace(" ", "") == formula.replace(" ", "")


def test_signs_of_latex_in_foreign_words_begin_no_command() -> None:
    made = latex(ET.fromstring("<math><mtext>a\\href{b}$ % _ c</mtext><mo>%</mo><mi>$</mi></math>"))  # noqa: S314 -- our own

    assert made == r"\text{ahrefb c} \% \$"
