"""A launch that is believed becomes a person, a course and a link here."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction

from assessments.models import Attempt, Context, Course, Deployment, LineItem, LtiUser, Passback, Registration
from assessments.models.lti.place import ResourceLink
from assessments.services.lti import contents, dates, passback
from assessments.services.lti.contents import Unplaceable
from assessments.services.lti.messages import Message, Offered, Where
from assessments.services.lti.people import Role, Seat, people_of, recognise, seat, write_down

State = Passback.State


@dataclass(frozen=True)
class Arrived:
    person: LtiUser
    role: str
    context: Context
    link: ResourceLink | None

    @property
    def user(self) -> AbstractBaseUser:
        return self.person.user

    @property
    def teaches(self) -> bool:
        return self.role != Role.LEARNER


def deployment_of(registration: Registration, deployment_id: str) -> Deployment:
    """Waiting for approval, where it is new."""
    return Deployment.objects.get_or_create(registration=registration, deployment_id=deployment_id)[0]


@transaction.atomic
def arrive(deployment: Deployment, message: Message, now: datetime) -> Arrived:
    # Before anybody is looked up: whoever has an older name here must not be met as a stranger.
    recognise(deployment.registration, message.who.sub, message.before.person)
    (person,) = people_of(deployment.registration, [message.who])
    context = context_of(deployment, message)
    recognise_link(context, message.where.link_id, message.before.link)
    moves = seat(context, [Seat(person, message.who.role)])
    arrived = Arrived(person, message.who.role, context, link_of(context, message.where, now))
    if arrived.link and arrived.link.assessment:
        note_column(arrived.link, message.offered, now)
        dates.take_over(arrived.link.assessment, message.where.dates, None if arrived.teaches else arrived.user, now)
        if not arrived.teaches:
            expect_scores(arrived.link, person, now)
    write_down(context, moves, now)
    return arrived


def recognise_link(context: Context, link_id: str, old_id: str) -> None:
    """The same link under its name of now, with its quiz, its column and its scores."""
    if link_id and old_id and not context.links.filter(link_id=link_id).exists():
        context.links.filter(link_id=old_id).update(link_id=link_id)


def context_of(deployment: Deployment, message: Message) -> Context:
    """With a course of its own from the first launch on."""
    where, name = message.where, context_name(message)
    known = Context.objects.select_related("course", "deployment").filter(deployment=deployment, context_id=name)
    found = known.first()
    if found is None:
        title = where.title or where.link_title or "Course"
        try:
            with transaction.atomic():
                course = Course.objects.create(slug=f"lti-{secrets.token_hex(6)}", title=title[:200])
                found = Context.objects.create(deployment=deployment, context_id=name, course=course)
        # A whole class may come by its first launch at once; one of them was quicker.
        except IntegrityError:
            found = known.get()
    told = {"title": where.title[:200], "roster_url": message.offered.roster_url, "history": list(where.history)}
    # What the platform leaves out this time stays as it was told before.
    new = {field: value for field, value in told.items() if value and getattr(found, field) != value}
    for field, value in new.items():
        setattr(found, field, value)
    if new:
        found.save(update_fields=list(new))
    return found


def context_name(message: Message) -> str:
    """A link outside of any course is one by itself, and so is a teacher who chooses there."""
    where = message.where
    alone = f"link {where.link_id}" if where.link_id else f"person {message.who.sub}"
    return (where.context_id or alone)[:255]


def link_of(context: Context, where: Where, now: datetime) -> ResourceLink | None:
    """Led to what it asks for; one that asks for nothing waits for a teacher to choose."""
    if not where.link_id:
        return None
    link, _ = ResourceLink.objects.get_or_create(
        context=context, link_id=where.link_id, defaults={"title": where.link_title[:255]}
    )
    if where.content and where.content != link.content:
        with suppress(Unplaceable):  # retired or from elsewhere: what it led to stays, else a teacher chooses anew
            contents.bind(link, where.content)
            follow(link, now)
    return link


def note_column(link: ResourceLink, offered: Offered, now: datetime) -> None:
    """Never carried over from another link: the platform names it at each launch, or it is looked for."""
    line, _ = LineItem.objects.get_or_create(link=link)
    was = line.url
    before = (line.container_url, line.scopes, was, line.declared)
    line.container_url = offered.columns_url or line.container_url
    line.scopes = list(offered.scopes) or line.scopes
    if offered.column_url:
        line.url, line.declared = offered.column_url, True
    if before != (line.container_url, line.scopes, line.url, line.declared):
        line.save(update_fields=["container_url", "scopes", "url", "declared"])
    # Scores that found none, or no longer: here is another one, for those that the one before took with it, too.
    if offered.column_url not in {"", was} and link.passbacks.filter(state=State.PARKED).exists():
        passback.move(link.pk, [State.SENT, State.PARKED], now)


def expect_scores(link: ResourceLink, person: LtiUser, now: datetime) -> None:
    """From now on this learner's scores at the quiz go to this link, those so far included."""
    _, is_new = Passback.objects.get_or_create(link=link, person=person)
    if is_new:
        # Attempts from before the first launch here: they did not know that an LMS asks for them.
        theirs = Attempt.real.filter(learner=person.user_id, assessment=link.assessment_id)
        if theirs.update(reported=True):
            passback.want(Passback.objects.filter(link=link, person=person), now)


def expect_scores_of_all(link: ResourceLink, now: datetime) -> None:
    """Of the context's learners, for a link that has just been led to a quiz."""
    if link.assessment is None:
        return
    LineItem.objects.get_or_create(link=link)
    learning = link.context.members.filter(role=Role.LEARNER, active=True).select_related("person")
    for member in learning:
        expect_scores(link, member.person, now)
    follow(link, now)


def follow(link: ResourceLink, now: datetime) -> None:
    """Of learners who came by this link while it led elsewhere, what they did at its quiz of now counts from now on."""
    if link.assessment:
        theirs = Attempt.real.filter(assessment=link.assessment, learner__in=link.passbacks.values("person__user"))
        theirs.update(reported=True)
        passback.want(link.passbacks.filter(person__user__in=theirs.values("learner")), now)
