"""How the service is served; what the command line says wins.
https://docs.gunicorn.org/en/stable/settings.html
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 -- for a heartbeat, which must not wait for a disk

sys.path.insert(0, str(ROOT))
from assessments import settings  # noqa: E402 -- gunicorn reads this file before it looks into the project

bind = "127.0.0.1:8000"  # a proxy that buffers stands in front: slow clients would hold the threads
chdir = str(ROOT)
worker_class = "gthread"
workers = settings.PROCESSES
threads = 8  # as DATABASE_POOL: none waits for another's connection
timeout = 30
graceful_timeout = 30
keepalive = 5
limit_request_line = 4094
control_socket_disable = True  # two services of one user would take it from each other
beside: list[subprocess.Popen[bytes]] = []
if SHARED_MEMORY.is_dir():
    worker_tmp_dir = str(SHARED_MEMORY)


def on_starting(server: object) -> None:
    """What earlier processes counted is none of this start's."""
    if settings.PROCESSES > 1:
        for left in settings.METRICS_DIR.glob("*.db"):
            left.unlink(missing_ok=True)


def when_ready(server: object) -> None:
    """Not sooner: where the port is taken, nothing is left behind."""
    if settings.WITH_WORKER:
        beside.append(subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=ROOT))


def on_exit(server: object) -> None:
    # All are told before any is waited for, so that they end side by side.
    for worker in beside:
        worker.terminate()
    for worker in beside:
        worker.wait()
