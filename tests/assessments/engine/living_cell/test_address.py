from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.living_cell import PARTS, PRESETS, OutOfBounds, State, placed, query, read, spots
from assessments.engine.living_cell.state import INPUTS, STEPS, UNITS

ONE = {"n": "1", "h": "1", "steps": "1"}


def said(state: State) -> dict[str, str]:
    return dict(parse_qsl(query(state)))


@st.composite
def states(draw: Any) -> State:
    sizes = draw(st.tuples(st.integers(1, INPUTS), st.integers(1, UNITS), st.integers(1, STEPS)))
    numbers = [draw(st.integers(round(-20 * spot.limit), round(20 * spot.limit))) / 20 for spot in spots(*sizes)]
    ends = sorted(draw(st.tuples(st.integers(-60, 60), st.integers(-60, 60))))
    return State(
        *sizes,
        tuple(numbers),
        step=draw(st.integers(1, sizes[2])),
        part=draw(st.sampled_from(PARTS)),
        low=ends[0] / 20,
        high=ends[1] / 20,
        fused=draw(st.booleans()),
        predicting=draw(st.booleans()),
    )


@given(states())
def test_a_state_comes_back_from_its_address(state: State) -> None:
    assert read(said(state)) == state


@given(
    st.dictionaries(
        st.sampled_from([*ONE, "t", "part", "low", "guess", "predict", "reveal", "preset", "fb1"]), st.text()
    )
)
def test_any_query_is_read_or_told_what_it_should_be(asked: dict[str, str]) -> None:
    try:
        told: State | tuple[str, ...] = read(asked)
    except OutOfBounds as why:
        told = why.faults

    assert told


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 1",
        "1 ",
        "+1",
        "1e0",
        "nan",
        "inf",
        "0x1",
        "٣",
        "1,5",
        "--1",
        "1.",
        ".5",
        "8.05",
        "-8.05",
        "0.01",
        "9" * 400,
        "\x00",
    ],
)
def test_a_number_that_no_slider_has_is_refused_by_its_name(text: str) -> None:
    with pytest.raises(OutOfBounds) as why:
        read(ONE | {"fF11": text})

    assert why.value.faults == ("W_fF fF11, row 1, column 1: a number from -8 to 8 in steps of 0.05 is expected.",)


@pytest.mark.parametrize(
    ("text", "number"), [("0.15", 0.15), ("-8", -8.0), ("8.00", 8.0), ("-0", 0.0), ("0.3500", 0.35)]
)
def test_a_number_on_the_slider_is_read_exactly(text: str, number: float) -> None:
    (value, *_) = read(ONE | {"fF11": text}).numbers

    assert (value, str(value)) == (number, str(number))


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("n", "5", "Input size n: a whole number from 1 to 4 is expected."),
        ("h", "0", "Hidden size h: a whole number from 1 to 3 is expected."),
        ("steps", "9", "Steps: a whole number from 1 to 8 is expected."),
        ("t", "x", "Step: a whole number from 1 to 8 is expected."),
        ("part", "z", "Part: one of f, i, g, o, c, h is expected."),
        ("preset", "lose", "Preset: one of keep, overwrite, forget, copy is expected."),
        ("low", "-4", "Lower end: a number from -3 to 3 in steps of 0.05 is expected."),
        ("x11", "3.5", "Input x11, entry 1 at step 1: a number from -3 to 3 in steps of 0.05 is expected."),
    ],
)
def test_what_is_out_of_bounds_is_told_what_it_takes(name: str, text: str, fault: str) -> None:
    with pytest.raises(OutOfBounds) as why:
        read(ONE | {name: text})

    assert why.value.faults == (fault,)


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(OutOfBounds) as why:
        read({"n": "9", "h": "9", "part": "z"})

    assert len(why.value.faults) == 3


def test_without_sizes_there_is_a_preset_to_start_with() -> None:
    assert read({}) == read({"input_size": "80"}) == read({"preset": "overwrite"})
    assert read({}).step == PRESETS["overwrite"].step


def test_a_preset_brings_its_own_numbers_whatever_else_is_said() -> None:
    state = read({"preset": "keep", "n": "1", "h": "2", "steps": "4", "fb1": "-2", "t": "2"})

    assert state == placed((1, 2, 4), PRESETS["keep"].arrays(1, 2, 4), step=2)


def test_a_cell_that_grows_keeps_its_numbers_and_gets_zeros() -> None:
    small = replace(read({"preset": "copy", "n": "1", "h": "1", "steps": "2"}), step=1)

    large = read(said(small) | {"n": "2", "h": "2", "steps": "3"})

    kept = dict(zip((spot.name for spot in small.spots), small.numbers, strict=True))
    assert {spot.name: number for spot, number in zip(large.spots, large.numbers, strict=True) if number} == {
        name: number for name, number in kept.items() if number
    }


def test_a_step_behind_the_end_is_the_last_one() -> None:
    assert read(ONE | {"steps": "3", "t": "8"}).step == 3


def test_the_box_has_its_lower_end_below() -> None:
    state = read(ONE | {"low": "2", "high": "-1.5"})

    assert (state.low, state.high) == (-1.5, 2.0)


@pytest.mark.parametrize(
    ("asked", "guess"),
    [
        ({"guess": "0.61"}, None),
        ({"guess": "0.61", "predict": "on"}, None),
        ({"guess": "0.61", "reveal": "1"}, None),
        ({"guess": "0.61", "predict": "on", "reveal": "1"}, 0.61),
    ],
)
def test_a_prediction_counts_once_it_is_handed_in(asked: dict[str, str], guess: float | None) -> None:
    state = read(ONE | asked)

    assert state.guess == guess
    assert "guess" not in query(state)
