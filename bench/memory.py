"""Memory of the whole server at rest, with the demo borough's land and 400 reports."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench._borough import borough
from bench._figures import at_most

_PATHS = ("/api/v1/issue-types", "/api/v1/basemap", "/api/v1/wards", "/readyz")


def run() -> Iterable[dict[str, Any]]:
    """Resident memory of the one process, after it has answered each kind of request."""
    with borough(400):
        pass
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {**os.environ, "DOORSTEP_DEMO": "yes", "DOORSTEP_BASE_URL": f"http://127.0.0.1:{port}"}
    server = subprocess.Popen([sys.executable, "-m", "config.serve", "--port", str(port)], env=env)
    try:
        begun = time.perf_counter()
        wait_for(f"http://127.0.0.1:{port}/readyz")
        started = time.perf_counter() - begun
        for path in _PATHS * 3:
            urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20).read()
        yield at_most("memory_server_at_rest", resident_mb(server.pid), "MB", 150)
        yield at_most("start_to_first_answer", started, "s", 5)
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_for(url: str) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).read()
            return
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


def resident_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    kilobytes = next(line.split()[1] for line in lines if line.startswith("VmRSS"))
    return int(kilobytes) / 1024
