import pytest

from assessments.engine.kinds.dimensions.defined_products import OFFERED, USED, DefinedProducts, product
from assessments.engine.space import Space

SPACE = Space(DefinedProducts.domains())


def shapes(kind: DefinedProducts) -> dict[str, tuple[int, int]]:
    n, h = kind.input_size, kind.hidden_size
    plain = {"F": (h, n), "R": (h, h), "x": (n, 1), "h": (h, 1), "c": (h, 1)}
    return plain | {f"{name}'": (columns, rows) for name, (rows, columns) in plain.items()}


def test_everywhere_those_products_are_defined_whose_inner_sizes_agree() -> None:
    for kind in (DefinedProducts(**point) for point in SPACE):
        sizes = shapes(kind)
        factors = [pair.split() for pair in kind.products]
        agree = [sizes[left][1] == sizes[right][0] for left, right in factors]

        assert kind.answer() == {text for text, true in zip(kind.statements(), agree, strict=True) if true}


@pytest.mark.parametrize(
    ("left", "right", "gives"),
    [((50, 20), (20, 1), (50, 1)), ((50, 20), (50, 1), None), ((20, 1), (50, 20), None), ((1, 20), (20, 50), (1, 50))],
)
def test_numpy_decides(left: tuple[int, int], right: tuple[int, int], gives: tuple[int, int] | None) -> None:
    assert product(left, right) == gives


def test_some_but_not_all_products_of_a_set_are_defined_and_no_slip_finds_them() -> None:
    for offered in OFFERED:
        kind = DefinedProducts(20, 50, "f", offered)

        assert 0 < len(kind.answer()) < len(kind.products)
        assert set(USED) & set(kind.products)
        assert kind.answer() not in dict(kind.slips()).values()


def test_each_slip_has_its_own_idea_of_a_product() -> None:
    kind = DefinedProducts(20, 50, "f", OFFERED[0])
    slips = {tag: {pair for pair in kind.products if kind.text(pair) in chosen} for tag, chosen in kind.slips()}

    assert slips == {
        "transposed": {"F h", "R c", "F R"},
        "order-of-factors-ignored": {"F x", "R c", "F' h", "F R", "x F"},
        "defined-means-used": {"F x"},
    }


def test_the_solution_shows_the_sizes_that_meet() -> None:
    lines = DefinedProducts(20, 50, "f", OFFERED[0]).because().splitlines()

    assert r"- $W_{fF}\,x_t$ is **defined**: (50, 20) times (20, 1) gives (50, 1)." in lines
    assert r"- $W_{fF}\,W_{fR}$ is **not defined**: (50, 20) times (50, 50), and 20 is not 50." in lines
    assert r"- $W_{fF}^\top\,h_{t-1}$ is **defined**: (20, 50) times (50, 1) gives (20, 1)." in lines
