import json
import math
import re
from typing import Any

import numpy as np
import pytest

from lstm_reference import CLAIMS, Spec, from_arrays, run, settle, zeros

ARGUMENTS: dict[str, dict[str, Any]] = {
    "gate-output-attains": {"gate": "f", "value": 0.2},
    "gate-depends-on": {"gate": "o", "on": "c_prev"},
    "tensor-shape": {"tensor": "h_prev", "input_size": 20, "hidden_size": 50, "shape": "50×1"},
    "matrix-shapes": {"matrices": ["W_fF"], "input_size": 20, "hidden_size": 50, "shapes": ["50×20"]},
    "written-term-attains": {"value": -0.9},
    "written-term-follows-candidate": {"gate": "sigmoid"},
    "written-term-never-negative": {"gate": "sigmoid", "candidate": "tanh"},
}
FINDINGS = [
    pytest.param(finding, id=f"{name}, {reading}")
    for name in CLAIMS
    for reading, finding in settle(name, **ARGUMENTS.get(name, {})).items()
]


def test_the_claims_that_the_lesson_and_the_banks_need_are_there() -> None:
    assert set(CLAIMS) == {
        "all-gates-have-sigmoid",
        "always-better-than-two-sigmoids",
        "always-better-than-two-tanh",
        "candidate-sign-moves-state",
        "cell-state-is-kept-plus-written",
        "gate-depends-on",
        "gate-output-attains",
        "gates-are-functions-of-the-input",
        "gates-differ",
        "gates-equal-same-inputs",
        "gates-equal-same-weights",
        "gates-have-own-weights",
        "hidden-state-is-prediction",
        "higher-output-gate-passes-less",
        "higher-output-gate-passes-more",
        "layer-contains-several-cells",
        "matrix-shapes",
        "more-parameters-than-rnn",
        "one-bias-per-gate",
        "output-gate-considers-cell-state",
        "output-gate-leaves-cell-state",
        "output-gate-passes-to-next-layer",
        "output-size-is-number-of-classes",
        "pairing-eases-gradient",
        "positive-tanh-gives-positive-state",
        "positive-tanh-lowers-state",
        "positive-tanh-raises-state",
        "sigmoid-reads-hidden-state-alone",
        "six-equations",
        "step-reads-three-gives-two",
        "tensor-shape",
        "time-leaves-sizes-alone",
        "written-term-at-most-candidate",
        "written-term-attains",
        "written-term-follows-candidate",
        "written-term-never-negative",
        "written-term-sign-is-candidates",
    }


@pytest.mark.parametrize("finding", FINDINGS)
def test_a_finding_gives_one_reason_and_numbers(finding: Any) -> None:
    assert finding.why.endswith(".")
    assert finding.witness != {}


@pytest.mark.parametrize("finding", FINDINGS)
def test_a_witness_can_be_written_as_strict_json(finding: Any) -> None:
    assert json.loads(json.dumps(finding.witness, allow_nan=False)) == finding.witness


@pytest.mark.parametrize("finding", [found for found in FINDINGS if {"weights", "x"} <= found.values[0].witness.keys()])
def test_a_witness_that_is_a_cell_gives_its_numbers_again(finding: Any) -> None:
    x, nonzero = np.array(finding.witness["x"]), finding.witness["weights"]
    blank = zeros(Spec(x.shape[1], 1))
    filled = {name: np.full(blank[name].shape, value) for name, value in nonzero.items()}

    steps = run(blank.spec, from_arrays(blank.spec, {**blank, **filled}), x, by_gate=True).steps

    told = {name: numbers for name, numbers in finding.witness.items() if name in "fiogch"}
    assert told != {}
    assert {name: [getattr(step, name).item() for step in steps] for name in told} == told


@pytest.mark.parametrize("name", CLAIMS)
def test_a_verdict_is_the_same_every_time(name: str) -> None:
    arguments = ARGUMENTS.get(name, {})

    assert dict(settle(name, **arguments)) == dict(CLAIMS[name](**arguments))


