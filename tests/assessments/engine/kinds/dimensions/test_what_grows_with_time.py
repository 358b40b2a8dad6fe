from assessments.engine.kinds.dimensions.what_grows_with_time import OFFERED, WhatGrowsWithTime
from assessments.engine.space import Space

SPACE = Space(WhatGrowsWithTime.domains())
INPUTS = "$x_1$ to $x_T$, all inputs in one array"
STATES = "$h_1$ to $h_T$, all hidden states in one array"
MATRIX = "$W_{fR}$, the recurrent matrix of the forget gate"
WHOLE = WhatGrowsWithTime(8, 12, 5, "f", "W_*R b_* x h input output")


def test_everywhere_only_whole_sequences_grow() -> None:
    for kind in (WhatGrowsWithTime(**point) for point in SPACE):
        assert kind.answer() == {INPUTS, STATES} & set(kind.statements())


def test_every_set_holds_something_that_grows_and_something_that_does_not() -> None:
    assert all({"input", "output"} & set(offered.split()) for offered in OFFERED)
    assert all({"W_*F", "W_*R"} & set(offered.split()) for offered in OFFERED)


def test_each_slip_is_another_network_or_another_idea_of_the_output() -> None:
    slips = dict(WHOLE.slips())
    bias, state = "$b_{f}$, the bias of the forget gate", "$h_T$, the hidden state after the last step"

    assert slips == {
        "time-adds-an-axis": {INPUTS, STATES, MATRIX, bias},
        "steps-as-features": {INPUTS, "$x_t$, the input at one step"},
        "units-for-steps": {INPUTS, STATES, MATRIX, bias, state},
        "last-step-only": {INPUTS},
    }


def test_one_long_input_would_widen_the_matrix_that_reads_it() -> None:
    kind = WhatGrowsWithTime(8, 12, 5, "f", "W_*F W_*R o c input")

    assert dict(kind.slips())["steps-as-features"] == {INPUTS, "$W_{fF}$, the feed-forward matrix of the forget gate"}


def test_without_the_output_there_is_no_last_step_to_take_it_for() -> None:
    assert "last-step-only" not in dict(WhatGrowsWithTime(8, 12, 5, "f", "W_*F W_*R o c input").slips())


def test_the_solution_compares_every_shape() -> None:
    lines = WHOLE.because().splitlines()

    assert f"- {MATRIX}: still (12, 12)." in lines
    assert f"- {STATES}: from (5, 1, 12) to **(10, 1, 12)**." in lines
