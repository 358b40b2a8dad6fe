"""Real numbers, right within a tolerance that is told beforehand."""

import math

import pytest

from assessments.engine.formats import Real, Tolerance, Unreadable

EXAMPLE = "Type a number such as 31.5, 63/2 or 3.15e1."
EXACT = Tolerance("absolute", 0)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("0.25", 0.25),
        (",25", 0.25),
        ("0,25", 0.25),
        ("1e-3", 0.001),
        ("2.5×10^-1", 0.25),
        ("2.5×10⁻¹", 0.25),
        ("2.5 · 10^−1", 0.25),
        ("10⁻³", 0.001),
        ("1/4", 0.25),
        ("1⁄4", 0.25),
        ("½", 0.5),
        ("-½", -0.5),
        ("−0.25", -0.25),
        ("–0.25", -0.25),
        (" 0.25\r\n", 0.25),
        ("０．２５", 0.25),
        ("٠٫٢٥", 0.25),
        ("1\u202f234,5", 1234.5),
        ("1'234.5", 1234.5),
        ("1’234’567,5", 1234567.5),
        ("np.float64(0.25)", 0.25),
        ("np.float32(-0.25)", -0.25),
        ("tensor(0.2500)", 0.25),
        ("tensor(-0.2500, dtype=torch.float64, grad_fn=<MulBackward0>)", -0.25),
        ("array(0.25, dtype=float32)", 0.25),
    ],
)
def test_a_number_is_read_however_it_is_spelled(raw: str, value: float) -> None:
    assert Real().parse(raw) == value


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("", "There is no answer here yet."),
        ("NaN", "“NaN” says that it is not a number."),
        ("−∞", "“-∞” is infinite, and the answer here is a finite number."),
        ("1e999", "The number is too large to be marked."),
        ("1e-999", "The number is too close to 0 to be told from it."),
        ("1/0", "The fraction divides by zero."),
        ("1,234", "“1,234” could be read as 1.234 or as 1234: type one of these."),
        ("1½", "“1 1/2” cannot be read as one number: leave out words, names and units."),
        ("0x10", "“0x10” cannot be read as one number: leave out words, names and units."),
        ("about 0.25", "“about 0.25” cannot be read as one number: leave out words, names and units."),
        ("25 %", "“25 %” is a percentage: divide it by 100."),
        ("0.25\x00", "The answer holds a character that cannot be seen."),
        ("0.2\n5", "The answer runs over more than one line."),
        ("0." + "1" * 9_998, "The answer is longer than 1,000 characters."),
    ],
)
def test_a_refusal_names_the_fault_and_shows_an_example(raw: str, fault: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        Real().parse(raw)

    assert str(refusal.value) == f"{fault} {EXAMPLE}"


@pytest.mark.parametrize(
    ("response", "credit"), [(0.7311, 1), (0.731, 1), (0.7306, 1), (0.7315, 1), (0.7305, 0), (0.73, 0), (0.7317, 0)]
)
def test_the_usual_tolerance_asks_for_three_places_and_forgives_the_next(response: float, credit: float) -> None:
    assert Real().credit(response, 0.7310585786) == credit


def test_a_correctly_rounded_answer_survives_float_noise() -> None:
    rounded_either_way = [Real().credit(response, 0.0625) for response in (0.062, 0.063)]

    assert rounded_either_way == [1, 1]


@pytest.mark.parametrize(
    ("value", "shown", "echoed"),
    [
        (0.25, "0.25", "0.25"),
        (0.7310585786, "0.7311", "0.7310585786"),
        (2.0, "2", "2"),
        (-0.0, "0", "0"),
        (1e-9, "0", "1e-9"),
    ],
)
def test_a_key_is_shown_short_and_a_response_is_echoed_whole(value: float, shown: str, echoed: str) -> None:
    assert (Real().show(value), Real().echo(value)) == (shown, echoed)


@pytest.mark.parametrize(
    ("response", "key", "tag"),
    [
        (0.7311, 0.7310585786, None),
        (-0.7311, 0.7310585786, "sign-flipped"),
        (0.7311, -0.7310585786, "sign-flipped"),
        (0.73, 0.7310585786, "rounded-too-far"),
        (0.7, 0.7310585786, "rounded-too-far"),
        (1.0, 0.96, "rounded-too-far"),
        (0.3, 0.25, "rounded-too-far"),  # a half rounded up
        (0.2, 0.25, "rounded-too-far"),  # and to even
        (130.0, 131.584, "rounded-too-far"),
        (1.1, 1.0499999999999998, "rounded-too-far"),  # 1.05, as far as anybody sees
        (-0.06, -0.06500000000000006, "rounded-too-far"),
        (-0.49, -0.495, "rounded-too-far"),  # as Python rounds it, which stores a shade less
        (0.26, 0.2689, "cut-off"),
        (131.5, 131.584, "cut-off"),
        (-0.26, -0.2689, "cut-off"),
        (0.1, 0.1966, None),  # one figure is no sign of cutting
        (73.11, 0.7310585786, "power-of-ten"),
        (0.07311, 0.7310585786, "power-of-ten"),
        (731.1, 0.7310585786, "power-of-ten"),
        (7.311, 0.7310585786, "power-of-ten"),
        (0.007311, 0.7310585786, "power-of-ten"),
        (0.0007311, 0.7310585786, "power-of-ten"),
        (6.1, 0.0061, "power-of-ten"),
        (6.5, 0.0061, None),  # its digits are others, although 0.0065 would have been near enough
        (7311, 0.7310585786, None),
        (0.7325, 0.7310585786, "nearly"),
        (0.7292, 0.7310585786, "nearly"),
        (0.7335, 0.7310585786, None),
        (0.2689, 0.7310585786, None),
        (0.5, 0.0, None),
        (0.001, 0.0, "nearly"),
        (0.5, 0.0001, None),
        (-0.0005, 0.0001, "nearly"),  # so near 0 that its sign tells nothing
        (-0.0008, 0.0006, "nearly"),
    ],
)
def test_a_wrong_number_tells_what_happened(response: float, key: float, tag: str | None) -> None:
    assert Real().diagnose(response, key) == tag


@pytest.mark.parametrize(
    ("response", "value", "fits"),
    [
        (0.6, 0.6302, True),
        (0.6, 0.5502, True),
        (0.6, 0.65, True),  # to even
        (0.7, 0.65, True),
        (0.6, 0.6602, False),
        (0.63, 0.6302, True),
        (0.63, 0.6352, False),
        (0.6305, 0.6302, True),  # within the tolerance
        (0.6309, 0.6302, False),
        (-1.0, -0.6302, True),
        (10.0, 9.6, True),
        (10.0, 14.0, False),  # whole numbers are typed to the last digit
        (1e300, 2e300, False),
        (0.0, 0.0302, True),
    ],
)
def test_a_value_fits_where_it_could_be_written_in_so_few_digits(response: float, value: float, fits: bool) -> None:
    assert Real().fits(response, value) == fits


def test_more_than_one_figure_tells() -> None:
    assert [Real().tells(response) for response in (0.0, -0.7, 20.0, 0.72, -1.05)] == [False, False, False, True, True]


def test_nothing_is_nearly_right_where_only_the_exact_number_is() -> None:
    assert Real(EXACT).diagnose(0.2500001, 0.25) is None


@pytest.mark.parametrize(
    ("tolerance", "key"),
    [
        (Tolerance("absolute", 5e-4), 0.0),
        (Tolerance("relative", 0.01), -7.5),
        (EXACT, 1 / 3),
        (Tolerance("figures", 2), 1e300),
    ],
)
def test_a_finite_key_can_be_judged(tolerance: Tolerance, key: float) -> None:
    Real(tolerance).check(key)


@pytest.mark.parametrize(
    ("tolerance", "key"),
    [
        (Tolerance("relative", 0.01), 0.0),
        (Tolerance("figures", 3), -0.0),
        (Tolerance("absolute", 0.1), math.nan),
        (Tolerance("absolute", 0.1), math.inf),
    ],
)
def test_a_key_without_any_room_is_refused(tolerance: Tolerance, key: float) -> None:
    with pytest.raises(ValueError, match="key"):
        Real(tolerance).check(key)


@pytest.mark.parametrize(
    ("tolerance", "words"),
    [
        (Tolerance("absolute", 5e-4), "to within 0.0005"),
        (Tolerance("relative", 0.01), "to within 1 %"),
        (Tolerance("figures", 3), "to 3 significant figures"),
        (Tolerance("places", 2), "to 2 decimal places"),
        (EXACT, "exactly"),
    ],
)
def test_the_guide_states_the_tolerance(tolerance: Tolerance, words: str) -> None:
    assert Real(tolerance).guide() == (
        f"Type a number, such as 31.5, 63/2 or 3.15e1; it must match the exact value {words}."
    )


@pytest.mark.parametrize("tolerance", [None, 0.1, "absolute"])
def test_a_tolerance_of_another_type_is_refused(tolerance: Tolerance) -> None:
    with pytest.raises(ValueError, match=r"^a tolerance has a mode and an amount, unlike "):
        Real(tolerance)
