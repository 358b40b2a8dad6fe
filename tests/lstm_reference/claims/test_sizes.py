import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm_reference import Spec, from_arrays, run, seeded, settle
from lstm_reference.claims.reach import SEED, STEPS, reach


def test_an_lstm_counts_four_times_an_rnn() -> None:
    witness = settle("more-parameters-than-rnn")["the count"].witness

    assert witness == {"lstm": 4464, "rnn": 1116}


def test_more_parameters_do_not_carry_further() -> None:
    witness = settle("more-parameters-than-rnn")["as the reason for what it does better"].witness

    kept = witness["influence of the first input over that of the last"]
    assert witness["parameters"] == {"lstm": 1008, "rnn": 1036}
    assert kept["rnn"] < 1e-15
    assert kept["lstm, forget bias 0"] < 1e-10
    assert kept["lstm, forget bias 5"] > 0.05


@pytest.mark.parametrize("kind", ["lstm", "rnn"])
@settings(max_examples=5)
@given(seed=st.integers(0, 99))
def test_the_reach_is_that_of_finite_differences(kind: str, seed: int) -> None:
    spec = Spec(1, 1, cell=kind)
    weights = from_arrays(spec, {name: abs(array) for name, array in seeded(spec, seed).items()})
    x, near = np.random.RandomState(SEED).uniform(-1, 1, (STEPS, 1)), 1e-4

    def last(place: int, nudge: float) -> float:
        moved = x.copy()
        moved[place] += nudge
        return run(spec, weights, moved).output[-1].item()

    first, final = (last(place, near) - last(place, -near) for place in (0, STEPS - 1))

    assert reach(weights) == pytest.approx(abs(first / final), rel=1e-3, abs=1e-9)


def test_a_bias_is_told_by_convention() -> None:
    verdict = settle("one-bias-per-gate")

    assert {reading: finding.witness["biases"] for reading, finding in verdict.items()} == {
        "lesson": 48,
        "keras": 48,
        "torch": 96,
        "onnx": 96,
    }


def test_what_is_a_matter_of_words_is_undefined() -> None:
    assert settle("layer-contains-several-cells")["as stated"].holds is None
