import math

from assessments.engine.kinds.gating.sigmoid_times_tanh import POOL, SigmoidTimesTanh


def test_what_is_true_of_the_pair() -> None:
    assert [letter for letter, statement in POOL.items() if statement.holds] == ["A", "C", "E", "G", "I"]


def test_every_handful_is_judged_by_its_letters() -> None:
    for offered in SigmoidTimesTanh.domains()["offered"]:
        assert SigmoidTimesTanh(offered).answer() == {POOL[letter].text for letter in offered if letter in "ACEGI"}


def test_who_takes_the_candidate_for_a_sigmoid_denies_negative_writes() -> None:
    slips = dict(SigmoidTimesTanh("AFGHI").slips())

    assert slips["sigmoid-for-tanh"] == {POOL[letter].text for letter in "AFI"}


def test_the_numbers_of_the_reasons_are_those_of_the_equation() -> None:
    assert 0.5 * 2 + 0.9 * 0.5 == 1.45
    assert f"{1 / (1 + math.exp(1)):.2f} {math.tanh(-1):.2f}" == "0.27 -0.76"
    assert round(0.27 * -0.76, 1) == -0.2
    assert round(0.95 * -0.95, 1) == -0.9
