"""What someone may see as a course's owner, instructor or assistant. A superuser has all of everything.

Each fetches and permits in one act: what is not in the queryset does not exist for whoever asks.
"""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Exists, Q, QuerySet

from assessments.models import (
    AUTHORS,
    STAFF,
    Accommodation,
    ApiToken,
    Assessment,
    Attempt,
    Bank,
    Course,
    Endpoint,
    Event,
    Group,
    Item,
    ItemSession,
    Membership,
    Notice,
    ProblemReport,
    Regrade,
    Response,
    Revision,
    Roles,
)


def roles_of(user: AbstractBaseUser) -> Roles:
    """All that the user is, in whichever course."""
    return frozenset(Membership.objects.filter(user=user, active=True).values_list("role", flat=True).distinct())


def held(user: AbstractBaseUser, roles: Roles) -> QuerySet[Membership]:
    return Membership.objects.filter(user=user, role__in=roles, active=True)


def courses_of(user: AbstractBaseUser, roles: Roles = STAFF) -> QuerySet[Course]:
    every = Course.objects.all()
    return every if user.is_superuser else every.filter(pk__in=held(user, roles).values("course"))


def memberships_of(user: AbstractBaseUser, roles: Roles = STAFF) -> QuerySet[Membership]:
    every = Membership.objects.all()
    return every if user.is_superuser else every.filter(course__in=courses_of(user, roles))


def assessments_of(user: AbstractBaseUser, roles: Roles = STAFF) -> QuerySet[Assessment]:
    every = Assessment.objects.all()
    return every if user.is_superuser else every.filter(course__in=courses_of(user, roles))


def banks_of(user: AbstractBaseUser, roles: Roles = AUTHORS) -> QuerySet[Bank]:
    """Those of the user's courses, and the shared library."""
    shared = Q(Exists(held(user, roles)), course=None)
    every = Bank.objects.all()
    return every if user.is_superuser else every.filter(shared | Q(course__in=courses_of(user, roles)))


def own_banks_of(user: AbstractBaseUser, roles: Roles = AUTHORS) -> QuerySet[Bank]:
    """Without the shared library, which is for superusers to change."""
    every = Bank.objects.all()
    return every if user.is_superuser else every.filter(course__in=courses_of(user, roles))


def items_of(user: AbstractBaseUser, roles: Roles = AUTHORS) -> QuerySet[Item]:
    every = Item.objects.all()
    return every if user.is_superuser else every.filter(bank__in=banks_of(user, roles))


def own_items_of(user: AbstractBaseUser, roles: Roles = AUTHORS) -> QuerySet[Item]:
    every = Item.objects.all()
    return every if user.is_superuser else every.filter(bank__in=own_banks_of(user, roles))


def revisions_of(user: AbstractBaseUser, roles: Roles = AUTHORS) -> QuerySet[Revision]:
    every = Revision.objects.all()
    return every if user.is_superuser else every.filter(item__in=items_of(user, roles))


def attempts_of(user: AbstractBaseUser, roles: Roles = STAFF) -> QuerySet[Attempt]:
    """At the quizzes of the user's courses, and practice on their banks. Practice on shared banks is nobody's."""
    every, courses = Attempt.real.all(), courses_of(user, roles)
    theirs = Q(assessment__course__in=courses) | Q(bank__course__in=courses)
    return every if user.is_superuser else every.filter(theirs)


def sessions_of(user: AbstractBaseUser, roles: Roles = STAFF) -> QuerySet[ItemSession]:
    every = ItemSession.real.all()
    return every if user.is_superuser else every.filter(attempt__in=attempts_of(user, roles))


def responses_of(user: AbstractBaseUser, roles: Roles = STAFF) -> QuerySet[Response]:
    every = Response.real.all()
    return every if user.is_superuser else every.filter(session__attempt__in=attempts_of(user, roles))


def reports_of(user: AbstractBaseUser, roles: Roles = STAFF) -> QuerySet[ProblemReport]:
    every = ProblemReport.objects.all()
    return every if user.is_superuser else every.filter(session__attempt__in=attempts_of(user, roles))


def groups_of(user: AbstractBaseUser, roles: Roles = STAFF) -> QuerySet[Group]:
    every = Group.objects.all()
    return every if user.is_superuser else every.filter(course__in=courses_of(user, roles))


def accommodations_of(user: AbstractBaseUser, roles: Roles = STAFF) -> QuerySet[Accommodation]:
    every = Accommodation.objects.all()
    return every if user.is_superuser else every.filter(course__in=courses_of(user, roles))


def events_of(user: AbstractBaseUser, roles: Roles = AUTHORS) -> QuerySet[Event]:
    every = Event.objects.all()
    return every if user.is_superuser else every.filter(course__in=courses_of(user, roles))


def regrades_of(user: AbstractBaseUser, roles: Roles = STAFF) -> QuerySet[Regrade]:
    every = Regrade.objects.all()
    return every if user.is_superuser else every.filter(assessment__course__in=courses_of(user, roles))


def people_of(user: AbstractBaseUser, roles: Roles = STAFF) -> QuerySet[AbstractBaseUser]:
    """Who is in the user's courses, in whatever role."""
    every = get_user_model().objects.all()
    together = Membership.objects.filter(course__in=courses_of(user, roles))
    return every if user.is_superuser else every.filter(pk__in=together.values("user"))


def endpoints_of(user: AbstractBaseUser, roles: Roles = AUTHORS) -> QuerySet[Endpoint]:
    every = Endpoint.objects.exclude(course=None)
    return every if user.is_superuser else every.filter(course__in=courses_of(user, roles))


def notices_of(user: AbstractBaseUser, roles: Roles = AUTHORS) -> QuerySet[Notice]:
    return Notice.objects.filter(endpoint__in=endpoints_of(user, roles))


def tokens_of(user: AbstractBaseUser, roles: Roles = AUTHORS) -> QuerySet[ApiToken]:
    every = ApiToken.objects.all()
    return every if user.is_superuser else every.filter(course__in=courses_of(user, roles))
