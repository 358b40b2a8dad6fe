import math
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_reference import settle

GATES = st.sampled_from(["f", "i", "o"])


@pytest.mark.parametrize(
    ("value", "status"),
    [
        (0.2, "proved"),
        (0.5, "proved"),
        (1e-9, "proved"),
        (1 - 1e-9, "proved"),
        (sys.float_info.min, "proved"),
        (math.nextafter(1.0, 0.0), "proved"),
        (0, "refuted"),
        (1, "refuted"),
        (0.0, "refuted"),
        (1.0, "refuted"),
        (2, "refuted"),
        (20, "refuted"),
        (200, "refuted"),
        (-0.2, "refuted"),
        (1.0000001, "refuted"),
        (-1e308, "refuted"),
    ],
)
def test_a_gate_puts_out_what_lies_strictly_between_0_and_1(value: float, status: str) -> None:
    assert settle("gate-output-attains", gate="f", value=value)["as stated"].status == status


@given(GATES, st.floats(0, 1, exclude_min=True, exclude_max=True))
def test_every_value_between_has_a_finite_pre_activation(gate: str, value: float) -> None:
    finding = settle("gate-output-attains", gate=gate, value=value)["as stated"]

    assert finding.status == "proved"
    assert math.isfinite(finding.witness["weights"][f"b_{gate}"])
    assert finding.witness[gate] == pytest.approx([value], rel=1e-12, abs=1e-320)


@given(GATES, st.one_of(st.floats(max_value=0, allow_infinity=False), st.floats(min_value=1, allow_infinity=False)))
def test_no_value_outside_is_attained(gate: str, value: float) -> None:
    assert settle("gate-output-attains", gate=gate, value=value)["as stated"].status == "refuted"


@pytest.mark.parametrize(
    ("claim", "statuses"),
    [
        ("gates-equal-same-inputs", {"as stated": "refuted"}),
        ("gates-differ", {"generically": "generic", "always": "refuted"}),
        ("gates-equal-same-weights", {"as stated": "refuted"}),
    ],
)
def test_whether_gates_agree(claim: str, statuses: dict[str, str]) -> None:
    assert {reading: finding.status for reading, finding in settle(claim).items()} == statuses


def test_the_tie_is_between_gates_with_different_weights() -> None:
    witness = settle("gates-differ")["always"].witness

    assert witness["weights"]["W_fF"] != witness["weights"]["W_iF"]
    assert witness["f"] == witness["i"]


def test_every_gate_holds_its_own_set() -> None:
    witness = settle("gates-equal-same-weights")["as stated"].witness

    assert (witness["sets"], witness["total"]) == ({"f": 12, "i": 12, "c": 12, "o": 12}, 48)
