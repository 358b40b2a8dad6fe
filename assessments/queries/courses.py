"""Reading courses and assessments: what a learner may see, and what there is to practise."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Count, F, Prefetch, Q, QuerySet, Sum

from assessments.models import Assessment, Bank, Course, Slot


def joined_by(user: AbstractBaseUser, path: str = "") -> Q:
    """Courses that the user is in and has not left."""
    return Q(**{f"{path}memberships__user": user, f"{path}memberships__active": True})


def within_reach(user: AbstractBaseUser | AnonymousUser) -> QuerySet[Course]:
    """The courses open to all, and those that the user is in."""
    mine = joined_by(user) if user.is_authenticated else Q()
    return Course.objects.filter(Q(open_to_all=True) | mine).distinct()


def courses_for(user: AbstractBaseUser) -> QuerySet[Course]:
    """Those within the learner's reach, with their published assessments in order."""
    offered = with_questions(Assessment.objects.filter(published=True)).order_by("position", "title")
    return within_reach(user).prefetch_related(Prefetch("assessments", queryset=offered, to_attr="offered"))


def assessment_for(user: AbstractBaseUser, slug: str) -> Assessment:
    """Raises Assessment.DoesNotExist, also where the learner is not of the course."""
    mine = Q(course__open_to_all=True) | joined_by(user, "course__")
    found = Assessment.objects.filter(mine, published=True, slug=slug).distinct()
    # Nested: joins to members would multiply the slots that are summed up.
    return with_questions(Assessment.objects.filter(pk__in=found).select_related("course")).get()


def published_for(user: AbstractBaseUser) -> QuerySet[Assessment]:
    """The published assessments of the courses within the learner's reach."""
    return Assessment.objects.filter(published=True, course__in=within_reach(user)).order_by("pk")


def slots_of(assessments: Iterable[int]) -> QuerySet[Slot]:
    """With the title of the assessment that each stands in."""
    return Slot.objects.filter(assessment__in=assessments).annotate(quiz=F("assessment__title"))


def with_questions(assessments: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """With the number of questions that an attempt has."""
    return assessments.annotate(questions=Sum("slots__draws", default=0))


def practised_in(courses: QuerySet[Course]) -> QuerySet[Bank]:
    """Those open for practice that are shared, or of one of the courses."""
    return Bank.objects.filter(Q(course=None) | Q(course__in=courses), open_for_practice=True)


def with_posed(banks: QuerySet[Bank]) -> QuerySet[Bank]:
    """Those with something to ask, and how many questions each can pose."""
    posed = Count("items", filter=Q(items__archived=False, items__current__isnull=False))
    return banks.annotate(item_count=posed).filter(item_count__gt=0)


def banks_to_practise(user: AbstractBaseUser | AnonymousUser) -> QuerySet[Bank]:
    return with_posed(practised_in(within_reach(user)))


def bank_to_practise(user: AbstractBaseUser, slug: str) -> Bank:
    """Raises Bank.DoesNotExist, also where it is of a course that the learner is not in."""
    return banks_to_practise(user).get(slug=slug)


def open_assessments() -> QuerySet[Assessment]:
    """What anyone may take after the lesson."""
    return with_questions(Assessment.objects.filter(published=True, course__open_to_all=True)).order_by("position")
