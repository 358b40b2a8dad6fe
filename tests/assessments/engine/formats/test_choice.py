"""One of several texts."""

import pytest

from assessments.engine.formats import Choice, Integer, Interval, MultiChoice, Real, Shape, Tolerance, Unreadable

EXAMPLE = "Choose one of the options shown."
GATES = Choice(("the forget gate", "the input gate", "the output gate"))
SHAPES = Choice(("(9, 7, 4)", "(7, 9, 4)", "(9, 7, 8)"), of=Shape())
VALUES = Choice(("0.7311", "0.2689", "1"), of=Real())


@pytest.mark.parametrize("raw", ["the input gate", " the input gate\n", "the\r\ninput   gate"])
def test_choosing_is_typing_the_options_text(raw: str) -> None:
    assert GATES.parse(raw) == "the input gate"


def test_an_option_of_another_format_is_read_by_it() -> None:
    assert SHAPES.parse("(7, 9, 4)") == (7, 9, 4)


@pytest.mark.parametrize(
    ("choice", "raw", "fault"),
    [
        (GATES, "", "Nothing is chosen yet."),
        (GATES, " \n", "Nothing is chosen yet."),
        (GATES, "the peephole", "“the peephole” is not one of the options."),
        (GATES, "The input gate", "“The input gate” is not one of the options."),
        (GATES, "the input gate\0", "“the input gate\ufffd” is not one of the options."),
        (GATES, "1", "“1” is not one of the options."),
        (SHAPES, "9x7x4", "“9x7x4” is not one of the options."),  # the same value, but nobody offered it
        (SHAPES, "(4, 7, 9)", "“(4, 7, 9)” is not one of the options."),
        (GATES, "x" * 10_000, "The answer is longer than 1,000 characters."),
    ],
)
def test_what_was_not_offered_is_refused(choice: Choice[object], raw: str, fault: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        choice.parse(raw)

    assert str(refusal.value) == f"{fault} {EXAMPLE}"


def test_a_long_option_can_be_chosen() -> None:
    essays = Choice(("a" * 1500, "b" * 1500))

    assert essays.parse("a" * 1500) == "a" * 1500


@pytest.mark.parametrize(
    ("choice", "response", "key", "credit"),
    [
        (GATES, "the input gate", "the input gate", 1),
        (GATES, "the input gate", "the output gate", 0),
        (SHAPES, (9, 7, 4), (9, 7, 4), 1),
        (SHAPES, (9, 7, 8), (9, 7, 4), 0),
        (Choice(SHAPES.options, of=Shape(per_axis=True)), (9, 7, 8), (9, 7, 4), 2 / 3),
        (VALUES, 0.7311, 0.7310585786, 1),
        (VALUES, 0.2689, 0.7310585786, 0),
    ],
)
def test_an_option_is_worth_what_its_text_would_be(
    choice: Choice[object], response: object, key: object, credit: float
) -> None:
    assert choice.credit(response, key) == credit


WEIGHED = Choice(("A", "B", "C", "D"), weights={"A": 1, "B": 0.5, "C": -0.25})


@pytest.mark.parametrize(("chosen", "credit"), [("A", 1), ("B", 0.5), ("C", 0), ("D", 0)])
def test_an_option_with_a_weight_earns_its_share(chosen: str, credit: float) -> None:
    assert WEIGHED.credit(chosen, "A") == credit


def test_a_weight_never_earns_more_than_the_whole_mark() -> None:
    assert Choice(("A", "B"), weights={"A": 2.0}).credit("A", "A") == 1


def test_of_several_options_that_weigh_everything_each_can_be_the_key() -> None:
    generous = Choice(("A", "B", "C"), weights={"A": 1, "B": 1})

    generous.check("A")
    generous.check("B")


@pytest.mark.parametrize("weights", [None, {"A": 1, "B": 0.5}])
def test_before_options_are_known_a_key_worth_the_whole_mark_can_be_judged(weights: dict[str, float] | None) -> None:
    Choice(weights=weights).check("A")


@pytest.mark.parametrize(
    ("of", "weights", "fault"),
    [
        (None, [1, 0], "^weights are numbers by option, unlike "),
        (None, {"A": "1"}, "^weights are finite numbers$"),
        (None, {"A": float("inf")}, "^weights are finite numbers$"),
        (None, {"A": 1, "Z": 0}, "^'Z' is not one of the options$"),
        (MultiChoice(), {"A": 1}, "^weights are for options that are texts, not values$"),
    ],
)
def test_weights_that_make_no_sense_are_refused(of: MultiChoice | None, weights: dict[str, float], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        Choice(("A", "B"), of, weights)


@pytest.mark.parametrize(
    ("choice", "value", "shown"),
    [
        (GATES, "the input gate", "the input gate"),
        (Choice(("9x7", "7x9"), of=Shape()), (7, 9), "7x9"),
        (VALUES, 0.7310585786, "0.7311"),
        (Choice(("0.731058", "0.2689"), of=Real()), 0.7310585786, "0.731058"),
        (Choice(("0.7", "0.6996"), of=Real()), 0.6996, "0.6996"),  # the equal one, though both are right
        (SHAPES, (1, 2), "(1, 2)"),  # offered no longer
        (GATES, "the peephole", "the peephole"),
    ],
)
def test_a_value_is_shown_as_the_option_that_has_it(choice: Choice[object], value: object, shown: str) -> None:
    assert choice.show(value) == shown


@pytest.mark.parametrize(
    ("choice", "response", "key", "tag"),
    [
        (GATES, "the input gate", "the output gate", None),
        (SHAPES, (9, 7, 4), (9, 7, 4), None),
        (SHAPES, (7, 9, 4), (9, 7, 4), "axes-permuted"),
        (SHAPES, (9, 7, 8), (9, 7, 4), "one-axis-wrong"),
    ],
)
def test_a_wrong_choice_is_explained_as_its_text_would_be(
    choice: Choice[object], response: object, key: object, tag: str | None
) -> None:
    assert choice.diagnose(response, key) == tag


def test_exactly_one_right_option_can_be_judged() -> None:
    VALUES.check(0.7310585786)


@pytest.mark.parametrize(
    ("choice", "key", "fault"),
    [
        (WEIGHED, "B", "^the key, typed as 'B', would not be fully right$"),
        (WEIGHED, "Z", "^“Z” is not one of the options"),
        (GATES, "the peephole", "^0 options are right where one should be$"),
        (SHAPES, (4, 7, 9), "^0 options are right where one should be$"),
        (Choice(("0.731", "0.7311"), of=Real()), 0.7310585786, "^2 options are right where one should be$"),
        (Choice(("0", "1"), of=Real(Tolerance("relative", 0.01))), 0.0, "cannot judge a key of 0"),
    ],
)
def test_a_key_without_its_one_option_is_refused(choice: Choice[object], key: object, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        choice.check(key)


@pytest.mark.parametrize(
    ("options", "of", "fault"),
    [
        (("only",), None, "^a single option leaves nothing to choose$"),
        (("a", "b", "a"), None, "^two options look alike$"),
        (("a b", "a  b"), None, "^two options look alike$"),
        (("9x7", "(9, 7)"), Shape(), "^two options mean the same$"),
        (("0.5", "1/2"), Real(), "^two options mean the same$"),
        (("(0, 1)", "0 < f < 1"), Interval(), "^two options mean the same$"),
        (("7", "seven"), Integer(), "^an option cannot be read: “seven” is not a whole number"),
        (("a", ""), None, "^options are texts that say something$"),
        (("a", " \n"), None, "^options are texts that say something$"),
        (("a", 7), None, "^options are texts that say something$"),
        (["a", "b"], None, "^options are texts that say something$"),
        ("ab", None, "^options are texts that say something$"),
        (("a", "b"), "shape", "^of is a format, not 'shape'$"),
    ],
)
def test_options_that_leave_no_fair_choice_are_refused(options: tuple[str, ...], of: Shape | None, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        Choice(options, of)


def test_before_options_are_known_every_text_is_read() -> None:
    assert (Choice().parse(" anything "), Choice(of=Shape()).parse("9x7")) == ("anything", (9, 7))


def test_before_options_are_known_the_key_is_left_to_the_other_format() -> None:
    Choice(of=Shape()).check((9, 7))


def test_options_can_be_given_later() -> None:
    assert Choice(of=Shape()).with_options(SHAPES.options) == SHAPES


def test_one_statement_among_several_is_a_selection_of_one() -> None:
    single = Choice(("A", "B", "C"), of=MultiChoice())

    assert single.credit(single.parse("B"), frozenset({"B"})) == 1


def test_the_guide_asks_for_one() -> None:
    assert GATES.guide() == "Choose one option."
