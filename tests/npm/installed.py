"""Where npm has put what `package-lock.json` pins; installed at the first asking."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

PINS = Path(__file__).parent
FILES = ("package.json", "package-lock.json")


@cache
def modules() -> Path:
    """The folder of node modules. Skips the test, with the reason, where there is none and none can be made."""
    npm = shutil.which("npm")
    if not npm:
        pytest.skip("no npm on PATH, so other people's players and parsers cannot be asked")
    home = Path(tempfile.gettempdir()) / f"second-opinions-{digest()}"
    home.mkdir(exist_ok=True)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the tests' processes all come here at once
        if not (home / "done").exists():
            install(npm, home)
    return home / "node_modules"


def digest() -> str:
    return hashlib.sha256(b"".join((PINS / name).read_bytes() for name in FILES)).hexdigest()[:16]


def install(npm: str, home: Path) -> None:
    for name in FILES:
        shutil.copy(PINS / name, home / name)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    ran = subprocess.run(command, cwd=home, capture_output=True, text=True, timeout=300, check=False)
    if ran.returncode:
        pytest.skip(f"npm ci failed: {(ran.stderr.strip().splitlines() or ['without a word'])[0]}")
    (home / "done").touch()
