"""A task that takes its time the first times that it is begun, for tests that kill it meanwhile."""

from __future__ import annotations

import time
from pathlib import Path

from django_tasks import task


@task
def write(path: str, hangs: int) -> None:
    file = Path(path)
    with file.open("a") as lines:
        lines.write("begun\n")
    if file.read_text().count("begun") <= hangs:
        time.sleep(60)
    file.with_name(f"{file.name}.done").touch()
