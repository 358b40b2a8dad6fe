import pytest

from assessments.engine.kinds.steps.gru_step import GRUStep
from assessments.engine.space import Space

SPACE = Space(GRUStep.domains())
TOLERANCE = 1e-12


def test_the_key_is_a_mixture_by_either_convention_at_every_point() -> None:
    for kind in (GRUStep(**point) for point in SPACE):
        kept = {"old": kind.update, "new": 1 - kind.update}[kind.share]

        assert abs(kind.answer() - (kept * kind.hidden + (1 - kept) * kind.candidate)) < TOLERANCE


def test_every_slip_follows_its_own_equation_at_every_point() -> None:
    for kind in (GRUStep(**point) for point in SPACE):
        z, n, h = kind.update, kind.candidate, kind.hidden
        kept, taken = {"old": (z, 1 - z), "new": (1 - z, z)}[kind.share]
        witness = {
            "update-gate-inverted": taken * h + kept * n,
            "candidate-left-out": kept * h,
            "state-not-carried": taken * n,
            "same-share-for-both": z * h + z * n,
            "candidate-in-full": kept * h + n,
            "old-state-in-full": h + taken * n,
        }
        assert {tag for tag, value in kind.wrong_answers() if abs(value - witness[tag]) < TOLERANCE} == set(witness)


@pytest.mark.parametrize(
    ("share", "told", "summed"),
    [
        ("old", "PyTorch", r"z_t \, h_{t-1} + (1 - z_t) \, \tilde{h}_t = 0.3 \cdot (-0.5) + 0.7 \cdot 0.8 = 0.41$$"),
        ("new", "Chung", r"(1 - z_t) \, h_{t-1} + z_t \, \tilde{h}_t = 0.7 \cdot (-0.5) + 0.3 \cdot 0.8 = -0.11$$"),
    ],
)
def test_stem_and_solution_say_whose_share_it_is(share: str, told: str, summed: str) -> None:
    kind = GRUStep(update=0.3, candidate=0.8, hidden=-0.5, share=share)

    assert told in kind.names()["convention"]
    assert summed in kind.because()


def test_the_solution_tells_what_the_other_convention_gives() -> None:
    assert GRUStep(0.3, 0.8, -0.5, "old").because().endswith("they would get $-0.11$ here.")
