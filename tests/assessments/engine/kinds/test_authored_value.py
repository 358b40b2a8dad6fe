from typing import Any

import pytest

from assessments.engine.definition import Definition, Faulty
from assessments.engine.grade import grade
from assessments.engine.kinds.authored_value import AuthoredValue
from assessments.engine.proving.verify import verify
from assessments.engine.variant import build


def a_value(form: str, value: str, *mistakes: dict[str, str], **more: Any) -> Definition:
    given = {"form": form, "value": value, "mistakes": list(mistakes)}
    return Definition.read({"kind": AuthoredValue.slug, "stem": "What?", "given": given, **more})


@pytest.mark.parametrize(
    ("form", "value", "raw", "score"),
    [
        ("shape", "(50, 1)", "50x1", 1),
        ("shape", "(50, 1)", "1x50", 0),
        ("integer", "4,464", "4464", 1),
        ("integer", "4464", "4463", 0),
        ("real", "1/4", "0.2504", 1),
        ("real", "1/4", "0.26", 0),
        ("interval", "(0, 1)", "0 < f < 1", 1),
        ("interval", "(0, 1)", "[0, 1]", 0),
        ("vector", "(1/4, -0.5)", "0.25; -0.5", 1),
        ("vector", "(1/4, -0.5)", "(-0.5, 0.25)", 0),
        ("rows", "12:24", "12 to 23", 1),
        ("rows", "12:24", "12 to 24", 0),
    ],
)
def test_an_answer_is_read_and_judged_as_its_form_says(form: str, value: str, raw: str, score: float) -> None:
    assert grade(build(a_value(form, value), {}, "seed")[0], raw).score == score


def test_the_item_may_set_the_tolerance() -> None:
    loose = a_value("real", "1/4", format={"tolerance": {"mode": "relative", "amount": 0.05}})

    assert grade(build(loose, {}, "seed")[0], "0.26").score == 1


@pytest.mark.parametrize(
    ("raw", "misconception", "remark"),
    [
        ("(50, 1)", "", ""),
        ("(1, 50)", "transposed", ""),
        ("(20, 1)", "foreseen-mistake", "That is $x_t$."),
        ("(20, 20)", "input-size-for-hidden", "Twice."),
        ("(7, 7, 7)", "wrong-rank", ""),
    ],
)
def test_a_foreseen_mistake_is_named_or_remarked_upon(raw: str, misconception: str, remark: str) -> None:
    definition = a_value(
        "shape",
        "(50, 1)",
        {"value": "(1, 50)", "tag": "transposed"},
        {"value": "20 x 1", "feedback": "That is $x_t$."},
        {"value": "20 x 20", "tag": "input-size-for-hidden", "feedback": "Twice."},
    )
    outcome = grade(build(definition, {}, "seed")[0], raw)

    assert (outcome.misconception, outcome.remark) == (misconception, remark)


def test_all_foreseen_mistakes_can_be_offered_to_choose_from() -> None:
    mistakes = [{"value": value, "feedback": "No."} for value in ("1", "2", "4")]
    definition = a_value("integer", "3", *mistakes, ask="choice", options=4)
    _, question = build(definition, {}, "seed")

    assert sorted(text for text, _ in question.options) == ["1", "2", "3", "4"]
    assert verify(definition).passed


@pytest.mark.parametrize(
    ("given", "field", "fault"),
    [
        ({"value": "7"}, "given.form", "is needed"),
        ({"form": "integer"}, "given.value", "is needed"),
        ({"form": "choice", "value": "7"}, "given.form", "must be one of shape, integer, real, vector, interval, rows"),
        ({"form": "integer", "value": "seven"}, "given.value", "is not a whole number"),
        ({"form": "integer", "value": 7}, "given.value", "needs a text"),
        ({"form": "real", "value": "1e999"}, "given.value", ""),
        ({"form": "interval", "value": "(1, 0)"}, "given.value", "lower end lies above"),
        (
            {"form": "integer", "value": "7", "mistakes": [{"value": "x", "tag": "transposed"}]},
            "given.mistakes",
            "mistake 1:",
        ),
        (
            {"form": "real", "value": "1/4", "mistakes": [{"value": "0.2501", "tag": "transposed"}]},
            "given.mistakes",
            "mistake 1: 0.2501 is right",
        ),
        ({"form": "integer", "value": "7", "mistakes": 7}, "given.mistakes", "must be a list"),
    ],
)
def test_a_faulty_question_names_the_field(given: dict[str, Any], field: str, fault: str) -> None:
    with pytest.raises(Faulty) as refused:
        Definition.read({"kind": AuthoredValue.slug, "stem": "What?", "given": given})

    assert list(refused.value.faults) == [field]
    assert fault in refused.value.faults[field]