@pytest.mark.parametrize("name", CLAIMS)
def test_a_verdict_is_not_changed_by_whoever_read_the_last_one(name: str) -> None:
    arguments = ARGUMENTS.get(name, {})
    first = settle(name, **arguments)
    told = json.dumps([finding.witness for finding in first.values()])

    for finding in first.values():
        for part in [*finding.witness.values(), finding.witness]:
            if hasattr(part, "clear"):
                part.clear()

    assert json.dumps([finding.witness for finding in settle(name, **arguments).values()]) == told


@pytest.mark.parametrize("ask", [settle, lambda name: CLAIMS[name]()])
def test_an_unknown_claim_is_named(ask: Any) -> None:
    with pytest.raises(ValueError, match=r"^unknown claim 'none-of-these'$"):
        ask("none-of-these")


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        (
            "gate-depends-on",
            {"gate": "c", "on": "x"},
            "gate-depends-on: gate is 'c', one of f, i, g, o is expected",
        ),
        (
            "gate-depends-on",
            {"gate": "f", "on": "c"},
            "gate-depends-on: on is 'c', one of x, h_prev, c_prev is expected",
        ),
        ("gates-differ", {"gate": "f"}, "gates-differ: got an unexpected keyword argument 'gate'"),
        ("gate-output-attains", {"gate": "f"}, "gate-output-attains: missing a required argument: 'value'"),
        (
            "gate-output-attains",
            {"gate": "c", "value": 0.2},
            "gate-output-attains: gate is 'c', one of f, i, o is expected",
        ),
        (
            "gate-output-attains",
            {"gate": [], "value": 0.2},
            "gate-output-attains: gate is [], one of f, i, o is expected",
        ),
        (
            "gate-output-attains",
            {"gate": "f", "value": "2"},
            "gate-output-attains: value is '2', a finite number is expected",
        ),
        (
            "gate-output-attains",
            {"gate": "f", "value": True},
            "gate-output-attains: value is True, a finite number is expected",
        ),
        (
            "gate-output-attains",
            {"gate": "f", "value": math.nan},
            "gate-output-attains: value is nan, a finite number is expected",
        ),
        (
            "gate-output-attains",
            {"gate": "f", "value": math.inf},
            "gate-output-attains: value is inf, a finite number is expected",
        ),
        (
            "written-term-attains",
            {"value": math.inf},
            "written-term-attains: value is inf, a finite number is expected",
        ),
        (
            "written-term-follows-candidate",
            {"gate": "relu"},
            "written-term-follows-candidate: gate is 'relu', one of sigmoid, tanh is expected",
        ),
        (
            "written-term-never-negative",
            {"gate": "tanh", "candidate": []},
            "written-term-never-negative: candidate is [], one of sigmoid, tanh is expected",
        ),
        ("tensor-shape", ARGUMENTS["tensor-shape"] | {"hidden_size": 0}, "hidden_size is 0, the limits are 1 and 4096"),
        (
            "tensor-shape",
            ARGUMENTS["tensor-shape"] | {"shape": "tall"},
            "shape is 'tall', sizes such as 50×1 are expected",
        ),
        (
            "tensor-shape",
            ARGUMENTS["tensor-shape"] | {"shape": (50, 1)},
            "shape is (50, 1), sizes such as 50×1 are expected",
        ),
        ("matrix-shapes", ARGUMENTS["matrix-shapes"] | {"shapes": []}, "matrix-shapes: 1 matrices, but 0 shapes"),
        (
            "matrix-shapes",
            ARGUMENTS["matrix-shapes"] | {"matrices": "W"},
            "matrix-shapes: matrices and shapes are two lists",
        ),
    ],
)
def test_arguments_that_do_not_fit_are_named(name: str, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        settle(name, **arguments)


@pytest.mark.parametrize("tensor", ["W_gF", "", None, []])
def test_an_unknown_tensor_is_named(tensor: object) -> None:
    with pytest.raises(ValueError, match=r"^unknown tensor .*, one of W_fF, .*, h_prev, c_prev is expected$"):
        settle("tensor-shape", **{**ARGUMENTS["tensor-shape"], "tensor": tensor})
