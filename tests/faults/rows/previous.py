"""K6: a rolling start. The release before the newest migration serves the migrated database beside this one."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import urllib3

from tests.faults.rows.storms import CROWD
from tests.faults.service.counting import Told, counted
from tests.faults.service.grounds import Ground
from tests.faults.service.learners import TOKEN, WAIT, Door, Person, crowd, seeded, until
from tests.faults.service.nodes import ROOT, Node, Site, running
from tests.faults.table import Row
from tests.flows.served import free_port

MIGRATIONS = "assessments/migrations/0*.py"
SECRET = "the same for both releases, and of no use anywhere else"


def git(*arguments: str) -> str:
    command = [str(shutil.which("git")), "-C", str(ROOT), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def release() -> str:
    """The commit before the one that added the newest migration; none where there is no history to look into."""
    if not shutil.which("git"):
        return ""
    newest = git("log", "-1", "--diff-filter=A", "--format=%H", "--", MIGRATIONS)
    return newest and git("rev-parse", "--verify", "--quiet", f"{newest}^")


def unpacked(commit: str, directory: Path) -> Path:
    archive = directory / "before.zip"  # for a tar some versions of Python want a filter, and others know none
    git("archive", "--output", str(archive), commit)
    shutil.unpack_archive(archive, directory / "before")
    return directory / "before"


def of_before(site: Site, root: Path) -> Site:
    """The same database, and static files of its own."""
    data = site.directory / "before" / "data"
    data.mkdir()
    kept = site.directory / "data" / "assessments.sqlite3"
    if kept.exists():
        (data / kept.name).symlink_to(kept)  # SQLite follows it, to one log and one gate
    before = replace(site, directory=data.parent, root=root, mutant="")
    before.manage("collectstatic", "--noinput", "--verbosity=0")
    return before


def submitted(node: Node, person: Person) -> bool:
    """From the page with the button to the page with the result."""
    attempt, session = person
    place, cookie = f"{node.url}/attempts/{attempt}", {"Cookie": f"session={session}"}
    with urllib3.PoolManager(retries=False, timeout=WAIT) as http:
        found = TOKEN.search(http.request("GET", f"{place}/submit/", headers=cookie).data.decode())
        fields = {"csrfmiddlewaretoken": found[1] if found else ""}
        http.request_encode_body("POST", f"{place}/submit/", fields, cookie, encode_multipart=False, redirect=False)
        page = http.request("GET", f"{place}/review/", headers=cookie, redirect=False)
    return page.status == 200


def page_of(node: Node, person: Person) -> str:
    attempt, session = person
    with urllib3.PoolManager(retries=False, timeout=WAIT) as http:
        place, cookie = f"{node.url}/attempts/{attempt}/submit/", {"Cookie": f"session={session}"}
        return http.request("GET", place, headers=cookie, redirect=False).data.decode()


def added(crowds: list[Told]) -> Told:
    whole = Told()
    for told in crowds:
        whole.acknowledged |= told.acknowledged
        whole.sent |= told.sent
        whole.milliseconds += told.milliseconds
        for why, times in told.errors.items():
            whole.refused += times
            whole.errors[why] = whole.errors.get(why, 0) + times
    return whole


def previous(ground: Ground, answers: int) -> Row:
    """Half of the learners are with the one and half with the other: pages, answers and submissions."""
    commit = release()
    with ExitStack() as stack:
        site = stack.enter_context(ground.site(SECRET_KEY=SECRET))
        if ground.mutant:
            site.manage("migrate", "--verbosity=0")  # by what is a mutant's own
        sites = (of_before(site, unpacked(commit, ground.directory)), site)
        nodes = [stack.enter_context(running(one, free_port(), workers=1)) for one in sites]
        crowds = [seeded(one, CROWD // 2, first=1 + 1000 * number) for number, one in enumerate(sites)]
        with ExitStack() as answering:
            both = [
                answering.enter_context(crowd(people, Door((node.url,))))
                for people, node in zip(crowds, nodes, strict=True)
            ]
            for told in both:
                until(told, answers, refusals=0)
        handed_in = sum(submitted(node, one) for people, node in zip(crowds, nodes, strict=True) for one in people)
        known = "known" if TOKEN.search(page_of(nodes[0], crowds[1][0])) else "unknown"
        count = counted(site, told := added(both))
    note = f"{commit[:7]} beside this release; {handed_in} of {CROWD} handed in; sessions of this one are {known} there"
    passed = told.refused == 0 and handed_in == CROWD
    return Row.of("K6 previous release", ground.name, "2 releases", told, count, passed, note)
