from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import NoReverseMatch, get_script_prefix, reverse, set_script_prefix

from assessments.web.addresses import address

ATTEMPT = UUID(int=7)


def test_it_is_what_django_makes_of_it_however_often() -> None:
    wanted = reverse("item", args=[ATTEMPT, 3])

    assert [address("item", ATTEMPT, 3) for _ in range(2)] == [wanted, wanted]


def test_a_launch_has_its_own() -> None:
    outside, before = address("attempt", ATTEMPT), get_script_prefix()
    set_script_prefix("/lti/at/1/")
    try:
        within = address("attempt", ATTEMPT)
    finally:
        set_script_prefix(before)

    assert within == f"/lti/at/1{outside}"
    assert address("attempt", ATTEMPT) == outside


def test_a_page_that_is_not_there_has_none() -> None:
    with pytest.raises(NoReverseMatch):
        address("nowhere")
