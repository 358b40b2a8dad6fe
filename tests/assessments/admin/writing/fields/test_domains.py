import pytest

from assessments.admin.writing.fields import domains

SIZES = tuple(range(2, 129))
SHARES = (0.1, 0.25, 0.5)
SIGNED = (-2.0, -1.0, 0.5, 1.0)


@pytest.mark.parametrize(
    ("text", "domain", "read"),
    [
        ("2, 3, 4", SIZES, [2, 3, 4]),
        ("2;3\n4", SIZES, [2, 3, 4]),
        ("7", SIZES, [7]),
        ("2–64", SIZES, {"from": 2, "to": 64}),
        ("2-64", SIZES, {"from": 2, "to": 64}),
        ("2 .. 64", SIZES, {"from": 2, "to": 64}),
        ("2 to 64", SIZES, {"from": 2, "to": 64}),
        ("2–4, 9", SIZES, [2, 3, 4, 9]),
        ("0.25", SHARES, [0.25]),
        ("-2 – -1", SIGNED, {"from": -2, "to": -1}),
        ("−1", SIGNED, [-1]),
        ("yes", (True, False), [True]),
        ("h, output", ("h", "output"), ["h", "output"]),
        (",", SIZES, []),
        ("999", SIZES, [999]),
    ],
)
def test_lists_and_ranges_are_read(text: str, domain: domains.Domain, read: object) -> None:
    assert domains.read(text, domain) == read


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("many", "“many” is neither a value of this kind nor a range such as 2–64."),
        ("10**9", "“10**9” is neither a value of this kind nor a range such as 2–64."),
        ("2–4, 100–900", "100 to 900 reaches outside what this kind draws, 2 to 128"),
    ],
)
def test_what_is_no_list_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 -- the message is compared whole
        domains.read(text, SIZES)

    assert str(refused.value) == reason


def test_a_number_of_too_many_digits_is_refused() -> None:
    with pytest.raises(ValueError, match="limit"):
        domains.read("9" * 5000, SIZES)


@pytest.mark.parametrize(
    ("asked", "domain", "shown"),
    [
        ({"from": 2, "to": 64}, SIZES, "2–64"),
        ([2, 3, 4, 5], SIZES, "2–5"),
        ([2, 3], SIZES, "2, 3"),
        ([2, 4, 6], SIZES, "2, 4, 6"),
        ([0.1, 0.25, 0.5], SHARES, "0.1–0.5"),
        (["f", "i", "c"], ("f", "i", "c", "o"), "f, i, c"),
        ([True], (True, False), "yes"),
        ([999, 1000, 1001], SIZES, "999, 1000, 1001"),
        ("nonsense", SIZES, "nonsense"),
        ({"from": 2}, SIZES, "2–"),
        ([None, {}], SIZES, "None, {}"),
    ],
)
def test_a_narrowed_domain_is_shown_as_typed(asked: object, domain: domains.Domain, shown: str) -> None:
    assert domains.show(asked, domain) == shown


@pytest.mark.parametrize(
    ("domain", "words"),
    [
        (SIZES, "2 to 128 (127 values)"),
        ((True, False), "yes, no"),
        (tuple(range(8)), "0, 1, 2, 3, 4, 5, 6, 7"),
        (SHARES, "0.1, 0.25, 0.5"),
    ],
)
def test_a_domain_is_told_in_words(domain: domains.Domain, words: str) -> None:
    assert domains.described(domain) == words
