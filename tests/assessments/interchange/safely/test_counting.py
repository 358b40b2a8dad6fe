from __future__ import annotations

from itertools import count

import pytest

from assessments.interchange.safely.counting import MOST_ITEMS, few, questions
from assessments.interchange.safely.unsafe import Unsafe


def test_as_many_as_may_be_are_kept() -> None:
    assert few(iter("abc"), "letters", 3) == ["a", "b", "c"]
    assert questions(range(MOST_ITEMS)) == tuple(range(MOST_ITEMS))


def test_of_too_many_only_the_first_one_over_is_looked_at() -> None:
    looked_at = count()

    with pytest.raises(Unsafe, match="more than 1,000 questions are listed"):
        questions(looked_at)

    assert next(looked_at) == MOST_ITEMS + 1
