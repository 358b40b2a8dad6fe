"""Several of several texts."""

from itertools import combinations

import pytest

from assessments.engine.formats import MultiChoice, Unreadable

ABCDE = ("A", "B", "C", "D", "E")
SCORED_BY_KEY = ("off", "net-correct", "each-answer", "coverage", "proportional-correct", "halves")


def of(letters: str) -> frozenset[str]:
    return frozenset(letters)


def every_selection(options: tuple[str, ...]) -> list[frozenset[str]]:
    return [frozenset(chosen) for size in range(len(options) + 1) for chosen in combinations(options, size)]


@pytest.mark.parametrize(
    ("raw", "chosen"),
    [("A\nC", "AC"), ("C\r\nA\r\n", "AC"), ("A", "A"), ("A\nA", "A"), ("", ""), ("\n \n", ""), (" A \n\n C", "AC")],
)
def test_the_chosen_texts_come_one_to_a_line(raw: str, chosen: str) -> None:
    assert MultiChoice(ABCDE).parse(raw) == of(chosen)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("A\nZ", "“Z” is not one of the options. Choose any number of the options shown."),
        ("A, C", "“A, C” is not one of the options. Choose any number of the options shown."),
        ("a", "“a” is not one of the options. Choose any number of the options shown."),
        ("A\0", "“A\ufffd” is not one of the options. Choose any number of the options shown."),
        ("A\n" * 5_000, "The answer is longer than 1,000 characters. Choose any number of the options shown."),
    ],
)
def test_what_was_not_offered_is_refused(raw: str, message: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        MultiChoice(ABCDE).parse(raw)

    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("least", "most", "raw", "message"),
    [
        (1, None, "", "Nothing is chosen yet. Choose at least 1 of the options shown."),
        (2, None, "A", "You chose 1 option. Choose at least 2 of the options shown."),
        (0, 2, "A\nB\nC", "You chose 3 options. Choose at most 2 of the options shown."),
        (1, 2, "A\nB\nC", "You chose 3 options. Choose 1 to 2 of the options shown."),
        (2, 2, "A", "You chose 1 option. Choose exactly 2 of the options shown."),
        (2, 2, "A\nB\nC", "You chose 3 options. Choose exactly 2 of the options shown."),
        (0, 0, "A", "You chose 1 option. Choose at most 0 of the options shown."),
    ],
)
def test_too_few_or_too_many_choices_are_unreadable_not_wrong(
    least: int, most: int | None, raw: str, message: str
) -> None:
    with pytest.raises(Unreadable) as refusal:
        MultiChoice(ABCDE, min_select=least, max_select=most).parse(raw)

    assert str(refusal.value) == message


@pytest.mark.parametrize(("least", "most"), [(0, None), (2, None), (0, 2), (2, 2), (1, 5)])
def test_the_bounds_themselves_are_allowed(least: int, most: int | None) -> None:
    assert MultiChoice(ABCDE, min_select=least, max_select=most).parse("A\nB") == of("AB")


def test_long_options_can_all_be_chosen() -> None:
    essays = tuple(letter * 900 for letter in ABCDE)

    assert MultiChoice(essays).parse("\r\n".join(essays)) == frozenset(essays)


@pytest.mark.parametrize(
    ("scoring", "full", "missed", "extra", "both", "nothing"),
    [
        ("off", 1, 0, 0, 0, 0),
        ("net-correct", 1, 1 / 2, 1 / 2, 0, 0),
        ("each-answer", 1, 4 / 5, 4 / 5, 3 / 5, 3 / 5),
        ("coverage", 1, 1 / 2, 2 / 3, 1 / 4, 0),
        ("proportional-correct", 1, 1 / 2, 0, 0, 0),
        ("halves", 1, 1 / 2, 1 / 2, 1 / 4, 1 / 4),
    ],
)
def test_a_selection_is_worth_what_its_scoring_says(
    scoring: str, full: float, missed: float, extra: float, both: float, nothing: float
) -> None:
    form = MultiChoice(ABCDE, scoring)

    earned = [form.credit(of(chosen), of("AC")) for chosen in ("AC", "A", "ACE", "AB", "")]

    assert earned == pytest.approx([full, missed, extra, both, nothing])


