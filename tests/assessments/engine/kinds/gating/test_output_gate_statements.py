from assessments.engine.kinds.gating.output_gate_statements import POOL, OutputGateStatements


def test_what_is_true_of_the_output_gate() -> None:
    assert [letter for letter, statement in POOL.items() if statement.holds] == ["A", "C", "F", "I", "K"]


def test_every_handful_is_judged_by_its_letters() -> None:
    for offered in OutputGateStatements.domains()["offered"]:
        assert OutputGateStatements(offered).answer() == {POOL[letter].text for letter in offered if letter in "ACFIK"}


def test_who_forgets_that_the_hidden_state_is_fed_back_sends_it_up_only() -> None:
    slips = dict(OutputGateStatements("AFGJM").slips())

    assert slips["hidden-state-not-fed-back"] == {POOL[letter].text for letter in "AFGJ"}


def test_a_tanh_for_a_gate_lets_it_turn_signs() -> None:
    slips = dict(OutputGateStatements("ACEHJ").slips())

    assert slips["tanh-for-sigmoid"] == {POOL[letter].text for letter in "AE"}
