from __future__ import annotations

from typing import Any

import pytest

from assessments.engine.formats import Ends, Format, Interval, Rows, Shape, Vector
from assessments.interchange.spellings import spellings


@pytest.mark.parametrize(
    ("form", "key", "some", "none"),
    [
        (Shape(), (3, 4), {"(3,4)", "[3, 4]", "3, 4", "3x4", "3 × 4"}, {"12", "3:4"}),
        (Shape(), (3,), {"(3)", "3"}, {"3:"}),
        (Rows(), (12, 24), {"12 to 23", "rows 12-23", "[12:24]"}, {"12 to 24"}),
        (Interval(), Ends(0, 1, True, False), {"(0,1]", "(0; 1]"}, {"(0, 1)", "0, 1", "[0, 1]"}),
        (Vector(), (0.5, -1.0), {"0.5, -1", "[0.5 -1]"}, {"0.5x-1"}),
    ],
)
def test_each_spelling_means_the_same(form: Format[Any], key: Any, some: set[str], none: set[str]) -> None:
    found = spellings(form, form.show(key), key)

    assert found[0] == form.show(key)
    assert [text for text in found if form.credit(form.parse(text), key) < 1] == []
    assert (some - set(found), none & set(found), len(set(found))) == (set(), set(), len(found))
