import re
from itertools import count
from typing import Any

import pytest

from assessments.engine import variant as variant_module
from assessments.engine.definition import Definition
from assessments.engine.formats import FORMATS, Choice, Ends, Integer, Real
from assessments.engine.grade import Outcome
from assessments.engine.kind import drawn
from assessments.engine.proving import verify as verify_module
from assessments.engine.proving.renders import Renders
from assessments.engine.proving.verify import Report, alike, verify, verify_places
from assessments.engine.texts.markup import render_inline
from lstm_reference import Spec, parameters
from lstm_reference.detour import on_detour
from tests.assessments.engine.toys import OTHER, SLIP, a_kind

COUNT = count()


class Labelled(Integer):
    slug = "labelled"

    def labels(self) -> tuple[str, ...]:
        return (r"$\nonsense$",)


del FORMATS["labelled"]  # nobody else gets to see it

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
        ({"answer": lambda _: None}, "TypeError: unsupported format string passed to NoneType.__format__"),
        ({"format": Labelled()}, r"unknown command \nonsense in $\nonsense$"),
    ],
)
def test_a_broken_kind_is_found_out(parts: dict[str, Any], fault: str) -> None:
    a_kind(**parts)
    report = verify(Definition("toy"))

    assert (report.posable, report.verified, report.passed) == (4, 0, False)
    assert report.failures[0] == {"params": {"n": 1}, "faults": [fault]}


def test_a_slip_that_goes_by_another_name_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    a_kind()
    monkeypatch.setattr(verify_module, "diagnose", lambda *_: OTHER)

    assert verify(Definition("toy")).failures[0]["faults"] == [f"the slip {SLIP!r} is diagnosed as {OTHER!r}"]


def test_a_key_that_grading_does_not_take_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    a_kind()
    monkeypatch.setattr(verify_module, "grade", lambda *_: Outcome(score=0.5, read_as="10", key="10"))

    assert verify(Definition("toy")).failures[0]["faults"] == ["the key 10 typed as shown is credited 0.5"]


def test_two_right_options_are_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    a_kind(format=Real(), answer=lambda _: 10.0, slips=lambda _: iter([(SLIP, 7.0)]))
    monkeypatch.setattr(variant_module, "option_texts", lambda *_: ("10", "10.0001", "7"))

    assert verify(Definition("toy", ask="choice")).failures[0]["faults"] == ["2 options are right where one should be"]


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ({"answer": lambda self: 10 * self.n + next(COUNT)}, r"asked again, the key is \d+ instead of \d+"),
        ({"names": lambda _: {"n": str(next(COUNT))}}, "asked again, the stem is another"),
    ],
)
def test_parameters_that_do_not_decide_the_question_are_found_out(parts: dict[str, Any], fault: str) -> None:
    a_kind(**parts)
    (found,) = verify(Definition("toy")).failures[0]["faults"]

    assert re.fullmatch(fault, found)


def test_parameters_that_do_not_decide_the_options_are_found_out() -> None:
    a_kind(slips=lambda self: iter([(SLIP, 1000 + next(COUNT)), (OTHER, 100 * self.n)]))

    assert verify(Definition("toy", ask="choice", options=3)).failures[0]["faults"] == [
        "asked again, the options are others"
    ]


def counted(self: Any) -> int:
    return parameters(Spec(self.n, 2)).total


def test_a_key_is_computed_another_way_too() -> None:
    a_kind(answer=counted)
    report = verify(Definition("toy"))

    assert (report.verified, report.computed_twice) == (4, 4)


def test_two_ways_that_do_not_agree_are_found_out() -> None:
    a_kind(answer=lambda self: counted(self) + on_detour())

    assert verify(Definition("toy")).failures[0]["faults"] == [
        "computed another way, the key is 33 instead of 32",
    ]


def test_rounding_sets_no_two_ways_apart() -> None:
    a_kind(format=Real(), answer=lambda self: self.n + 1e-12 * on_detour(), slips=lambda _: iter([(SLIP, 30.0)]))

    assert verify(Definition("toy")).computed_twice == 4


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (1.0, 1.0 + 1e-12, True),
        (1.0, 1.0 + 1e-6, False),
        ((1.0, (2, "a")), (1.0 + 1e-12, (2, "a")), True),
        ((1.0,), (1.0, 2.0), False),
        (Ends.open(0.0, 1.0), Ends.open(0.0, 1.0 - 1e-12), True),
        (Ends.open(0.0, 1.0), Ends.closed(0.0, 1.0), False),
        (frozenset("ab"), frozenset("ba"), True),
        (3, 4, False),
    ],
)
def test_numbers_are_alike_but_for_rounding(one: object, other: object, same: bool) -> None:
    assert alike(one, other) is same


def test_of_a_large_space_some_points_are_asked_twice() -> None:
    a_kind(answer=counted, n=drawn(range(1, 12)), m=drawn(range(1000)), __annotations__={"n": "int", "m": "int"})
    report = verify(Definition("toy"))

    assert (report.tried, report.verified) == (11_000, 11_000)
    assert report.computed_twice == 1000


def test_parts_of_a_space_add_up_to_the_whole() -> None:
    a_kind(answer=counted, posable=lambda self: self.n != 2, stems=("{m}",))
    definition = Definition("toy")
    parts = [verify_places(definition, places, 100, Renders(definition)) for places in (range(3), range(3, 4))]

    assert Report.joined(parts) == verify(definition)


def test_a_report_of_an_older_revision_can_be_read() -> None:
    report = Report(space=4, tried=4, posable=3, verified=3, slips={SLIP: 3})
    facts = {name: fact for name, fact in report.facts().items() if name != "computed_twice"}

    assert Report.read(facts | {"no longer kept": 1}).facts() == report.facts()


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
    assert str(report) == "verified 100 of 100 variants (a stratified sample of 100 of 500 points)"


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
        "computed_twice": 0,
        "trials": [],
        "whole": True,
        "passed": True,
    }


def test_both_ways_of_asking_are_verified() -> None:
    a_kind()

    assert str(verify(Definition("toy", ask="choice", options=3))) == "verified 4 of 4 variants"
