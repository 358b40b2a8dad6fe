"""Vectors of real numbers."""

import time
from contextlib import suppress

import pytest

from assessments.engine.formats import Tolerance, Unreadable, Vector

EXAMPLE = "Type the entries in order, such as (31.5, -77), [31.5 -77] or 31.5; -77."

ASKED = "Type it as one of these, with semicolons between the entries."

Entries = tuple[float, ...]


@pytest.mark.parametrize(
    "raw",
    [
        "(0.1, -0.2)",
        "[0.1 -0.2]",
        "0.1; -0.2",
        "0,1; -0,2",
        "0.1,-0.2",
        "( 0.1 , −0.2 )",
        "[[0.1], [-0.2]]",
        "[[ 0.1] [-0.2]]",
        "[[0.1, -0.2]]",
        "tensor([ 0.1000, -0.2000])",
        "np.array([[0.1], [-0.2]])",
        "array([ 0.1, -0.2], dtype=float32)",
        "array([[ 0.1],       [-0.2]], dtype=float32)",
        "tensor([ 0.1000, -0.2000], dtype=torch.float64)",
        "tensor([[ 0.1000], [-0.2000]], device='cuda:0', grad_fn=<AddmmBackward0>)",
        "[np.float64(0.1), np.float64(-0.2)]",
        "[0.1, -0.2]^T",
        "(0,1; -0,2)ᵀ",
        "[[0.1, -0.2]].T",
        "1/10, -1/5",
        "1e-1 -2e-1",
        "(0.1, -0.2,)",
        "0.1\t-0.2",
        "0,1\t-0,2",
        "\t0,1 \t −0,2\n",
        "0.1,\t-0.2",
    ],
)
def test_a_vector_is_read_however_it_is_spelled(raw: str) -> None:
    assert Vector().parse(raw) == (0.1, -0.2)


@pytest.mark.parametrize(
    ("raw", "value"),
    [("4", (4,)), ("(4,)", (4,)), ("1,0,0,1", (1, 0, 0, 1)), ("½ ¼", (0.5, 0.25)), ("1, 0, 0, 1", (1, 0, 0, 1))],
)
def test_any_number_of_entries_is_read(raw: str, value: Entries) -> None:
    assert Vector().parse(raw) == value


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("", "There is no answer here yet."),
        ("()", "An entry is missing."),
        ("(0.1,, 0.2)", "An entry is missing."),
        ("(0.1, 0.2", "The brackets do not match."),
        ("z = (0.1, 0.2)", "Leave out what stands before or after the brackets."),
        ("[[1, 2], [3, 4]]", "The brackets do not match."),
        ("0,1, -0,2", f"Is that “0; 1; -0; 2” or “0,1; -0,2”? {ASKED}"),
        ("0,1 , -0,2", f"Is that “0; 1; -0; 2” or “0,1; -0,2”? {ASKED}"),
        ("0,1 0,2", f"Is that “0; 1; 0; 2” or “0,1; 0,2”? {ASKED}"),
        ("0,1\t\t0,2", "An entry is missing."),
        ("(0.1, x)", "“x” cannot be read as one number: leave out words, names and units."),
        ("(0.1, ∞)", "“∞” is infinite, and the answer here is a finite number."),
        ("1,234; 5", "“1,234” could be read as 1.234 or as 1234: type one of these."),
    ],
)
def test_a_refusal_names_the_fault_and_shows_an_example(raw: str, fault: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        Vector().parse(raw)

    assert str(refusal.value) == f"{fault} {EXAMPLE}"


@pytest.mark.parametrize("raw", ["[" + "[1]  " * 190 + "x", "[" * 999, "1 " * 499, "[" + " " * 998])
def test_no_text_takes_long_to_read(raw: str) -> None:
    start = time.process_time()
    with suppress(Unreadable):
        Vector().parse(raw)

    assert time.process_time() - start < 0.1


def test_a_vector_is_shown_in_the_digits_that_count_and_echoed_in_all() -> None:
    third = (1 / 3, -2.0)

    assert (Vector().show(third), Vector().echo(third)) == ("(0.3333, -2)", "(0.3333333333333333, -2)")


@pytest.mark.parametrize(
    ("response", "whole", "by_entry"),
    [
        ((0.1, -0.2, 0.3), 1, 1),
        ((0.1004, -0.2004, 0.3), 1, 1),
        ((0.1, -0.2, 0.4), 0, 2 / 3),
        ((0.1, 0.2, -0.3), 0, 1 / 3),
        ((0.1, -0.2), 0, 0),
        ((0.1, -0.2, 0.3, 0.0), 0, 0),
    ],
)
def test_entries_earn_their_share_only_where_the_item_allows_it(
    response: Entries, whole: float, by_entry: float
) -> None:
    earned = [Vector(per_entry=share).credit(response, (0.1, -0.2, 0.3)) for share in (False, True)]

    assert earned == pytest.approx([whole, by_entry])


@pytest.mark.parametrize(
    ("response", "tag"),
    [
        ((0.1, -0.2, 0.3456), None),
        ((0.1, -0.2), "wrong-length"),
        ((0.1, -0.2, 0.3456, 0.1), "wrong-length"),
        ((-0.1, 0.2, -0.3456), "sign-flipped"),
        ((0.1, 0.2, 0.3456), "sign-flipped"),  # the one wrong entry has the other sign
        ((-0.2, 0.1, 0.3456), "entries-permuted"),
        ((0.3456, -0.2, 0.1), "entries-permuted"),
        ((0.1, -0.2, 0.35), "rounded-too-far"),
        ((0.1, -0.2, 0.7), "one-entry-wrong"),
        ((0.1, -0.5, 0.7), None),
        ((0.1, 0.2, 0.35), None),  # two things went wrong
    ],
)
def test_a_wrong_vector_tells_what_happened(response: Entries, tag: str | None) -> None:
    assert Vector().diagnose(response, (0.1, -0.2, 0.3456)) == tag


def test_what_explains_every_wrong_entry_is_told_although_one_of_them_has_another_explanation_too() -> None:
    """Cut off or rounded, 0.7310 comes to 0.73."""
    assert Vector().diagnose((0.73, 0.26), (0.7310, 0.2689)) == "cut-off"


def test_the_only_entry_is_not_told_apart_from_the_others() -> None:
    assert Vector().diagnose((0.9,), (0.5,)) is None


@pytest.mark.parametrize(
    ("form", "key"),
    [(Vector(), ()), (Vector(), (0.5, float("nan"))), (Vector(Tolerance("relative", 0.01)), (0.5, 0.0))],
)
def test_a_key_that_nobody_can_match_is_refused(form: Vector, key: Entries) -> None:
    with pytest.raises(ValueError, match=r"missing|no key|key of 0"):
        form.check(key)


@pytest.mark.parametrize(
    ("per_entry", "terms"),
    [(False, "to within 0.0005."), (True, "to within 0.0005; each right entry earns its share.")],
)
def test_the_guide_says_what_is_credited(per_entry: bool, terms: str) -> None:
    assert Vector(per_entry=per_entry).guide() == (
        "Type the entries in order, with commas or blanks between them, such as (31.5, -77); "
        f"each must match the exact value {terms}"
    )


@pytest.mark.parametrize("settings", [{"per_entry": "yes"}, {"per_entry": 1}, {"tolerance": 0.1}])
def test_a_setting_of_the_wrong_type_is_refused(settings: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"^(per_entry is true or false, not|a tolerance has)"):
        Vector(**settings)
