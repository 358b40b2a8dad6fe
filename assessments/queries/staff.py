"""What someone may see as a course's owner, instructor or assistant. A superuser has all of everything.

Each fetches and permits in one act: what is not in the queryset does not exist for whoever asks. `OF` has all by model.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Exists, Model, Q, QuerySet

from assessments.models import (
    AUTHORS,
    OWNERS,
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

Rows = Callable[..., QuerySet[Any]]  # of a user, and of roles where they are not the usual ones


def roles_of(user: AbstractBaseUser) -> Roles:
    """All that the user is, in whichever course."""
    return frozenset(Membership.objects.filter(user=user, active=True).values_list("role", flat=True).distinct())


def held(user: AbstractBaseUser, roles: Roles) -> QuerySet[Membership]:
    return Membership.objects.filter(user=user, role__in=roles, active=True)


def courses_of(user: AbstractBaseUser, roles: Roles = STAFF) -> QuerySet[Course]:
    every = Course.objects.all()
    return every if user.is_superuser else every.filter(pk__in=held(user, roles).values("course"))


def through(path: str, reached: Rows, model: type[Model], usually: Roles = STAFF) -> Rows:
    """The rows whose path leads to what is reached; previews are nobody's rows."""

    def rows(user: AbstractBaseUser, roles: Roles = usually) -> QuerySet[Any]:
        every = getattr(model, "real", model.objects).all()
        return every if user.is_superuser else every.filter(**{f"{path}__in": reached(user, roles)})

    return rows


def banks_of(user: AbstractBaseUser, roles: Roles = AUTHORS) -> QuerySet[Bank]:
    """Those of the user's courses, and the shared library."""
    # The library is for those who write anywhere, not for everyone who is logged in.
    shared = Q(Exists(held(user, roles)), course=None)
    every = Bank.objects.all()
    return every if user.is_superuser else every.filter(shared | Q(course__in=courses_of(user, roles)))


def attempts_of(user: AbstractBaseUser, roles: Roles = STAFF) -> QuerySet[Attempt]:
    """At the quizzes of the user's courses, and practice on their banks. Practice on shared banks is nobody's."""
    every, courses = Attempt.real.all(), courses_of(user, roles)
    theirs = Q(assessment__course__in=courses) | Q(bank__course__in=courses)
    return every if user.is_superuser else every.filter(theirs)


def people_of(user: AbstractBaseUser, roles: Roles = STAFF) -> QuerySet[AbstractBaseUser]:
    """Who is in the user's courses, in whatever role."""
    every = get_user_model().objects.all()
    # Whoever has left counts as well: what they did is still to be seen.
    together = Membership.objects.filter(course__in=courses_of(user, roles))
    return every if user.is_superuser else every.filter(pk__in=together.values("user"))


def endpoints_of(user: AbstractBaseUser, roles: Roles = AUTHORS) -> QuerySet[Endpoint]:
    every = Endpoint.objects.exclude(course=None)
    return every if user.is_superuser else every.filter(course__in=courses_of(user, roles))


def notices_of(user: AbstractBaseUser, roles: Roles = AUTHORS) -> QuerySet[Notice]:
    return Notice.objects.filter(endpoint__in=endpoints_of(user, roles))


memberships_of = through("course", courses_of, Membership)
assessments_of = through("course", courses_of, Assessment)
groups_of = through("course", courses_of, Group)
accommodations_of = through("course", courses_of, Accommodation)
events_of = through("course", courses_of, Event, AUTHORS)
tokens_of = through("course", courses_of, ApiToken, AUTHORS)
regrades_of = through("assessment__course", courses_of, Regrade)

own_banks_of = through("course", courses_of, Bank, AUTHORS)  # without the library, which is for superusers to change
own_items_of = through("bank", own_banks_of, Item, AUTHORS)
items_of = through("bank", banks_of, Item, AUTHORS)
revisions_of = through("item", items_of, Revision, AUTHORS)

sessions_of = through("attempt", attempts_of, ItemSession)
responses_of = through("session__attempt", attempts_of, Response)
reports_of = through("session__attempt", attempts_of, ProblemReport)

OF: Mapping[type[Model], Rows] = {
    Accommodation: accommodations_of,
    ApiToken: tokens_of,
    Assessment: assessments_of,
    Attempt: attempts_of,
    Bank: banks_of,
    Course: courses_of,
    Endpoint: endpoints_of,
    Event: events_of,
    Group: groups_of,
    Item: items_of,
    ItemSession: sessions_of,
    Membership: memberships_of,
    Notice: notices_of,
    ProblemReport: reports_of,
    Regrade: regrades_of,
    Response: responses_of,
    Revision: revisions_of,
    get_user_model(): people_of,
}


def erasable_by(user: AbstractBaseUser) -> QuerySet[AbstractBaseUser]:
    """Learners who have never been in a course but the user's own; superusers reach everyone but themselves."""
    others = get_user_model().objects.exclude(pk=user.pk)
    if user.is_superuser:
        return others
    elsewhere = Membership.objects.exclude(course__in=courses_of(user, OWNERS))
    own = Membership.objects.filter(course__in=courses_of(user, OWNERS))
    learners = others.filter(is_staff=False, is_superuser=False, pk__in=own.values("user"))
    return learners.exclude(pk__in=elsewhere.values("user"))
