"""Doorstep's own processes, started as an operator starts them and ended with the test."""

import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from services import free_port, until

ROOT = Path(__file__).resolve().parents[1]
P = TypeVar("P", bound="Process")
NOT_OURS = ("DATABASE_URL", "REDIS_URL", "AWS_")


class Process:
    """One running process, with what it has written."""

    def __init__(self, popen: subprocess.Popen[bytes], log: Path) -> None:
        self.popen, self.log = popen, log

    def said(self) -> str:
        """What it has written so far."""
        return self.log.read_text(errors="replace")

    def check_alive(self) -> None:
        """Fail, with what it said, when it has ended."""
        assert self.popen.poll() is None, f"ended with {self.popen.returncode}, saying:\n{self.said()}"

    def kill(self) -> None:
        """kill -9, as when the power goes."""
        self.popen.kill()
        self.popen.wait()

    def end(self) -> int:
        """Ask it to end, and wait; its exit code."""
        self.popen.send_signal(signal.SIGTERM)
        return self.popen.wait(timeout=20)


class Server(Process):
    """A web process."""

    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def is_ready(self) -> bool:
        """Whether /readyz says yes; fails when the process has ended."""
        self.check_alive()
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=5) as reply:
                return bool(reply.status == 200)
        except OSError:  # nobody there yet, or it says no
            return False

    def wait_until_ready(self) -> Self:
        """Return once it can serve."""
        until(f"{self.url}/readyz", self.is_ready, seconds=60)
        return self


class Processes:
    """Starts processes on one data folder, and ends them all on leaving."""

    def __init__(self, *, data: Path) -> None:
        self.data = data
        self._started: list[Process] = []

    def environment(self, **settings: str) -> dict[str, str]:
        """A clean environment for a child: ours without our own services, plus these settings."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("DOORSTEP_", "DJANGO_", "TEST_", "PYTEST_", *NOT_OURS))
        }
        return {
            **kept,
            "DOORSTEP_DATA": str(self.data),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": str(ROOT / "backend"),
            **settings,
        }

    def start(self, command: list[str], **settings: str) -> Process:
        """Start any command with these settings."""
        return self._start(Process, command, settings)

    def manage(self, *words: str, **settings: str) -> str:
        """Run one management command to its end; what it printed. Fails when it fails."""
        command = [sys.executable, str(ROOT / "backend" / "manage.py"), *words]
        done = subprocess.run(
            command,
            env=self.environment(**settings),
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, f"{words} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        return done.stdout

    def serve(self, command: list[str] | None = None, *, port: int | None = None, **settings: str) -> Server:
        """Start a web process, by default `config.serve` as `./doorstep serve` does. Does not wait for it.

        The word {port} in the command stands for its port.
        """
        port = port or free_port()
        usual = [sys.executable, "-m", "config.serve", "--host", "127.0.0.1", "--port", "{port}"]
        words = [word.replace("{port}", str(port)) for word in command or usual]
        settings.setdefault("DOORSTEP_BASE_URL", f"http://127.0.0.1:{port}")
        server = self._start(Server, words, settings)
        server.port = port
        return server

    def _start(self, kind: type[P], command: list[str], settings: dict[str, str]) -> P:
        self.data.mkdir(parents=True, exist_ok=True)
        log = self.data.parent / f"process-{len(self._started)}.log"
        with log.open("wb") as out:
            popen = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.environment(**settings),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        process = kind(popen, log)
        self._started.append(process)
        return process

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._started:
            if process.popen.poll() is None:
                process.popen.terminate()
        for process in self._started:
            try:
                process.popen.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
