"""What the code never does, so that nobody has to check each place where it might go wrong."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
CODE = [path for top in ("assessments", "lstm_reference") for path in sorted((ROOT / top).rglob("*.py"))]
SCRIPTS = sorted((ROOT / "assessments" / "static").rglob("*.js"))

CALLS = {"eval", "exec", "compile", "__import__", "system", "popen", "RawSQL", "extra", "raw", "xpath", "yaml.load"}
MODULES = {"pickle", "marshal", "shelve", "dill", "ctypes", "cffi", "telnetlib", "smtplib", "django.core.mail"}
SEEDED = {"random"}
# Where chance decides nothing that anyone would guess at: variants by a secret seed, waits between two tries.
BY_CHANCE = (
    "assessments/engine",
    "assessments/management",
    "assessments/services",
    "assessments/hooks",
    "assessments/lti",
)
PRIMITIVES = {
    *("AESGCM", "InvalidTag", "InvalidToken", "serialization", "SHA1", "TOTP"),
    "Fernet",  # reads what an earlier version locked
    *("RSAPrivateKey", "RSAPublicKey", "generate_private_key"),
}
HASHES = {"sha256", "blake2b"}
LEFT_OPEN = """
def test_closed():
    open(__file__).close()

def test_left_open():
    open(__file__)
"""
IN_SCRIPTS = r"\beval\(|new Function|document\.write|insertAdjacentHTML|outerHTML\s*=|innerHTML\s*=|__proto__|\bjsonp\b"


def called(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            is_regex = isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "re"
            if name in CALLS and not is_regex:
                yield f"{path.relative_to(ROOT)}:{node.lineno} calls {name}"
            if any(one.arg == "shell" for one in node.keywords):
                yield f"{path.relative_to(ROOT)}:{node.lineno} asks a shell"


def imported(path: Path) -> Iterator[str]:
    place = str(path.relative_to(ROOT))
    for node in ast.walk(ast.parse(path.read_text())):
        names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
        names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        yield from (f"{place} imports {name}" for name in MODULES.intersection(names))
        if SEEDED.intersection(names) and not place.startswith(BY_CHANCE):
            yield f"{place} draws by chance"


def test_the_code_runs_no_text_asks_no_shell_and_writes_no_sql_of_its_own() -> None:
    assert [one for path in CODE for one in called(path)] == []


def test_the_code_unpacks_no_pickles_sends_no_mail_and_draws_no_secret_from_a_seed() -> None:
    assert [one for path in CODE for one in imported(path)] == []


def test_scripts_make_no_html_of_text_and_run_none() -> None:
    found = [
        f"{path.name}: {hit}" for path in SCRIPTS for hit in re.findall(IN_SCRIPTS, path.read_text(), re.IGNORECASE)
    ]

    assert found == []


def ciphers(path: Path) -> Iterator[str]:
    """Primitives that are none of those that SECURITY.md lists."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cryptography"):
            yield from (f"{path.name} takes {one.name}" for one in node.names if one.name not in PRIMITIVES)
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) == "hashlib" and node.attr not in HASHES:
            yield f"{path.name} hashes by {node.attr}"
        elif isinstance(node, ast.ImportFrom) and node.module in {"hashlib", "Crypto", "rsa", "OpenSSL"}:
            yield from (f"{path.name} takes {one.name}" for one in node.names if one.name not in HASHES)


def test_nothing_is_hashed_locked_or_signed_in_another_way_than_the_listed_ones() -> None:
    assert [one for path in CODE for one in ciphers(path)] == []


@pytest.mark.parametrize(
    "line",
    [
        "import hashlib; hashlib.md5(b'')",
        "from cryptography.hazmat.primitives.ciphers.modes import ECB",
        "from hashlib import sha1",
    ],
)
def test_another_way_would_be_found(line: str, tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text(line)

    assert len(list(ciphers(tmp_path / "one.py"))) == 1


def test_what_is_for_development_is_not_installed_to_serve() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    serves = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text(), re.MULTILINE)

    for requirement in project["optional-dependencies"]["dev"]:
        assert re.match(r"[\w.-]+", requirement)[0] not in serves
    of_tests = re.compile(r"^\s*(from|import) (tests|pytest)\b", re.MULTILINE)
    assert [path for path in CODE if of_tests.search(path.read_text())] == []
    assert [app for app in settings.INSTALLED_APPS if re.search("debug|toolbar|extensions|tests", app)] == []


@pytest.mark.once
def test_a_file_or_socket_left_open_fails_its_test(tmp_path: Path) -> None:
    (tmp_path / "test_left_open.py").write_text(LEFT_OPEN)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", str(ROOT / "pyproject.toml")]

    ran = subprocess.run([*command, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False)

    assert "1 failed, 1 passed" in ran.stdout
    assert "ResourceWarning" in ran.stdout


@pytest.mark.parametrize("line", ["eval(text)", "os.system('ls')", "run(x, shell=True)", "Item.objects.raw(sql)"])
def test_such_a_call_would_be_found(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    (tmp_path / "one.py").write_text(line)

    assert len(list(called(tmp_path / "one.py"))) == 1
