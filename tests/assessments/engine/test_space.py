from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.engine.space import Space, shuffled

AXES = {"size": (2, 3, 5), "gate": ("f", "o")}
POINTS = [
    {"size": 2, "gate": "f"},
    {"size": 2, "gate": "o"},
    {"size": 3, "gate": "f"},
    {"size": 3, "gate": "o"},
    {"size": 5, "gate": "f"},
    {"size": 5, "gate": "o"},
]

keys = st.binary(min_size=1, max_size=100)


def test_points_come_in_order_with_the_last_axis_fastest() -> None:
    assert list(Space(AXES)) == POINTS


def test_a_space_without_axes_is_a_single_point() -> None:
    assert list(Space({})) == [{}]


@pytest.mark.parametrize(("axes", "size"), [({}, 1), ({"n": (7,)}, 1), (AXES, 6), (AXES | {"t": range(10)}, 60)])
def test_the_size_is_the_product_of_the_axes(axes: dict[str, tuple[object, ...]], size: int) -> None:
    assert len(Space(axes)) == size


@pytest.mark.parametrize("index", [-1, 6])
def test_there_is_nothing_outside(index: int) -> None:
    with pytest.raises(IndexError):
        Space(AXES)[index]


@given(st.integers(1, 300), keys)
def test_a_keyed_order_is_a_permutation(size: int, key: bytes) -> None:
    assert sorted(shuffled(place, size, key) for place in range(size)) == list(range(size))


@given(st.integers(1, 10**12), st.data(), keys)
def test_a_place_in_a_large_space_is_found_without_listing_it(size: int, data: st.DataObject, key: bytes) -> None:
    place = data.draw(st.integers(0, size - 1))

    assert 0 <= shuffled(place, size, key) < size


@given(st.integers(1, 50), st.integers(0, 10**6), keys)
def test_each_stretch_gives_one_of_its_own_points(stretches: int, more: int, key: bytes) -> None:
    space = Space({"n": tuple(range(stretches + more % 1000))})
    edges = [place * len(space) // stretches for place in range(stretches + 1)]

    found = [space.in_stretch(place, stretches, key)["n"] for place in range(stretches)]

    assert all(edges[place] <= found[place] < edges[place + 1] for place in range(stretches))


def test_a_sample_by_stretches_has_every_value_of_every_axis() -> None:
    axes = {"a": tuple(range(40)), "b": tuple(range(50)), "c": tuple(range(100)), "d": ("x", "y")}
    space = Space(axes)
    sample = [space.in_stretch(place, 5000, b"key") for place in range(5000)]

    assert {name: sorted({point[name] for point in sample}) for name in axes} == {n: list(v) for n, v in axes.items()}


@given(keys)
def test_a_lap_shows_every_point_once(key: bytes) -> None:
    space = Space(AXES)
    lap = [space.in_order_of(key, position) for position in range(6)]

    assert sorted(lap, key=POINTS.index) == POINTS


def test_the_next_lap_has_an_order_of_its_own() -> None:
    space = Space({"n": tuple(range(100))})
    laps = [[space.in_order_of(b"learner", 100 * lap + place)["n"] for place in range(100)] for lap in range(3)]

    assert [sorted(lap) for lap in laps] == [list(range(100))] * 3
    assert laps[0] != laps[1] != laps[2] != laps[0]


def test_learners_have_orders_of_their_own() -> None:
    space = Space({"n": tuple(range(1000))})
    first = Counter(space.in_order_of(f"learner {number}".encode(), 0)["n"] for number in range(1000))

    assert len(first) > 500  # of 1,000 free draws about 632 differ


def test_the_order_stays_the_same_for_ever() -> None:
    space = Space({"n": tuple(range(10))})

    assert [space.in_order_of(b"key", place)["n"] for place in range(10)] == [5, 7, 3, 0, 8, 2, 9, 6, 1, 4]
