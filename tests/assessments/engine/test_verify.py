from typing import Any

import pytest

from assessments.engine.definition import Definition
from assessments.engine.formats import Choice, Real
from assessments.engine.kind import drawn
from assessments.engine.markup import render_inline
from assessments.engine.verify import Report, verify, verify_all
from tests.assessments.engine.toys import OTHER, SLIP, a_kind

pytestmark = pytest.mark.usefixtures("own_kinds")


def test_a_sound_kind_is_verified_whole() -> None:
    a_kind()

    assert verify(Definition("toy")) == Report(
        space=4, tried=4, posable=4, verified=4, failures=(), turned_down={}, slips={SLIP: 4, OTHER: 4}
    )


def test_points_that_are_never_posed_are_counted_by_their_reason() -> None:
    a_kind(posable=lambda self: self.n != 2, slips=lambda _: iter([(SLIP, 30)]))
    report = verify(Definition("toy"))

    assert (report.posable, report.verified, report.passed) == (2, 2, True)
    assert report.turned_down == {
        "the kind turns these parameters down": 1,
        "the slip 'transposed' gives the right answer": 1,
    }


def test_where_nothing_can_be_posed_nothing_is_proven() -> None:
    a_kind(posable=lambda _: False)

    assert not verify(Definition("toy")).passed


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        (
            {"slips": lambda _: iter([("unheard-of", 1)])},
            "the slip 'unheard-of' is not in the catalogue",
        ),
        ({"stems": ("{n} and {m}?",)}, "the stem names {m}, which nothing fills"),
        ({"stems": (r"$\nonsense{n}$?",)}, r"unknown command \nonsense in $\nonsense1$"),
        ({"because": lambda _: r"$\nonsense$"}, r"unknown command \nonsense in $\nonsense$"),
        ({"format": Real(), "answer": lambda _: float("nan")}, "nan is no key: no answer can come close to it"),
        ({"answer": lambda _: 2.5}, "Unknown format code 'd' for object of type 'float'"),
        ({"answer": lambda self: 1 // (self.n - self.n)}, "ZeroDivisionError: integer division or modulo by zero"),
        (
            {"slips": lambda self: iter([(SLIP, self.missing)])},
            "AttributeError: 'Toy' object has no attribute 'missing'",
        ),
        ({"names": lambda _: {}["n"]}, "KeyError: 'n'"),
    ],
)
def test_a_broken_kind_is_found_out(parts: dict[str, Any], fault: str) -> None:
    a_kind(**parts)
    report = verify(Definition("toy"))

    assert (report.posable, report.verified, report.passed) == (4, 0, False)
    assert report.failures[0] == {"params": {"n": 1}, "faults": [fault]}


def test_a_key_that_is_not_credited_is_found_out() -> None:
    a_kind(format=Choice(weights={"10": 0.5}), answer=lambda _: "10", slips=lambda _: iter([(SLIP, "7")]))

    assert verify(Definition("toy", options=2)).failures[0]["faults"] == [
        "the key, typed as '10', would not be fully right"
    ]


@pytest.mark.parametrize(
    ("one", "other", "look"),
    [
        ("$x$", "$ x $", None),
        ("**a**", "__a__", "<strong>a</strong>"),
        ("a &lt; b", "a < b", "a &lt; b"),
    ],
)
def test_options_that_look_alike_are_found_out(one: str, other: str, look: str | None) -> None:
    a_kind(format=Choice(), answer=lambda _: one, slips=lambda _: iter([(SLIP, other), (OTHER, "y")]))
    fault = f"two options look alike: {look or render_inline(one)}"

    assert verify(Definition("toy", options=3)).failures[0]["faults"] == [fault]


def test_a_few_failures_stand_for_all() -> None:
    a_kind(stems=("{m}",), n=drawn(range(1, 101)))

    report = verify(Definition("toy"))

    assert (report.posable, report.verified, len(report.failures)) == (100, 0, 10)


def test_a_large_space_is_sampled_and_says_so() -> None:
    a_kind(n=drawn(range(1, 501)))
    report = verify(Definition("toy"), whole=100)

    assert (report.space, report.tried, report.whole, report.verified) == (500, 100, False, 100)
    assert str(report) == "verified 100 of 100 variants (a sample of 100 of 500 points)"


def test_a_report_is_kept_as_json() -> None:
    a_kind()

    assert verify(Definition("toy")).facts() == {
        "space": 4,
        "tried": 4,
        "posable": 4,
        "verified": 4,
        "failures": [],
        "turned_down": {},
        "slips": {SLIP: 4, OTHER: 4},
        "whole": True,
        "passed": True,
    }


@pytest.mark.slow
def test_many_definitions_are_verified_on_all_cores_in_order() -> None:
    narrow = {"input_size": [20, 80], "hidden_size": [12, 50]}
    definitions = [Definition.read({"kind": kind, "domains": narrow}) for kind in ("state-shape", "rnn-parameters")]

    assert list(verify_all(definitions)) == [verify(definition) for definition in definitions]


def test_both_ways_of_asking_are_verified() -> None:
    a_kind()

    assert str(verify(Definition("toy", ask="choice", options=3))) == "verified 4 of 4 variants"
