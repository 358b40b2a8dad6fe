"""What every format can do, and how one is kept as JSON."""

import pytest

from assessments.engine.formats import (
    FORMATS,
    Choice,
    Integer,
    Interval,
    Match,
    Matrix,
    MultiChoice,
    Parts,
    Real,
    Rows,
    Shape,
    Tolerance,
    Unreadable,
    Vector,
    load,
)

USUAL = {"mode": "absolute", "amount": 0.0005}


def test_the_formats_are_known_by_their_slugs() -> None:
    assert {
        "choice": Choice,
        "integer": Integer,
        "real": Real,
        "interval": Interval,
        "match": Match,
        "matrix": Matrix,
        "multi-choice": MultiChoice,
        "parts": Parts,
        "rows": Rows,
        "shape": Shape,
        "vector": Vector,
    } == FORMATS


@pytest.mark.parametrize(
    ("slug", "base_type", "cardinality"),
    [
        ("choice", "identifier", "single"),
        ("integer", "integer", "single"),
        ("real", "float", "single"),
        ("interval", "string", "single"),
        ("match", "directedPair", "multiple"),
        ("matrix", "float", "ordered"),
        ("multi-choice", "identifier", "multiple"),
        ("parts", "string", "record"),
        ("rows", "integer", "ordered"),
        ("shape", "integer", "ordered"),
        ("vector", "float", "ordered"),
    ],
)
def test_a_format_knows_its_words_in_qti(slug: str, base_type: str, cardinality: str) -> None:
    assert (FORMATS[slug].base_type, FORMATS[slug].cardinality) == (base_type, cardinality)


@pytest.mark.parametrize(
    ("form", "facts"),
    [
        (Integer(), {"slug": "integer"}),
        (Shape(per_axis=True), {"slug": "shape", "per_axis": True}),
        (Real(), {"slug": "real", "tolerance": USUAL}),
        (Interval(), {"slug": "interval", "tolerance": USUAL, "judge_ends": True}),
        (
            Choice(("A", "B"), always_correct=("B",)),
            {"slug": "choice", "options": ["A", "B"], "of": None, "always_correct": ["B"]},
        ),
        (
            Choice(("1", "2"), of=Real()),
            {
                "slug": "choice",
                "options": ["1", "2"],
                "of": {"slug": "real", "tolerance": USUAL},
                "always_correct": [],
            },
        ),
        (
            Parts(("p", "q"), (Integer(), Real())),
            {
                "slug": "parts",
                "names": ["p", "q"],
                "formats": [{"slug": "integer"}, {"slug": "real", "tolerance": USUAL}],
            },
        ),
        (
            MultiChoice(("A", "B"), disregard=("B",)),
            {
                "slug": "multi-choice",
                "options": ["A", "B"],
                "scoring": "off",
                "min_select": 0,
                "max_select": None,
                "disregard": ["B"],
                "always_correct": [],
            },
        ),
    ],
)
def test_the_facts_of_a_format_are_all_its_public_settings(form: Integer, facts: dict[str, object]) -> None:
    assert form.facts() == facts


def test_only_what_gives_the_answer_away_is_secret() -> None:
    forms = [Integer(), Shape(), Real(), Interval(), Choice(("A", "B"), weights={"A": 1}), MultiChoice(("A", "B"))]

    assert [form.secrets() for form in forms] == [{}, {}, {}, {}, {"weights": {"A": 1}}, {"weights": None}]


def test_settings_left_out_keep_their_defaults() -> None:
    assert load({"slug": "real"}) == Real()


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({"slug": "essay"}, "names no format: its slug is one of "),
        ({"slug": None}, "names no format"),
        ({"slug": ["shape"]}, "names no format"),
        ({}, "names no format"),
        ("shape", "names no format"),
        (None, "names no format"),
        ({"slug": "shape", "axes": 3}, "^the format 'shape' has no setting axes$"),
        ({"slug": "integer", "tolerance": USUAL}, "^the format 'integer' has no setting tolerance$"),
        ({"slug": "real", "b": 1, "a": 2}, "^the format 'real' has no setting a, b$"),
        ({"slug": "shape", "per_axis": "yes"}, "^per_axis is true or false, not 'yes'$"),
        ({"slug": "real", "tolerance": {"mode": "absolute", "amount": -1}}, "is no amount for the tolerance"),
        ({"slug": "real", "tolerance": {"mode": "absolute"}}, "^the format 'real' cannot take these settings: "),
        ({"slug": "real", "tolerance": {"mode": "places", "amount": 1, "of": 2}}, "^the format 'real' cannot take"),
        ({"slug": "real", "tolerance": 0.1}, "^the format 'real' cannot take these settings: "),
        ({"slug": "real", "tolerance": None}, "^the format 'real' cannot take these settings: "),
        ({"slug": "choice", "options": ["A", "B"], "of": {"slug": "essay"}}, "names no format"),
        ({"slug": "choice", "options": ["A", "B"], "of": "real"}, "names no format"),
        ({"slug": "parts", "names": ["p", "q"], "formats": [{"slug": "real"}, {"slug": "essay"}]}, "names no format"),
        ({"slug": "parts", "names": ["p", "q"], "formats": "real"}, "^formats are a list of formats, not 'real'$"),
        ({"slug": "parts", "names": ["p", "q"]}, "cannot take these settings"),
        ({"slug": "choice", "options": {"A": 1}}, "^options are texts"),
        ({"slug": "multi-choice", "options": ["A", "B"], "min_select": "1"}, "cannot take these settings"),
        ({"slug": "multi-choice", "options": ["A", "B"], "scoring": ["off"]}, "^a scoring is off, "),
    ],
)
def test_facts_that_describe_no_format_are_refused(facts: dict[str, object], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        load(facts)


def test_a_typed_answer_offers_no_options() -> None:
    with pytest.raises(ValueError, match=r"^the format 'shape' offers no options$"):
        Shape().with_options(("(9, 7)", "(7, 9)"))


def test_no_options_leave_a_format_as_it_is() -> None:
    assert Shape(per_axis=True).with_options(()) == Shape(per_axis=True)


def test_a_key_that_its_own_spelling_misses_is_refused() -> None:
    everyone_wrong = MultiChoice(("A", "B"), "coverage")

    with pytest.raises(ValueError, match=r"^the key, typed as '', would not be fully right$"):
        everyone_wrong.check(frozenset())


def test_the_cause_of_a_refusal_is_not_dragged_along() -> None:
    with pytest.raises(Unreadable) as refusal:
        Integer().parse("twelve")

    assert refusal.value.__suppress_context__


def test_unreadable_is_a_value_error_for_those_who_do_not_know_it() -> None:
    assert issubclass(Unreadable, ValueError)


def test_formats_can_be_members_of_a_set() -> None:
    forms = [
        MultiChoice(("A", "B"), "weights", {"A": 1.0}),
        Real(Tolerance("places", 2)),
        Choice(("1", "2"), of=Real()),
    ]

    assert len({*forms, *forms}) == 3
