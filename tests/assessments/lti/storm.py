"""Scores on their way to a platform that fails, while the senders are killed: what is in its gradebook in the end?

    python -m tests.assessments.lti.storm --scores 2000 --kills 50 --hang 10 --faults 0.3

Prints what it met and whether the platform's gradebook equals ours. Everything is real but the platform, which is our
double in another process: HTTP over TLS, a database in a file, `send_scores` in processes of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
SENDER = """
import sys
from datetime import timedelta
import django
django.setup()
from assessments.lti.calling.sending import send_all
from assessments.outbound import asking
from assessments.services.lti import columns, passback
scale = float(sys.argv[1])
passback.BUSY, columns.PAUSE = timedelta(seconds=60 * scale), timedelta(seconds=5 * scale)
columns.BUSY = columns.DOUBT = timedelta(seconds=120 * scale)
passback.FIRST_PAUSE, passback.LONGEST_PAUSE = 4 * scale, 60 * scale
asking.Limits.__init__.__defaults__ = (3.0, 5 * scale, 10 * scale)
import time
print("ready", flush=True)
while True:
    send_all(4)
    time.sleep(0.2)
"""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scores", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--faults", type=float, default=0.3)
    parser.add_argument("--hang", type=float, default=10.0, help="seconds that the platform leaves a request hanging")
    parser.add_argument("--scale", type=float, default=1.0, help="of our own waits and limits")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> int:
    asked = arguments()
    with tempfile.TemporaryDirectory() as directory:
        told = {"DATA_DIR": directory, "PYTEST_VERSION": "no .env", "INSIDE_HOSTS": "127.0.0.1", "LOG_LEVEL": "ERROR"}
        trusted = {"SSL_CERT_FILE": str(Path(directory) / "localhost.pem"), "PYTHONPATH": str(ROOT)}
        settings = {"DJANGO_SETTINGS_MODULE": "assessments.settings"}
        begin = f"from tests.assessments.lti.storming import run; run({vars(asked) | {'directory': directory}!r})"
        command = [sys.executable, "manage.py", "shell", "--no-imports", "--command", begin]
        return subprocess.run(command, cwd=ROOT, env=os.environ | told | trusted | settings, check=False).returncode


class Sender:
    """A process that is killed in the midst of its work."""

    def __init__(self, scale: float) -> None:
        command = [sys.executable, "-c", SENDER, str(scale)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert self.process.stdout is not None
        self.process.stdout.readline()  # it has begun

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


def waited(seconds: float, chance: random.Random) -> None:
    time.sleep(seconds * chance.uniform(0.3, 1))


def told(found: dict[str, Any]) -> None:
    print(json.dumps(found, indent=1))  # noqa: T201 -- it reports to a terminal


if __name__ == "__main__":
    sys.exit(main())
