"""Imports point one way, and what the house rules out stays out."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE = ("lstm_reference", "assessments")

ENGINE = {"lstm_reference", "assessments.engine"}
READS = ENGINE | {"assessments.models", "assessments.queries", "assessments.rules"}
BELOW_THE_FACES = READS | {"assessments.services", "assessments.interchange"}

# A room, and the rooms it may import from. A file in `assessments/` that is in none of them is a room of its own.
MAY_IMPORT = {
    "lstm_reference": set(),
    "assessments.engine": {"lstm_reference"},
    "assessments.interchange": ENGINE,
    "assessments.models": ENGINE,
    "assessments.migrations": ENGINE | {"assessments.models"},
    "assessments.queries": ENGINE | {"assessments.models", "assessments.prepared"},
    "assessments.rules": ENGINE | {"assessments.models"},
    "assessments.services": READS | {"assessments.interchange", "assessments.prepared"},
    "assessments.operations": READS,
    "assessments.web": BELOW_THE_FACES | {"assessments.operations", "assessments.senders", "assessments.sessions"},
    "assessments.templatetags": READS | {"assessments.web"},
    "assessments.admin": BELOW_THE_FACES,
    "assessments.api": BELOW_THE_FACES | {"assessments.senders"},
    "assessments.management": BELOW_THE_FACES
    | {"assessments.hooks", "assessments.lti", "assessments.operations"},  # commands hand services their way out
    "assessments.hooks": BELOW_THE_FACES | {"assessments.outbound"},
    "assessments.lti": BELOW_THE_FACES | {"assessments.outbound", "assessments.senders"},
    # The project: settings, the start, and what they need
    "assessments": set(),
    "assessments.cache": set(),
    "assessments.environment": set(),
    "assessments.locale": set(),
    "assessments.logs": set(),
    "assessments.outbound": set(),  # asks other machines; those who may, hand it to the services
    "assessments.prepared": set(),
    "assessments.senders": set(),
    "assessments.sessions": {"assessments.models", "assessments.prepared"},
    "assessments.sqlite": set(),
    "assessments.databases": {"assessments.environment", "assessments.sqlite"},
    "assessments.checks": {"assessments.sqlite"},
    "assessments.settings": {"assessments.environment", "assessments.databases", "assessments.logs"},
    "assessments.apps": ENGINE | {"assessments.interchange", "assessments.checks"},
    "assessments.urls": {"assessments.web", "assessments.admin", "assessments.api", "assessments.lti"},
    "assessments.wsgi": {"assessments.web"},
}
WITHOUT_DJANGO = {"lstm_reference", "assessments.engine", "assessments.interchange"}
WITHOUT_PAGES = {"assessments.models", "assessments.queries", "assessments.rules", "assessments.services"}
PAGES = ("django.http", "django.shortcuts", "django.template", "django.views", "django_htmx")
SIGNALS = ("django.dispatch", "django.db.models.signals", "django.db.backends.signals", "django.core.signals")

IN_TEMPLATES = {
    "inline style": r"<style\b|\sstyle\s*=",
    "inline script": r"<script(?![^>]*\ssrc=)[^>]*>",
    "inline handler": r"\s(on\w+|hx-on[\w:-]*)\s*=",
    "javascript address": r"javascript:",
    "question of kind": r"\bkind(\.\w+)?\s*(==|!=)",
}


def python_files(root: Path, *tops: str) -> list[Path]:
    return sorted(path for top in tops for path in (root / top).rglob("*.py"))


def name_of(path: Path, root: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def room_of(module: str) -> str:
    """Nothing but the bare `assessments` belongs to the room of that name."""
    rooms = (room for room in MAY_IMPORT if module == room or (room != "assessments" and is_within(module, room)))
    return max(rooms, key=len, default="")


def imported(path: Path, root: Path) -> Iterator[str]:
    package = ".".join(path.relative_to(root).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.rsplit(".", node.level - 1)[0] if node.level else ""
            source = ".".join(filter(None, [base, node.module]))
            yield from (f"{source}.{alias.name}" for alias in node.names)


def ours(module: str) -> bool:
    return any(is_within(module, top) for top in CODE)


def homeless_modules(root: Path) -> Iterator[str]:
    yield from (name for path in python_files(root, *CODE) if not room_of(name := name_of(path, root)))


def wrong_imports(root: Path) -> Iterator[str]:
    for path in python_files(root, *CODE):
        module = name_of(path, root)
        room = room_of(module)
        for name in imported(path, root):
            forbidden = (
                (ours(name) and room_of(name) not in {room, *MAY_IMPORT.get(room, ())})
                or (is_within(name, "django") and room in WITHOUT_DJANGO)
                or (any(is_within(name, page) for page in PAGES) and room in WITHOUT_PAGES)
                or any(is_within(name, signals) for signals in SIGNALS)
            )
            if forbidden:
                yield f"{module} imports {name}"


def inline_imports(root: Path) -> Iterator[str]:
    for path in python_files(root, *CODE, "tests"):
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                inside = (node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom))
                yield from (f"{path.relative_to(root)}:{node.lineno}" for node in inside)


def questions_of_kind(root: Path) -> Iterator[str]:
    for path in python_files(root, *CODE):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if re.search(r"\bkind(\.\w+)?\s*(==|!=)|(==|!=)\s*(\w+\.)*kind\b", line):
                yield f"{path.relative_to(root)}:{number}"


def faults_in_templates(root: Path) -> Iterator[str]:
    for path in sorted((root / "templates").rglob("*.html")):
        text = path.read_text()
        for fault, pattern in IN_TEMPLATES.items():
            for found in re.finditer(pattern, text, re.IGNORECASE):
                yield f"{path.relative_to(root)}:{text.count(chr(10), 0, found.start()) + 1} {fault}"


def put(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.mark.parametrize(
    "faults", [homeless_modules, wrong_imports, inline_imports, questions_of_kind, faults_in_templates]
)
def test_the_house_is_in_order(faults: Callable[[Path], Iterator[str]]) -> None:
    assert list(faults(ROOT)) == []


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("lstm_reference/cell.py", "import django", "lstm_reference.cell imports django"),
        (
            "assessments/engine/kind.py",
            "from django.db import models",
            "assessments.engine.kind imports django.db.models",
        ),
        (
            "assessments/engine/kind.py",
            "import assessments.models.bank",
            "assessments.engine.kind imports assessments.models.bank",
        ),
        (
            "assessments/models/bank.py",
            "from assessments import services",
            "assessments.models.bank imports assessments.services",
        ),
        (
            "assessments/models/bank.py",
            "from ..services import banks",
            "assessments.models.bank imports assessments.services.banks",
        ),
        (
            "assessments/services/banks.py",
            "from django.http import Http404",
            "assessments.services.banks imports django.http.Http404",
        ),
        (
            "assessments/services/banks.py",
            "from assessments.web import urls",
            "assessments.services.banks imports assessments.web.urls",
        ),
        (
            "assessments/web/urls.py",
            "from assessments.admin import bank",
            "assessments.web.urls imports assessments.admin.bank",
        ),
        (
            "assessments/web/urls.py",
            "from assessments import settings",
            "assessments.web.urls imports assessments.settings",
        ),
        (
            "assessments/services/banks.py",
            "from django.db.models.signals import post_save",
            "assessments.services.banks imports django.db.models.signals.post_save",
        ),
    ],
)
def test_an_import_against_the_direction_is_found(tmp_path: Path, file: str, text: str, fault: str) -> None:
    put(tmp_path, file, text)

    assert list(wrong_imports(tmp_path)) == [fault]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("assessments/services/banks.py", "from assessments.models import Bank\nfrom assessments.engine import kind"),
        ("assessments/engine/kind.py", "from .formats import shape\nfrom lstm_reference import run"),
        ("assessments/web/urls.py", "from django.http import HttpResponse\nfrom assessments.services import banks"),
        ("assessments/models/__init__.py", "from .bank import Bank"),
    ],
)
def test_an_import_in_the_right_direction_passes(tmp_path: Path, file: str, text: str) -> None:
    put(tmp_path, file, text)

    assert list(wrong_imports(tmp_path)) == []


def test_a_module_outside_every_room_is_found(tmp_path: Path) -> None:
    put(tmp_path, "assessments/utils.py", "")

    assert list(homeless_modules(tmp_path)) == ["assessments.utils"]


def test_an_import_inside_a_function_is_found(tmp_path: Path) -> None:
    put(tmp_path, "assessments/web/urls.py", "import re\ndef f():\n    import json")

    assert list(inline_imports(tmp_path)) == ["assessments/web/urls.py:3"]


@pytest.mark.parametrize(
    "line", ["if item.kind == 'shape':", "x = kind!='a'", "if 'shape' == item.kind:", "item.kind.slug == 'a'"]
)
def test_a_question_of_kind_is_found(tmp_path: Path, line: str) -> None:
    put(tmp_path, "assessments/web/shown.py", line)

    assert list(questions_of_kind(tmp_path)) == ["assessments/web/shown.py:1"]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('<p style="color: red">', "inline style"),
        ("<style>", "inline style"),
        ("<script>", "inline script"),
        ("<script\ndefer>", "inline script"),
        ('<script type="module">', "inline script"),
        ('<a onclick="f()">', "inline handler"),
        ('<a hx-on:click="f()">', "inline handler"),
        ('<a href="javascript:f()">', "javascript address"),
        ("{% if item.kind == 'shape' %}", "question of kind"),
    ],
)
def test_a_template_that_breaks_the_policy_is_found(tmp_path: Path, line: str, fault: str) -> None:
    put(tmp_path, "templates/web/item.html", line)

    assert list(faults_in_templates(tmp_path)) == [f"templates/web/item.html:1 {fault}"]


@pytest.mark.parametrize(
    "line",
    ['<script src="{% static "a.js" %}" defer></script>', '<link rel="stylesheet" href="a.css">', "<p>one = 1</p>"],
)
def test_a_template_that_keeps_the_policy_passes(tmp_path: Path, line: str) -> None:
    put(tmp_path, "templates/web/item.html", line)

    assert list(faults_in_templates(tmp_path)) == []
