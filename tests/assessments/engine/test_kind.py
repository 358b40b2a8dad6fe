from typing import Any

import pytest

from assessments.engine.formats import Integer
from assessments.engine.kind import KINDS, Kind, drawn, given, load, text_of
from tests.assessments.engine.toys import a_kind


def a_positive(value: Any) -> int:
    if value < 1:
        raise ValueError("must be positive")
    return int(value)


@pytest.mark.usefixtures("own_kinds")
def test_a_kind_registers_by_existing() -> None:
    family = a_kind()

    assert KINDS["toy"] is family


def test_what_is_defined_in_a_test_is_gone_after_it() -> None:
    assert "toy" not in KINDS


@pytest.mark.usefixtures("own_kinds")
def test_a_class_without_a_slug_is_only_a_base() -> None:
    before = set(KINDS)

    type("Base", (Kind,), {})

    assert set(KINDS) == before


@pytest.mark.usefixtures("own_kinds")
def test_two_kinds_cannot_share_a_slug() -> None:
    a_kind()

    with pytest.raises(ValueError, match=r"^two kinds claim the slug 'toy'$"):
        type("Another", (Kind,), {"slug": "toy"})


def test_loading_finds_every_kind_of_the_house() -> None:
    load()

    assert {"feed-forward-shape", "layer-parameters", "named-quantity", "authored-choice"} <= set(KINDS)


@pytest.mark.usefixtures("own_kinds")
def test_fields_are_drawn_or_given() -> None:
    fields = {
        "__annotations__": {"n": "int", "gate": "str", "depth": "int", "width": "int"},
        "gate": drawn("fi"),
        "depth": given(a_positive),
        "width": given(a_positive, 3),
    }
    family = a_kind(**fields)

    assert family.domains() == {"n": (1, 2, 3, 4), "gate": ("f", "i")}
    assert (set(family.givens()), family.required()) == ({"depth", "width"}, {"depth"})


@pytest.mark.usefixtures("own_kinds")
def test_a_kind_that_says_no_more_is_posable_and_silent() -> None:
    kind = a_kind()(3)

    assert (kind.posable(), kind.because(), kind.remark(30), kind.statements(), kind.fixed_last()) == (
        True,
        "",
        "",
        (),
        frozenset(),
    )
    assert kind.natural_format() == Integer()


@pytest.mark.usefixtures("own_kinds")
def test_without_a_word_from_the_author_the_whole_domain_is_drawn() -> None:
    family = a_kind()

    assert family.usual({}) == family.allowed({}) == family.domains()


@pytest.mark.parametrize(
    ("value", "text"), [(3, "3"), (0.25, "0.25"), (1.0, "1"), (True, "yes"), (False, "no"), ("f", "f"), (1e-7, "1e-07")]
)
def test_drawn_values_are_printed_plainly(value: bool | float | str, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.usefixtures("own_kinds")
def test_a_stem_may_name_what_is_drawn() -> None:
    assert a_kind()(3).names() == {"n": "3"}


@pytest.mark.usefixtures("own_kinds")
def test_a_slip_can_be_the_right_answer_to_another_question() -> None:
    family = a_kind(
        __annotations__={"n": "int"}, n=drawn((2, 3)), slips=lambda _: iter([("twice", family(n=3)), ("none", 0)])
    )

    assert dict(family(n=2).wrong_answers()) == {"twice": family(n=3).answer(), "none": 0}
