"""The site of deploy/nginx.conf in a real nginx, its names, certificate and ports changed, in front of real nodes."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.flows.served import free_port

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/bin")
OPENSSL = shutil.which("openssl")
ROOT = Path(__file__).resolve().parents[2]
HOST = "quiz.example"
NODE = "server 127.0.0.1:8000"


@dataclass(frozen=True)
class Front:
    plain: int
    secure: int
    trusted: Path


def certificate(directory: Path) -> None:
    for_localhost = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")
    files = ("-keyout", str(directory / "privkey.pem"), "-out", str(directory / "fullchain.pem"))
    command = [str(OPENSSL), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *for_localhost, *files]
    subprocess.run(command, check=True, capture_output=True)


def configured(directory: Path, nodes: Sequence[int], front: Front) -> Path:
    site = (ROOT / "deploy" / "nginx.conf").read_text().replace(f"/etc/ssl/{HOST}", str(directory))
    site = site.replace("/opt/assessments", str(ROOT))
    (one,) = (line for line in site.splitlines() if line.strip().startswith(NODE))
    site = site.replace(one, "\n".join(one.replace("8000", str(port)) for port in nodes))
    site = site.replace("listen 80;", f"listen 127.0.0.1:{front.plain};")
    site = site.replace("listen 443 ssl", f"listen 127.0.0.1:{front.secure} ssl")
    around = f"""
    user root; daemon off; pid {directory}/pid; error_log {directory}/error.log; worker_processes 1;
    events {{ worker_connections 512; }}
    http {{ access_log off; client_body_temp_path {directory}/body; proxy_temp_path {directory}/proxy;
      fastcgi_temp_path {directory}/fastcgi; uwsgi_temp_path {directory}/uwsgi; scgi_temp_path {directory}/scgi;
      {site} }}
    """
    file = directory / "nginx.conf"
    file.write_text(around)
    return file


@contextmanager
def in_front_of(nodes: Sequence[int], directory: Path) -> Iterator[Front]:
    certificate(directory)
    front = Front(free_port(), free_port(), directory / "fullchain.pem")
    command = [str(NGINX), "-c", str(configured(directory, nodes, front)), "-p", str(directory)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as nginx:
        try:
            wait_for(front.secure)
            yield front
        finally:
            nginx.terminate()


def wait_for(port: int) -> None:
    for _ in range(1200):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"nothing answers at {port}")
