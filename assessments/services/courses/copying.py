"""Copies of quizzes and courses. What learners did is never copied; items stay in their banks and are named again."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from assessments.models import Assessment, Course, Membership, Section, Slot
from assessments.services.courses.membership import enrol

DATES = ("opens_at", "due_at", "closes_at")


@transaction.atomic
def copy_assessment(assessment: Assessment, course: Course, title: str, slug: str) -> Assessment:
    """With its sections, slots and settings; unpublished, without its dates, and not what an LMS leads to."""
    # Whatever columns are added later are copied, too; those that are not to be have to be named here.
    kept = plain(assessment, without={"id", "course", "title", "slug", "published", "origin", *DATES})
    copy = Assessment.objects.create(course=course, title=title, slug=slug, published=False, **kept)
    sections = {
        one.pk: Section.objects.create(assessment=copy, **plain(one, without={"id", "assessment"}))
        for one in assessment.sections.all()
    }
    Slot.objects.bulk_create(
        Slot(
            assessment=copy,
            section=sections.get(slot.section_id),
            **plain(slot, without={"id", "assessment", "section"}),
        )
        for slot in assessment.slots.all()
    )
    return copy


@transaction.atomic
def copy_course(course: Course, title: str, slug: str, owner: AbstractBaseUser, now: datetime) -> Course:
    """With its quizzes, each at a new address, and nobody in it but the owner."""
    # Open to nobody until its owner says so.
    copy = Course.objects.create(title=title, slug=slug, description=course.description, open_to_all=False)
    enrol(copy, owner, Membership.Role.OWNER, owner, now)
    for quiz in course.assessments.all():
        copy_assessment(quiz, copy, quiz.title, free_slug(f"{slug}-{quiz.slug}"))
    return copy


def free_slug(wanted: str) -> str:
    """Cut to what a slug may hold, and numbered where it is taken."""
    longest = Assessment._meta.get_field("slug").max_length
    slug, number = wanted[:longest], 1
    while Assessment.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{wanted[: longest - len(str(number)) - 1]}-{number}"
    return slug


def plain(row: Assessment | Section | Slot, without: set[str]) -> dict[str, object]:
    """The values of its columns."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.fields if field.name not in without}
