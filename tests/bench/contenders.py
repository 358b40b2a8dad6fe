"""The service and the floor: a database each, started as it is deployed, learners in the middle of a quiz."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.clients import Place
from tests.faults.service.grounds import database
from tests.faults.service.nodes import Node, Site
from tests.flows.served import free_port

OURS, FLOOR = "ours", "floor"
WORKERS = 2
MORE = 1  # SELECT that the floor's page makes, to have as many as ours after a first answer

SESSIONS = """
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
store_of = import_module(settings.SESSION_ENGINE).SessionStore
def session(user):
    store = store_of()
    store.update({SESSION_KEY: str(user.pk), HASH_SESSION_KEY: user.get_session_auth_hash(),
                  BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend"})
    store.create()
    return store.session_key
people = [get_user_model().objects.create(username=f"bench-{number}") for number in range(int(sys.argv[1]))]
"""
SEED = {
    FLOOR: """
import json, sys
import django
django.setup()
%s
from tests.bench.floor.models import Attempt
attempts = [Attempt.objects.create(learner=user, seed=f"{user.pk}:1") for user in people]
print(json.dumps([[session(user), "", ""] for user in people]))
""",
    OURS: """
import json, sys
import django
django.setup()
%s
from django.utils.timezone import now
from assessments.management.scratch import unhurried
from assessments.management.sitting import sat
from assessments.services.taking import starting
from tests.factories import a_bank, a_published_item, a_quiz
if int(sys.argv[2]):
    unhurried()
    sat(int(sys.argv[2]), 10)
bank = a_bank()
items = [a_published_item(bank=bank) for _ in range(5)]
quiz = a_quiz(*items, tries=30000)
begun = [(starting.start(user, quiz, now()), starting.practise(user, bank, now())) for user in people]
print(json.dumps([[session(user), str(a.pk), str(b.pk)] for user, (a, b) in zip(people, begun)]))
""",
}


@dataclass(frozen=True)
class Contender:
    name: str
    node: Node
    places: Mapping[str, list[Place]]  # what is done → where each learner does it


@contextmanager
def contender(name: str, directory: Path, server: str, learners: int, stored: int = 0) -> Iterator[Contender]:
    """`stored` is how many have sat a quiz of ten questions before."""
    directory.mkdir(parents=True)
    told = {"WEB_CONCURRENCY": str(WORKERS)}
    own = {"DJANGO_SETTINGS_MODULE": "tests.bench.floor.settings"} if name == FLOOR else {}
    with database(server, template="template1" if server else "") as url:
        site = Site(directory, url, told | own)
        site.manage("migrate", "--verbosity=0")
        if name == FLOOR:  # its own tables, once those that they point at are there
            site.manage("migrate", "--run-syncdb", "--verbosity=0")
        else:
            site.manage("collectstatic", "--noinput", "--verbosity=0")
        seeded = json.loads(site.python("-c", SEED[name] % SESSIONS, str(learners), str(stored)).splitlines()[-1])
        application = "tests.bench.floor.wsgi" if name == FLOOR else "assessments.wsgi"
        node = Node(site, free_port(), WORKERS, application=application)
        try:
            node.start()
            yield Contender(name, node, places(name, node.url, seeded))
        finally:
            node.kill()


def places(name: str, url: str, seeded: list[list[str]]) -> Mapping[str, list[Place]]:
    if name == FLOOR:
        page = f"/quiz/?more={MORE}"
        quiz = [Place(url, session, page, "/quiz/answer", page) for session, *_ in seeded]
        return {"page": quiz, "answer": quiz, "practice": quiz}
    taken = [place(url, session, attempt) for session, attempt, _ in seeded]
    practised = [place(url, session, attempt) for session, _, attempt in seeded]
    return {"page": taken, "answer": taken, "practice": practised}


def place(url: str, session: str, attempt: str) -> Place:
    page = f"/attempts/{attempt}/items/1/"
    return Place(url, session, page, f"{page}answer", f"{page}another")
