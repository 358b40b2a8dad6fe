"""What a platform's roles mean here; each is compared as a whole.
https://www.imsglobal.org/spec/lti/v1p3#role-vocabularies
"""

from __future__ import annotations

from collections.abc import Iterable

from assessments.models import Membership

Role = Membership.Role
BASE = "http://purl.imsglobal.org/vocab/lis/v2/"
IN_COURSE, SUB_ROLE = f"{BASE}membership#", f"{BASE}membership/Instructor#TeachingAssistant"
MEANT = {
    f"{IN_COURSE}Instructor": Role.INSTRUCTOR,
    f"{IN_COURSE}ContentDeveloper": Role.INSTRUCTOR,
    f"{IN_COURSE}Administrator": Role.INSTRUCTOR,
    f"{IN_COURSE}Manager": Role.ASSISTANT,
    SUB_ROLE: Role.ASSISTANT,
    f"{IN_COURSE}Learner": Role.LEARNER,
    f"{IN_COURSE}Member": Role.LEARNER,
    # Without a namespace, as the specification still allows for roles in a course
    "Instructor": Role.INSTRUCTOR,
    "ContentDeveloper": Role.INSTRUCTOR,
    "Administrator": Role.INSTRUCTOR,
    "Learner": Role.LEARNER,
}
TEACHING = {Role.INSTRUCTOR, Role.ASSISTANT}


def role_of(named: Iterable[str]) -> str:
    """Assistants come as assistants although they are called instructors, too; who has no known role learns.

    A mentor is a parent or an adviser of single learners, and sees nothing of the others.
    """
    roles = set(named)
    found = {MEANT[role] for role in roles if role in MEANT}
    assists = SUB_ROLE in roles
    order = (Role.ASSISTANT, Role.INSTRUCTOR) if assists else (Role.INSTRUCTOR, Role.ASSISTANT)
    return next((role for role in order if role in found), Role.LEARNER)
