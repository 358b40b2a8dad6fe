"""Laws that every format keeps, whatever is typed into it and however it is set up."""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from assessments.engine.formats import (
    FORMATS,
    Choice,
    Ends,
    Format,
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
from assessments.engine.formats.selections import SCORINGS

ALPHABET = "0123456789.,;:()[]{}<>=≤≥xX×*/^eE+-−–∞%|_½⁻²½٣５ \t\n\0\u200b\ufeffbyfinoaNtorch.Size∪…"
NUMBERS = ("½", "1½", "1/0", "0x10", "1e999", "-1e-999", "NaN", "-∞", "1,23", "1,234", "--1", "1e", "٣", "①")
TRICKY = ("", "\0", "\ud800", "()", "]", "((", "0..", "0...1", "<<", "0<1", "x", ",", *NUMBERS)

whole = st.integers(-(10**30), 10**30)
finite = st.floats(allow_nan=False, allow_infinity=False)
ordinary = st.floats(-1e6, 1e6)
names = st.lists(st.sampled_from([f"statement {letter}" for letter in "ABCDEFG"]), min_size=2, unique=True).map(tuple)

tolerances = st.one_of(
    st.builds(Tolerance, st.just("absolute"), st.floats(0, 1e6)),
    st.builds(Tolerance, st.just("relative"), st.floats(0, 1, exclude_max=True)),
    st.builds(Tolerance, st.just("figures"), st.integers(1, 15)),
    st.builds(Tolerance, st.just("places"), st.integers(0, 15)),
)


@st.composite
def intervals(draw: st.DrawFn) -> Ends:
    lo, hi = sorted(draw(st.lists(st.one_of(ordinary, st.just(math.inf), st.just(-math.inf)), min_size=2, max_size=2)))
    assume(lo < hi or math.isfinite(lo))
    open_lo, open_hi = draw(st.booleans()) and lo < hi, draw(st.booleans()) and lo < hi
    return Ends(lo, hi, open_lo or lo == -math.inf, open_hi or hi == math.inf)


@st.composite
def choices(draw: st.DrawFn) -> Choice[Any]:
    sizes = draw(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=2, max_size=6, unique=True))
    of_shapes = Choice(tuple(Shape().show(size) for size in sizes), of=Shape(per_axis=draw(st.booleans())))
    options = draw(names)
    weighed = Choice(options, weights={option: draw(st.floats(-1, 1)) for option in options} | {options[0]: 1.0})
    return draw(st.sampled_from([of_shapes, Choice(options), weighed]))


@st.composite
def multi_choices(draw: st.DrawFn) -> MultiChoice:
    options = draw(names)
    scoring = draw(st.sampled_from([*SCORINGS, "weights"]))
    weights = {options[0]: 1.0} | {option: draw(st.floats(-1, 1)) for option in options[1:]}
    least = draw(st.integers(0, len(options)))
    return MultiChoice(
        options,
        scoring,
        weights if scoring == "weights" else None,
        min_select=least,
        max_select=draw(st.none() | st.integers(max(least, 1), len(options))),
        disregard=tuple(draw(st.lists(st.sampled_from(options[1:]), unique=True))),
        always_correct=tuple(draw(st.lists(st.sampled_from(options), unique=True))),
    )


@st.composite
def matches(draw: st.DrawFn) -> Match:
    prompts = draw(st.lists(st.sampled_from(["$W_f$", "`b`", "$h_t$"]), min_size=2, unique=True).map(tuple))
    return Match(prompts, draw(names), draw(st.booleans()))


@st.composite
def blocks(draw: st.DrawFn) -> tuple[int, int]:
    first = draw(st.integers(0, 10**6))
    return first, first + draw(st.integers(1, 10**6))


# What each part may be: its format, and the values that it may be asked to judge.
WHOLE, NUMBER, SIZES = Integer(), Real(Tolerance("absolute", 0.01)), Shape(per_axis=True)
VALUES = {WHOLE: whole, NUMBER: ordinary, SIZES: st.lists(st.integers(0, 99), min_size=1, max_size=3).map(tuple)}
several = st.lists(st.sampled_from([WHOLE, NUMBER, SIZES]), min_size=2, max_size=3).map(
    lambda formats: Parts(("$f_t$", "`b` = c", "h")[: len(formats)], tuple(formats))
)


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    rows, columns = draw(st.tuples(st.integers(1, 4), st.integers(1, 4)).filter(lambda sizes: sizes != (1, 1)))
    named = (tuple(f"{what} {n}" for n in range(count)) for what, count in (("row", rows), ("column", columns)))
    return Matrix(*named, draw(tolerances), draw(st.booleans()))


