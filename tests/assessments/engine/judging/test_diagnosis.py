import pytest

from assessments.engine.judging.diagnosis import NONE, Diagnosis, listed
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
        (Diagnosis(((BIAS, SIGN, GONE),)), f"Three things at once: “{NO_BIAS}”, “{FLIPPED}” and “long-gone”"),
        (one_of_two, f"Either “{NO_BIAS}”, or “{FLIPPED}”"),
        (pair_or_pair, f"Either “{NO_BIAS}” and “{FLIPPED}”, or “long-gone” and “{NO_BIAS}”"),
    ],
)
def test_a_diagnosis_is_told_in_one_line(diagnosis: Diagnosis, words: str) -> None:
    assert diagnosis.words() == words


def test_more_things_than_have_a_word_are_counted_in_figures() -> None:
    assert Diagnosis((tuple("abcdefg"),)).count() == "7 things at once"


@pytest.mark.parametrize(
    ("diagnoses", "text"),
    [
        ([], ""),
        ([NONE, alone, NONE], "no-bias"),
        ([alone, alone], "no-bias"),
        ([one_of_two, one_of_two], "no-bias | sign-flipped"),
        ([alone, Diagnosis.either(SIGN)], "no-bias + sign-flipped"),
        ([both, alone, Diagnosis.either(GONE)], "no-bias + sign-flipped + long-gone"),
        ([one_of_two, Diagnosis.either(GONE)], "long-gone"),
        ([one_of_two, pair_or_pair], ""),
    ],
)
def test_what_is_sure_of_several_parts_is_told_together(diagnoses: list[Diagnosis], text: str) -> None:
    assert str(Diagnosis.together(*diagnoses)) == text


def test_a_list_reads_as_people_write_it() -> None:
    assert [listed(texts) for texts in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]