@pytest.mark.parametrize("scoring", SCORED_BY_KEY)
def test_a_disregarded_option_counts_as_if_it_had_never_been_offered(scoring: str) -> None:
    mended, never = MultiChoice(ABCDE, scoring, disregard=("C",)), MultiChoice(("A", "B", "D", "E"), scoring)

    for response in every_selection(ABCDE):
        assert mended.credit(response, of("AC")) == never.credit(response - of("C"), of("A"))


@pytest.mark.parametrize("scoring", SCORED_BY_KEY)
@pytest.mark.parametrize("disputed", ["C", "D"])
def test_an_option_right_either_way_is_read_in_the_learners_favour(scoring: str, disputed: str) -> None:
    plain, mended = MultiChoice(ABCDE, scoring), MultiChoice(ABCDE, scoring, always_correct=(disputed,))
    with_it, without_it = of("AC") | of(disputed), of("AC") - of(disputed)

    for response in every_selection(ABCDE):
        best = max(plain.credit(response, key) for key in (with_it, without_it))
        assert mended.credit(response, of("AC")) == best


WEIGHTS = {"A": 0.5, "B": -0.25, "C": 0.5, "D": -1.0}


def weighed(**settings: object) -> MultiChoice:
    return MultiChoice(ABCDE, "weights", WEIGHTS, **settings)


@pytest.mark.parametrize(
    ("chosen", "credit"),
    [("AC", 1), ("A", 0.5), ("AB", 0.25), ("ABC", 0.75), ("AD", 0), ("BD", 0), ("E", 0), ("ACE", 1), ("ABCDE", 0)],
)
def test_weights_add_up_between_nothing_and_the_whole_mark(chosen: str, credit: float) -> None:
    assert weighed().credit(of(chosen), of("AC")) == credit


def test_weights_beyond_the_whole_mark_are_cut() -> None:
    form = MultiChoice(ABCDE, "weights", dict.fromkeys("ABC", 0.5))

    assert [form.credit(of(chosen), of("AB")) for chosen in ("A", "AB", "ABC")] == [0.5, 1, 1]


@pytest.mark.parametrize("third", [0.3333, 0.33333, 0.3333333, 1 / 3])
def test_three_thirds_are_the_whole_mark_however_they_are_rounded(third: float) -> None:
    form = MultiChoice(ABCDE, "weights", dict.fromkeys("ABC", third))

    assert [form.credit(of(chosen), of("ABC")) for chosen in ("ABC", "AB")] == [1, 2 * third]


def test_nothing_chosen_cannot_be_weighed_and_is_unreadable() -> None:
    with pytest.raises(Unreadable, match=r"^Nothing is chosen yet\. Choose at least 1 of the options shown\.$"):
        weighed().parse("")


@pytest.mark.parametrize(("chosen", "credit"), [("A", 1), ("AC", 1), ("C", 0), ("AB", 0.5), ("AD", 0)])
def test_what_a_disregarded_option_earned_passes_to_the_others(chosen: str, credit: float) -> None:
    assert weighed(disregard=("C",)).credit(of(chosen), of("AC")) == credit


def test_nothing_passes_on_while_the_others_still_earn_the_whole_mark() -> None:
    form = MultiChoice(ABCDE, "weights", dict.fromkeys("ABC", 0.5), disregard=("C",))

    assert [form.credit(of(chosen), of("AB")) for chosen in ("A", "AB", "AC")] == [0.5, 1, 0.5]


def test_a_penalty_disregarded_leaves_the_rest_as_it_was() -> None:
    assert [weighed(disregard=("D",)).credit(of(chosen), of("AC")) for chosen in ("AD", "ACD")] == [0.5, 1]


