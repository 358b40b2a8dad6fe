"""The double, started and asked."""

from __future__ import annotations

import json
import os
import ssl
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from django.conf import settings


class Double:
    def __init__(self, pem: Path, **told: Any) -> None:
        command = [sys.executable, "-m", "tests.assessments.lti.double", json.dumps({"pem": str(pem), **told})]
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(settings.ROOT)}
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, cwd=settings.ROOT, text=True)
        self.context = ssl.create_default_context(cafile=str(pem))
        assert self.process.stdout is not None
        self.url: str = json.loads(self.process.stdout.readline())["url"]

    def shown(self) -> dict[str, Any]:
        with urlopen(f"{self.url}/shown", context=self.context) as found:  # noqa: S310 -- our own double
            return json.load(found)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
