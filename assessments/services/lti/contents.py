"""What a link leads to: a quiz of the context's own course, copied there at need, or a bank to practise."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from assessments.models import Assessment, Bank, Course, Deployment, ResourceLink
from assessments.models.lti.place import Context
from assessments.queries.courses import joined_by, practised_in, with_posed, with_questions
from assessments.services.courses.copying import DATES, copy_assessment, free_slug
from assessments.services.errors import Refused

QUIZ, BANK = "quiz", "bank"
TEACHERS = ("owner", "instructor", "assistant")


class Unplaceable(Refused):
    """There is no such content for this deployment."""


@dataclass(frozen=True)
class Content:
    assessment: Assessment | None = None
    bank: Bank | None = None

    @property
    def id(self) -> str:
        """Nobody guesses it: it ends with a signature."""
        return signed(f"{QUIZ}-{self.assessment.pk}" if self.assessment else f"{BANK}-{self.bank.pk}")

    @property
    def title(self) -> str:
        return str(self.assessment or self.bank)


def signed(name: str) -> str:
    return f"{name}-{salted_hmac('assessments.lti.content', name, algorithm='sha256').hexdigest()[:20]}"


def placeable_quizzes(deployment: Deployment, teacher: AbstractBaseUser) -> QuerySet[Assessment]:
    """What this teacher may choose from, of what can be placed here; of a copied quiz the original goes unsaid."""
    theirs = joined_by(teacher, "course__") & Q(course__memberships__role__in=TEACHERS)
    mine = Q(course__open_to_all=True) | Q(course__deployments=deployment) | theirs
    found = quizzes_within(deployment).filter(mine).distinct()
    return with_questions(Assessment.objects.filter(pk__in=found)).order_by("position", "title", "pk")


def placeable_banks(deployment: Deployment) -> QuerySet[Bank]:
    """Shared ones, and those of open courses and of the deployment's own."""
    own = Course.objects.filter(context__deployment=deployment)
    return with_posed(practised_in(open_or(own)))


def open_or(own: QuerySet[Course]) -> QuerySet[Course]:
    return Course.objects.filter(open_to_all=True) | own


def banks_for(course: int) -> QuerySet[Bank]:
    """Of these, what the learners of one course find."""
    return with_posed(practised_in(open_or(Course.objects.filter(pk=course))))


def content_of(content_id: str, deployment: Deployment) -> Content:
    """Raises Unplaceable."""
    what, _, rest = content_id.partition("-")
    number = rest.partition("-")[0]
    genuine = number.isascii() and number.isdecimal() and constant_time_compare(content_id, signed(f"{what}-{number}"))
    if not genuine:
        raise Unplaceable(content_id)
    if what == BANK:
        found = Content(bank=placeable_banks(deployment).filter(pk=number).first())
    else:
        found = Content(assessment=quizzes_within(deployment).filter(pk=number).first())
    if found == Content():
        raise Unplaceable(content_id)
    return found


def quizzes_within(deployment: Deployment) -> QuerySet[Assessment]:
    """Also those of the deployment's other courses: that is where a copied course has its links from."""
    here = Q(course__context__deployment=deployment) | Q(course__deployments=deployment) | Q(course__open_to_all=True)
    # Nested, because the joins to deployments tell a quiz once for each of them.
    return Assessment.objects.filter(pk__in=Assessment.objects.filter(here, published=True))


def bind(link: ResourceLink, content_id: str, *, asks: str = "") -> None:
    """Lead the link there, whatever else it `asks` for. Nothing that anybody did elsewhere comes with it.

    Raises Unplaceable.
    """
    chosen = content_of(content_id, link.context.deployment)
    if chosen.bank and chosen.bank not in banks_for(link.context.course_id):
        raise Unplaceable(content_id)  # its learners would not find it
    link.content, link.bank = asks or content_id, chosen.bank
    link.assessment = chosen.assessment and brought_into(link.context.course, chosen.assessment)
    link.is_copy = comes_from_a_course(chosen, link.context)
    link.save(update_fields=["content", "bank", "assessment", "is_copy"])


def comes_from_a_course(chosen: Content, context: Context) -> bool:
    source = chosen.assessment
    return source is not None and Context.objects.filter(course=source.course_id).exclude(pk=context.pk).exists()


def brought_into(course: Course, source: Assessment) -> Assessment:
    """The quiz itself where it is of the course; else the course's own copy of it."""
    if source.course_id == course.pk:
        return source
    with transaction.atomic():
        # Of learners who open a copied course's link together, all get one and the same copy.
        Course.objects.select_for_update(no_key=True).get(pk=course.pk)
        return Assessment.objects.filter(course=course, origin=source).first() or copied(course, source)


def copied(course: Course, source: Assessment) -> Assessment:
    """The dates of a course that was copied are last year's; those of a quiz from a shared shelf are meant."""
    copy = copy_assessment(source, course, source.title, free_slug(f"{source.slug}-{course.pk}"))
    copy.origin, copy.published = source, True
    # No context: no LMS has copied that course, so its dates are of now.
    if not Context.objects.filter(course=source.course_id).exists():
        for name in DATES:
            setattr(copy, name, getattr(source, name))
    copy.save()
    return copy
