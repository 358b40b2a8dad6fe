from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assessments.web import warming
from tests.run import ROOT

# A service that has just started, and the first who opens a page of it.
STARTED = """
import gc, json, sys
from django.test import RequestFactory
from django.template import engines
from assessments.wsgi import application
(loader,) = engines["django"].engine.template_loaders
before, kept, frozen = set(sys.modules), len(loader.get_template_cache), gc.get_freeze_count()
seen = []
environ = RequestFactory().get("/kept/", headers={"Host": "localhost", "Accept-Language": sys.argv[1]}).environ
page = b"".join(application(environ, lambda status, headers: seen.append(status)))
ours = sorted(name for name in set(sys.modules) - before if name.startswith("assessments"))
print(json.dumps([seen, sys.argv[1] in page.decode(), ours, len(loader.get_template_cache) - kept, frozen]))
"""


def test_pages_are_those_that_learners_meet() -> None:
    names = set(warming.pages())

    assert {"base.html", "404.html", "web/attempts/item.html", "registration/login.html", "lti/desk.html"} <= names
    assert not [name for name in names if name.startswith("admin/")]


@pytest.mark.once
@pytest.mark.parametrize("language", ["en-gb", "de"])
def test_the_first_who_asks_waits_for_nothing_to_be_read(language: str, tmp_path: Path) -> None:
    environment = {"DATA_DIR": str(tmp_path), "PYTHONPATH": str(ROOT), "PYTEST_VERSION": "no .env", "DEBUG": "1"}
    command = [sys.executable, "-c", STARTED, language]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)

    status, spoken, modules, templates, frozen = json.loads(done.stdout)
    assert (status, spoken, modules, templates) == (["200 OK"], True, [], 0)
    assert frozen > 100_000  # what would be looked through again and again
