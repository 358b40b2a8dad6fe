"""Reading platforms, and what within them belongs to whom."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from assessments.models import Assessment, Attempt, Context, Deployment, Launch, Passback, Registration, ResourceLink


def active_registrations() -> QuerySet[Registration]:
    return Registration.objects.filter(state=Registration.State.ACTIVE)


def registration_at(issuer: str, client_id: str, registration_id: UUID | None = None) -> Registration | None:
    """By its own login address, else by issuer and client; without a client only where there is one to choose."""
    found = Registration.objects.filter(issuer=issuer)
    if registration_id:
        found = found.filter(pk=registration_id)
    if client_id:
        found = found.filter(client_id=client_id)
    # Two tell as well as all of them that it cannot be decided.
    two = list(found[:2])
    return two[0] if len(two) == 1 else None


def launch_within(launch_id: UUID) -> Launch | None:
    """One that was let in, at a platform and a place in it that are still switched on."""
    together = Launch.objects.select_related("registration", "deployment", "link__context__course", "link__assessment")
    return together.filter(
        pk=launch_id,
        refusal="",
        registration__state=Registration.State.ACTIVE,
        deployment__state=Deployment.State.APPROVED,
    ).first()


def latest_attempt(launch: Launch, sub: str) -> Attempt | None:
    """Of the person that the platform calls so, at the quiz of the launch."""
    if launch.link is None or launch.link.assessment_id is None:
        return None
    theirs = Attempt.real.filter(
        learner__lti__registration=launch.registration_id,
        learner__lti__sub=sub,
        assessment=launch.link.assessment_id,
    )
    return theirs.select_related("assessment", "bank", "learner").order_by("started_at").last()


def passbacks_at(link: ResourceLink) -> QuerySet[Passback]:
    """Each learner's, with the name."""
    return link.passbacks.select_related("person__user").order_by(
        "person__user__last_name", "person__user__first_name", "pk"
    )


def points_of(quiz: Assessment) -> float:
    """What an attempt can bring."""
    return float(sum(slot.points * slot.draws for slot in quiz.slots.all()))


def contexts_with_roster() -> QuerySet[Context]:
    """At places that are switched on."""
    together = Context.objects.select_related("deployment__registration", "course").exclude(roster_url="")
    active = together.filter(deployment__registration__state=Registration.State.ACTIVE)
    return active.filter(deployment__state=Deployment.State.APPROVED).order_by("pk")


def waiting_for_approval() -> int:
    """Platforms, and places in platforms, that somebody has to look at."""
    registrations = Registration.objects.filter(state=Registration.State.PENDING).count()
    return registrations + Deployment.objects.filter(state=Deployment.State.PENDING).count()
