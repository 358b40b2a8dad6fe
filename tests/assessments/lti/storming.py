"""The storm itself, once Django is set up: makes a course, ends senders, goes on answering, and compares."""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils.timezone import now

from assessments.models import Attempt, LineItem, Passback
from assessments.services.lti import keys, passback
from tests.assessments.lti.double import CLIENT, DEPLOYMENT
from tests.assessments.lti.platforms import a_deployment, a_link, a_person_at, a_registration
from tests.assessments.lti.served import Double
from tests.assessments.lti.storm import Sender, told, waited
from tests.assessments.outbound.tls import certificate
from tests.factories import a_course, a_quiz

POINTS, LINKS = 100.0, 4
MAKING = ["twice", "drop after", "hang before", "twice", "500 after"]  # what would double a column, met for certain


def run(facts: dict[str, Any]) -> None:
    asked, directory = argparse.Namespace(**facts), Path(facts["directory"])
    chance, began = random.Random(asked.seed), time.monotonic()  # noqa: S311 -- the same each time
    call_command("migrate", verbosity=0)
    jwks = directory / "keys.json"
    keys.rotate(now())
    jwks.write_text(json.dumps({"keys": keys.published()}))
    faulty = {"faults": asked.faults, "hang": asked.hang, "seed": asked.seed, "making": MAKING}
    double = Double(certificate(directory), jwks=jwks.as_uri(), **faulty)
    try:
        with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):  # of nobody's
            made(double.url, asked.scores)
        ended(asked, chance)
        found = compared(double.shown())
    finally:
        double.stop()
    told(found | {"kills": asked.kills, "seconds": round(time.monotonic() - began)})
    sys.exit(not (found["equal"] and found["columns"] == LINKS and not found["lost"]))


def made(url: str, scores: int) -> None:
    """Links of one course with the learners shared out among them, each with one attempt."""
    at = {"issuer": url, "client_id": CLIENT, "auth_url": f"{url}/auth", "token_url": f"{url}/token"}
    deployment = a_deployment(registration=a_registration(**at, jwks_url=f"{url}/jwks"), deployment_id=DEPLOYMENT)
    course = a_course(open_to_all=False)
    links = [a_link(a_quiz(course=course), deployment=deployment) for _ in range(LINKS)]
    LineItem.objects.update(url="", container_url=f"{url}/lineitems")
    with transaction.atomic():
        for number in range(scores):
            link = links[number % LINKS]
            person = a_person_at(link)
            fields = {"learner": person.user, "assessment": link.assessment, "points": POINTS, "reported": True}
            Attempt.objects.create(**fields, started_at=now(), submitted_at=now())


def scored(count: int, chance: random.Random) -> None:
    """As an answer does it: the score and its place in the outbox in one transaction."""
    for attempt in chance.sample(list(Attempt.objects.all()), count):
        with transaction.atomic():
            attempt.score = float(chance.randint(0, 100))
            attempt.save(update_fields=["score"])
            passback.queue(attempt, now())


def ended(asked: argparse.Namespace, chance: random.Random) -> None:
    """Every score once, some again while senders die, then one sender until nothing is left."""
    scored(asked.scores, chance)
    for _ in range(asked.kills):
        sender = Sender(asked.scale)
        waited(2, chance)
        scored(max(asked.scores // 100, 1), chance)
        sender.kill()
    last = Sender(asked.scale)
    until = time.monotonic() + 3600
    while Passback.objects.filter(state=Passback.State.WAITING).exists() and time.monotonic() < until:
        time.sleep(0.5)
    last.kill()


def compared(shown: dict[str, Any]) -> dict[str, Any]:
    columns = {row["id"]: urlsplit(row["id"]).path.rpartition("/")[2] for row in shown["columns"]}
    ours = {
        f"{columns.get(row.link.line_item.url)} {row.person.sub}": (score_of(row), POINTS)
        for row in Passback.objects.select_related("link__line_item", "person")
    }
    theirs = {name: (said["scoreGiven"], said["scoreMaximum"]) for name, said in shown["scores"].items()}
    return {
        "scores": len(theirs),
        "equal": ours == theirs,
        "columns": len(columns),
        "made": shown["made"],
        "lost": shown["lost"],
        "parked": Passback.objects.filter(state=Passback.State.PARKED).count(),
        "met": shown["met"],
    }


def score_of(row: Passback) -> float:
    return Attempt.objects.get(learner=row.person.user_id, assessment=row.link.assessment_id).score
