import os

import pytest

from assessments.management.scratch import apart


@pytest.mark.django_db
@pytest.mark.slow
def test_what_is_made_apart_takes_none_of_our_memory() -> None:
    assert apart(os.getpid) != os.getpid()
