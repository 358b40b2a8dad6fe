from typing import Any

import pytest

from assessments.engine.definition import Definition, Faulty
from assessments.engine.grade import grade
from assessments.engine.kinds.named_quantity import NamedQuantity
from assessments.engine.proving.verify import verify
from assessments.engine.variant import build, posed

SIZES = {"input_size": 80, "hidden_size": 12, "steps": 10, "batch": 1, "seed": 0}
TOTAL = {"tensor": "parameters", "measure": "elements"}


def a_definition(given: dict[str, Any], **more: Any) -> Definition:
    return Definition.read({"kind": NamedQuantity.slug, "given": given, **more})


@pytest.mark.parametrize(
    ("given", "raw", "misconception"),
    [
        ({"tensor": "W_fF"}, "(12, 80)", ""),
        ({"tensor": "W_fF"}, "(80, 12)", "sizes-swapped"),
        ({"tensor": "W_fF"}, "(12, 12)", "recurrent-for-feed-forward"),
        ({"tensor": "b_f", "measure": "elements"}, "12", ""),
        ({"tensor": "b_f", "measure": "elements"}, "144", "matrix-for-vector"),
        ({"tensor": "W_fF", "measure": "axis", "axis": 1}, "80", ""),
        (TOTAL, "4464", ""),
        (TOTAL, "1116", "one-gate-only"),
        (TOTAL, "44640", "time-multiplies"),
        ({**TOTAL, "convention": "torch"}, "4512", ""),
        ({**TOTAL, "convention": "torch"}, "4464", "one-bias"),
        ({**TOTAL, "second": {"cell": "gru"}, "combine": "ratio"}, "4/3", ""),
        ({**TOTAL, "second": {"cell": "gru"}, "combine": "ratio"}, "0.75", "ratio-inverted"),
        ({**TOTAL, "second": {"cell": "rnn"}, "combine": "difference"}, "3348", ""),
        ({**TOTAL, "second": {"cell": "rnn"}, "combine": "difference"}, "1116", "second-only"),
        ({"tensor": "c", "measure": "range"}, "(-10, 10)", ""),
        ({"tensor": "c", "measure": "range"}, "[-10, 10]", "ends-open-closed"),
        ({"tensor": "c", "measure": "range"}, "(0, 1)", "range-of-gate"),
    ],
)
def test_whatever_is_named_is_judged(given: dict[str, Any], raw: str, misconception: str) -> None:
    outcome = grade(posed(a_definition(given), SIZES, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({}, {"given.tensor": "is needed"}),
        ({"tensor": "W_fF", "layer": 2}, {"given.layer": "is not decided by the author of this kind"}),
        (
            {"tensor": "W_fF", "measure": "norm"},
            {"given.measure": "must be one of shape, axis, elements, range, value"},
        ),
        (
            {"tensor": "W_fF", "measure": "value"},
            {"given.measure": "the value of W_fF is printed in the question, not computed"},
        ),
        (
            {"tensor": "W_fF", "second": {"tensor": "W_fR"}, "combine": "ratio"},
            {"given.combine": "a shape is not one number: only numbers are subtracted or divided"},
        ),
        (
            {"tensor": "W_fF", "measure": "elements", "combine": "ratio"},
            {"given.combine": "a second quantity and how to combine it, difference or ratio, belong together"},
        ),
    ],
)
def test_nonsense_is_refused_by_name(given: dict[str, Any], faults: dict[str, str]) -> None:
    with pytest.raises(Faulty) as refusal:
        a_definition(given)

    assert refusal.value.faults == faults


def test_a_value_is_refused_where_nobody_could_work_it_out() -> None:
    with pytest.raises(Faulty) as refusal:
        a_definition({"tensor": "h", "measure": "value"}, domains={"hidden_size": [50], "seed": [1]})

    assert refusal.value.faults == {"domains.hidden_size": "50 is outside what this kind draws, 1, 2, 3"}


def test_an_author_may_draw_larger_sizes_than_usual_and_time_as_noise() -> None:
    definition = a_definition(
        {"tensor": "W_fF"}, domains={"input_size": [300], "hidden_size": [512], "steps": {"from": 1, "to": 100}}
    )

    assert (len(definition.space), posed(definition, definition.space[99], "seed").key) == (100, (512, 300))


FEWER = {"input_size": {"from": 2, "to": 30}, "hidden_size": {"from": 2, "to": 25}}


@pytest.mark.parametrize(
    ("given", "domains", "space", "posable"),
    [
        ({"tensor": "W_fR"}, FEWER, 29 * 24, 29 * 24 - 24),
        ({**TOTAL, "cell": "gru"}, FEWER, 29 * 24, 29 * 24 - 24),
        ({"tensor": "c", "measure": "range"}, {}, 20, 19),  # after one step the state is as bounded as the candidate
        ({"tensor": "h", "measure": "range"}, {}, 5, 4),  # after five it is as good as between -1 and 1
    ],
)
def test_spaces_are_verified_whole(given: dict[str, Any], domains: dict[str, Any], space: int, posable: int) -> None:
    report = verify(a_definition(given, domains=domains))

    assert (report.space, report.posable, report.verified, report.failures) == (space, posable, posable, ())


@pytest.mark.parametrize(
    "given",
    [
        {"tensor": "f", "measure": "value"},
        {"tensor": "h", "measure": "value", "unit": 2},
        {"tensor": "h", "measure": "value", "cell": "gru"},
        {"tensor": "f", "measure": "value", "second": {"tensor": "i"}, "combine": "ratio"},
    ],
)
def test_values_are_verified(given: dict[str, Any]) -> None:
    report = verify(a_definition(given, domains={"seed": {"from": 0, "to": 49}}))

    assert report.passed
    assert report.posable > 0.7 * report.space


@pytest.mark.parametrize(("seed", "posable"), [(0, False), (1, True), (44, False)])
def test_a_ratio_of_or_to_next_to_nothing_is_turned_down(seed: int, posable: bool) -> None:
    given = {"tensor": "f", "measure": "value", "second": {"tensor": "g"}, "combine": "ratio"}
    kind = a_definition(given).kind_at({"input_size": 1, "hidden_size": 1, "steps": 1, "batch": 1, "seed": seed})

    smallest = min(abs(quantity.of(kind.drawn)) for quantity in kind.asked.quantities)

    assert (kind.posable(), smallest >= 0.05) == (posable, posable)


@pytest.mark.parametrize(
    ("given", "stem", "said"),
    [
        (
            {"tensor": "W_fF"},
            "With {input_size} inputs and {hidden_size} units: what is {quantity}?",
            "With 80 inputs and 12 units: what is the shape of",
        ),
        (
            {"tensor": "f", "measure": "value"},
            "Given {states} and {inputs}, with\n\n{weights}\n\nwhat comes out?",
            "Given",
        ),
    ],
)
def test_an_author_may_use_own_words(given: dict[str, Any], stem: str, said: str) -> None:
    definition = a_definition(given, stem=stem)
    params = SIZES if given["tensor"] == "W_fF" else definition.space[0]

    assert build(definition, params, "seed")[1].stem.startswith(f"<p>{said}")