@pytest.mark.parametrize(("chosen", "credit"), [("A", 1), ("AC", 1), ("C", 0.5), ("E", 0.5), ("AB", 0.75)])
def test_a_weight_right_either_way_is_granted_to_all(chosen: str, credit: float) -> None:
    assert weighed(always_correct=("C",)).credit(of(chosen), of("AC")) == credit


def test_a_penalty_right_either_way_is_taken_from_nobody() -> None:
    assert weighed(always_correct=("D",)).credit(of("AD"), of("AC")) == 0.5


def test_what_is_public_can_be_read_but_not_weighed() -> None:
    public = MultiChoice(ABCDE, "weights")

    assert public.parse("A\nC") == of("AC")
    with pytest.raises(ValueError, match=r"^a selection cannot be weighed without its weights"):
        public.credit(of("AC"), of("AC"))


def test_weights_are_secret_and_the_rest_is_not() -> None:
    form = weighed()

    assert (form.secrets(), "weights" in form.facts()) == ({"weights": WEIGHTS}, False)


def test_a_selection_is_shown_in_the_order_offered() -> None:
    assert MultiChoice(("C", "B", "A")).show(of("ABC")) == "C\nB\nA"


def test_what_is_offered_no_longer_is_shown_last() -> None:
    assert MultiChoice(("C", "B")).show(of("ABC")) == "C\nB\nA"


@pytest.mark.parametrize(
    ("chosen", "tag"),
    [
        ("AC", None),
        ("A", "missed-option"),
        ("", "missed-option"),
        ("ACE", "extra-option"),
        ("AB", "mixed-selection"),
        ("BD", "mixed-selection"),
        ("BDE", "selection-inverted"),
        ("ABCDE", "extra-option"),
    ],
)
def test_a_wrong_selection_tells_what_happened(chosen: str, tag: str | None) -> None:
    assert MultiChoice(ABCDE).diagnose(of(chosen), of("AC")) == tag


def test_nothing_chosen_of_nothing_is_no_mistake() -> None:
    assert MultiChoice(scoring="coverage").diagnose(of(""), of("")) is None


@pytest.mark.parametrize(
    ("settings", "chosen", "tag"),
    [
        ({"disregard": ("C",)}, "A", None),
        ({"disregard": ("C",)}, "CE", "mixed-selection"),
        ({"always_correct": ("E",)}, "ACE", None),
        ({"always_correct": ("E",)}, "AE", "missed-option"),
    ],
)
def test_a_mended_option_is_nobodys_mistake(settings: dict[str, tuple[str, ...]], chosen: str, tag: str | None) -> None:
    assert MultiChoice(ABCDE, **settings).diagnose(of(chosen), of("AC")) == tag


def test_a_selection_right_by_key_can_still_weigh_too_little() -> None:
    assert MultiChoice(ABCDE, "weights", {"A": 0.5, "B": 0.5}).diagnose(of("A"), of("A")) is None


@pytest.mark.parametrize(
    ("form", "key"),
    [
        (MultiChoice(ABCDE), "AC"),
        (MultiChoice(ABCDE), ""),
        (MultiChoice(ABCDE, "net-correct"), ""),
        (MultiChoice(ABCDE, "coverage"), "A"),
        (MultiChoice(ABCDE, "halves", min_select=1, max_select=2), "AC"),
        (weighed(), "AC"),
        (weighed(), "ACE"),
        (MultiChoice(), "AC"),
    ],
)
def test_a_key_that_can_be_chosen_can_be_judged(form: MultiChoice, key: str) -> None:
    form.check(of(key))


