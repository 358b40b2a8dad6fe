import pytest

from assessments.engine.diagnosis import NONE, Diagnosis
from assessments.engine.misconceptions import CATALOGUE

BIAS, SIGN, GONE = "no-bias", "sign-flipped", "long-gone"
NO_BIAS, FLIPPED = CATALOGUE[BIAS].title, CATALOGUE[SIGN].title

alone = Diagnosis.either(BIAS)
both = Diagnosis(((BIAS, SIGN),))
one_of_two = Diagnosis.either(BIAS, SIGN)
pair_or_pair = Diagnosis(((BIAS, SIGN), (GONE, BIAS)))


@pytest.mark.parametrize(
    ("diagnosis", "text"),
    [
        (NONE, ""),
        (alone, "no-bias"),
        (both, "no-bias + sign-flipped"),
        (one_of_two, "no-bias | sign-flipped"),
        (pair_or_pair, "no-bias + sign-flipped | long-gone + no-bias"),
    ],
)
def test_a_diagnosis_is_kept_as_text(diagnosis: Diagnosis, text: str) -> None:
    assert (str(diagnosis), Diagnosis.read(text), bool(diagnosis)) == (text, diagnosis, bool(text))


def test_each_tag_is_listed_once_in_the_order_told() -> None:
    assert (pair_or_pair.tags, pair_or_pair.first, NONE.first) == ((BIAS, SIGN, GONE), BIAS, "")


@pytest.mark.parametrize(
    ("diagnosis", "words"),
    [
        (NONE, ""),
        (alone, NO_BIAS),
        (Diagnosis.either(GONE), "long-gone"),
        (both, f"Two things at once: “{NO_BIAS}” and “{FLIPPED}”"),
        (Diagnosis(((BIAS, SIGN, GONE),)), f"3 things at once: “{NO_BIAS}” and “{FLIPPED}” and “long-gone”"),
        (one_of_two, f"Either “{NO_BIAS}”, or “{FLIPPED}”"),
        (pair_or_pair, f"Either “{NO_BIAS}” and “{FLIPPED}”, or “long-gone” and “{NO_BIAS}”"),
    ],
)
def test_a_diagnosis_is_told_in_one_line(diagnosis: Diagnosis, words: str) -> None:
    assert diagnosis.words() == words