def entries_of(form: Matrix) -> st.SearchStrategy[Any]:
    return st.tuples(*[st.tuples(*[finite | ordinary] * len(form.columns))] * len(form.rows))


def a_zero_in_it(form: Matrix, key: tuple[tuple[float, ...], ...]) -> bool:
    return any(a_zero_by_size(form.entries, row) for row in key)


def never(_form: Format[Any], _key: object) -> bool:
    return False


def a_zero_by_size(form: Real | Interval | Vector, key: float | Ends | tuple[float, ...]) -> bool:
    ends = (key.lo, key.hi) if isinstance(key, Ends) else key if isinstance(key, tuple) else (key,)
    return form.tolerance.mode in {"relative", "figures"} and 0 in ends


def an_option_that_earns_too_little(form: Choice[Any], key: object) -> bool:
    return form.weights is not None and form.weights[str(key)] < 1


def a_selection_that_earns_too_little(form: MultiChoice, key: frozenset[str]) -> bool:
    """Or that cannot be made at all."""
    most = len(form.options) if form.max_select is None else form.max_select
    return not form.min_select <= len(key) <= most or not key or form.credit(key, key) < 1


@dataclass(frozen=True)
class Law:
    """How to draw a format's settings, then a value that it may be asked to judge, and which keys it may refuse."""

    forms: st.SearchStrategy[Any]
    values: Callable[[Any], st.SearchStrategy[Any]]
    may_refuse: Callable[[Any, Any], bool] = never

    def draw(self, data: st.DataObject, values: int = 0) -> tuple[Any, ...]:
        form = data.draw(self.forms)
        return form, *(data.draw(self.values(form)) for _ in range(values))


LAWS = {
    "integer": Law(st.just(Integer()), lambda _: whole),
    "shape": Law(st.builds(Shape, st.booleans()), lambda _: st.lists(st.integers(0, 10**6), max_size=6).map(tuple)),
    "real": Law(st.builds(Real, tolerances), lambda _: finite | ordinary, a_zero_by_size),
    "interval": Law(st.builds(Interval, tolerances, st.booleans()), lambda _: intervals(), a_zero_by_size),
    "rows": Law(st.just(Rows()), lambda _: blocks()),
    "vector": Law(
        st.builds(Vector, tolerances, st.booleans()),
        lambda _: st.lists(finite | ordinary, min_size=1, max_size=6).map(tuple),
        a_zero_by_size,
    ),
    "matrix": Law(matrices(), entries_of, a_zero_in_it),
    "match": Law(matches(), lambda form: st.tuples(*[st.sampled_from(form.options) for _ in form.prompts])),
    "parts": Law(several, lambda form: st.tuples(*(VALUES[part] for part in form.formats))),
    "choice": Law(
        choices(), lambda form: st.sampled_from(form.options).map(form.parse), an_option_that_earns_too_little
    ),
    "multi-choice": Law(
        multi_choices(),
        lambda form: st.frozensets(st.sampled_from(form.options)),
        a_selection_that_earns_too_little,
    ),
}

every_format = pytest.mark.parametrize("slug", FORMATS)
texts = st.one_of(st.text(), st.text(ALPHABET), st.text(st.characters()), st.sampled_from(TRICKY))


def reading(form: Format[Any], raw: str) -> tuple[Any, str]:
    """The value, or the words of the refusal."""
    try:
        return form.parse(raw), ""
    except Unreadable as refusal:
        return None, str(refusal)


def judged(form: Format[Any], key: object) -> bool:
    try:
        form.check(key)
    except ValueError:
        return False
    return True


