from __future__ import annotations

import pytest

from assessments.lti.calling.links import next_page

HERE = "https://lms.example/lineitems?page=1"


@pytest.mark.parametrize(
    ("header", "following"),
    [
        ('<https://lms.example/lineitems?page=2>; rel="next"', "https://lms.example/lineitems?page=2"),
        ("<https://lms.example/a?b=c&amp;d=e>; rel=“next”", "https://lms.example/a?b=c&d=e"),
        ("<https://lms.example/2>; rel=next", "https://lms.example/2"),
        ('<https://lms.example/1>; rel="first", <https://lms.example/2>; rel="next"', "https://lms.example/2"),
        ('<https://lms.example/2>; title="a, b"; rel="last next"', "https://lms.example/2"),
        ('<?page=2>; rel="NEXT"', "https://lms.example/lineitems?page=2"),
        ('<https://lms.example/Case>; REL="next"', "https://lms.example/Case"),
        ('<https://lms.example/d>; rel="differences"', ""),
        ("", ""),
        ("nonsense; <", ""),
    ],
)
def test_the_next_page_is_found_however_it_is_written(header: str, following: str) -> None:
    assert next_page(HERE, header) == following