@pytest.mark.parametrize(
    ("form", "key", "fault"),
    [
        (MultiChoice(ABCDE), "AZ", "“Z” is not one of the options"),
        (MultiChoice(ABCDE, max_select=1), "AC", "You chose 2 options"),
        (MultiChoice(ABCDE, min_select=3), "AC", "You chose 2 options"),
        (MultiChoice(ABCDE, "coverage"), "", "would not be fully right"),
        (MultiChoice(ABCDE, "proportional-correct"), "", "would not be fully right"),
        (weighed(), "A", "would not be fully right"),
        (weighed(), "", "Nothing is chosen yet"),
    ],
)
def test_a_key_that_cannot_earn_the_whole_mark_is_refused(form: MultiChoice, key: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        form.check(of(key))


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        ({"options": ("A",)}, "a single option"),
        ({"options": ("A", "A ")}, "look alike"),
        ({"options": ("A", "B\nC")}, "a single line"),
        ({"options": ("A", "B\u2028C")}, "a single line"),
        ({"scoring": "thirds"}, "^a scoring is off, net-correct, .* or weights, not 'thirds'$"),
        ({"weights": WEIGHTS}, "^weights are for the scoring 'weights'$"),
        ({"scoring": "weights", "weights": [1, 2]}, "^weights are numbers by option"),
        ({"scoring": "weights", "weights": {"A": "1"}}, "^weights are finite numbers$"),
        ({"scoring": "weights", "weights": {"A": float("nan")}}, "^weights are finite numbers$"),
        ({"scoring": "weights", "weights": {"A": 1, "Z": 0}}, "^'Z' is not one of the options$"),
        ({"scoring": "weights", "weights": {"A": -1}}, "^at least one option must earn a part of the mark$"),
        ({"scoring": "weights", "weights": {"A": 1}, "disregard": ("A",)}, "^at least one option must earn a part"),
        ({"disregard": ("Z",)}, "^'Z' is not one of the options$"),
        ({"disregard": ABCDE}, "^at least one option must count$"),
        ({"disregard": "A"}, "^disregard and always_correct are lists of options$"),
        ({"always_correct": ("Z",)}, "^'Z' is not one of the options$"),
        ({"always_correct": "A"}, "^disregard and always_correct are lists of options$"),
        ({"min_select": -1}, "^nobody can choose at least -1 of 5 options$"),
        ({"min_select": 6}, "^nobody can choose at least 6 of 5 options$"),
        ({"max_select": 6}, "^nobody can choose at most 6 of 5 options$"),
        ({"min_select": 3, "max_select": 2}, "^nobody can choose 3 to 2 of 5 options$"),
    ],
)
def test_settings_that_make_no_sense_are_refused(settings: dict[str, object], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        MultiChoice(**{"options": ABCDE, **settings})


def test_before_options_are_known_every_line_is_read() -> None:
    assert MultiChoice().parse("any\nthing") == frozenset({"any", "thing"})


@pytest.mark.parametrize("scoring", SCORED_BY_KEY)
def test_before_options_are_known_only_the_key_itself_is_right(scoring: str) -> None:
    early = MultiChoice(scoring=scoring)

    assert early.credit(of("AC"), of("AC")) == 1
    assert all(early.credit(of(chosen), of("AC")) < 1 for chosen in ("", "A", "ACE", "BD"))


def test_options_can_be_given_later() -> None:
    early = MultiChoice(scoring="weights", weights=WEIGHTS, min_select=2)

    assert early.with_options(ABCDE) == weighed(min_select=2)


@pytest.mark.parametrize(
    ("form", "guide"),
    [
        (MultiChoice(ABCDE), "Choose all the options that apply; only the whole right selection earns the mark."),
        (
            MultiChoice(ABCDE, "net-correct", min_select=1, max_select=3),
            "Choose all the options that apply, 1 to 3; each wrong choice cancels a right one.",
        ),
        (
            weighed(),
            (
                "Choose all the options that apply, at least 1; "
                "options earn different shares of the mark, and a wrong one may take some away."
            ),
        ),
    ],
)
def test_the_guide_says_how_many_and_how_they_are_scored(form: MultiChoice, guide: str) -> None:
    assert form.guide() == guide