@every_format
@given(data=st.data(), raw=texts)
def test_any_text_is_a_value_or_unreadable_and_nothing_else(slug: str, data: st.DataObject, raw: str) -> None:
    (form,) = LAWS[slug].draw(data)

    value, refusal = reading(form, raw)

    assert refusal.endswith(form.example()) if refusal else form.parse(form.echo(value)) == value


@pytest.mark.parametrize("raw", TRICKY)
@pytest.mark.parametrize(
    "form",
    [
        Integer(),
        Shape(),
        Real(),
        Interval(),
        Rows(),
        Vector(),
        Matrix(("p", "q"), ("A", "B")),
        Choice(("A", "B")),
        MultiChoice(("A", "B")),
        Match(("p", "q"), ("A", "B")),
        Parts(("p", "q"), (Real(), Shape())),
    ],
)
def test_tricky_texts_are_values_or_told_in_words_that_can_be_sent(form: Format[Any], raw: str) -> None:
    value, refusal = reading(form, raw)

    assert (value is None) == bool(refusal.encode())


@every_format
@given(data=st.data(), sign=st.characters())
def test_an_answer_of_10_000_characters_is_unreadable(slug: str, data: st.DataObject, sign: str) -> None:
    (form,) = LAWS[slug].draw(data)

    with pytest.raises(Unreadable, match=r"^The answer is longer than [\d,]+ characters\. "):
        form.parse(sign * 10_000)


@every_format
@given(data=st.data())
def test_credit_lies_between_nothing_and_the_whole_mark(slug: str, data: st.DataObject) -> None:
    form, response, key = LAWS[slug].draw(data, values=2)

    assert 0 <= form.credit(response, key) <= 1


@every_format
@given(data=st.data())
def test_a_key_typed_as_shown_is_fully_right(slug: str, data: st.DataObject) -> None:
    form, key = LAWS[slug].draw(data, values=1)
    assume(judged(form, key))

    assert form.credit(form.parse(form.show(key)), key) == 1


@every_format
@given(data=st.data())
def test_only_a_key_with_a_reason_is_refused(slug: str, data: st.DataObject) -> None:
    form, key = LAWS[slug].draw(data, values=1)

    assert judged(form, key) or LAWS[slug].may_refuse(form, key)


@every_format
@given(data=st.data())
def test_a_right_answer_is_no_mistake_and_a_mistake_not_right(slug: str, data: st.DataObject) -> None:
    form, response, key = LAWS[slug].draw(data, values=2)

    tag = form.diagnose(response, key)

    assert tag is None or (form.credit(response, key) < 1 and tag.replace("-", "").isalpha())


@every_format
@given(data=st.data())
def test_a_format_survives_json(slug: str, data: st.DataObject) -> None:
    (form,) = LAWS[slug].draw(data)

    assert load(json.loads(json.dumps(form.facts() | form.secrets()))) == form


@every_format
@given(data=st.data(), raw=texts)
def test_what_is_public_reads_and_guides_alike(slug: str, data: st.DataObject, raw: str) -> None:
    (form,) = LAWS[slug].draw(data)
    public = load(form.facts())

    assert (public.guide(), reading(public, raw)) == (form.guide(), reading(form, raw))


@every_format
@given(data=st.data())
def test_guides_and_examples_are_one_sentence(slug: str, data: st.DataObject) -> None:
    (form,) = LAWS[slug].draw(data)

    sentences = [form.guide(), form.example()]

    assert all(text.endswith(".") and ". " not in text and "\n" not in text for text in sentences)


@given(key=ordinary, figures=st.integers(1, 12), tolerance=st.integers(1, 12))
@example(key=0.0625, figures=2, tolerance=2)
def test_a_rightly_rounded_answer_is_never_lost(key: float, figures: int, tolerance: int) -> None:
    assume(key != 0 and figures >= tolerance)
    typed = f"{key:.{figures}g}"

    assert Real(Tolerance("figures", tolerance)).credit(Real().parse(typed), key) == 1


@given(key=ordinary, places=st.integers(0, 9))
def test_an_answer_rounded_to_the_places_asked_for_is_right(key: float, places: int) -> None:
    forms = [Real(Tolerance("places", places)), Real(Tolerance("absolute", 0.5 * 10**-places))]

    assert [form.credit(form.parse(f"{key:.{places}f}"), key) for form in forms] == [1, 1]
