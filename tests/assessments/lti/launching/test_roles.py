from __future__ import annotations

import pytest

from assessments.lti.launching.roles import BASE, IN_COURSE, SUB_ROLE, role_of


@pytest.mark.parametrize(
    ("named", "role"),
    [
        ([], "learner"),
        (["Instructor"], "instructor"),
        ([f"{IN_COURSE}Instructor", SUB_ROLE], "assistant"),
        ([f"{IN_COURSE}Learner", f"{IN_COURSE}Instructor"], "instructor"),
        ([f"{BASE}institution/person#Instructor"], "learner"),
        ([f"{IN_COURSE}Mentor"], "learner"),
        ([f"{BASE}institution/person#Student", f"{IN_COURSE}Learner", f"{IN_COURSE}Mentor"], "learner"),
    ],
)
def test_a_role_in_the_course_is_what_counts_and_a_mentor_teaches_nobody(named: list[str], role: str) -> None:
    assert role_of(named) == role
