"""docker-compose.yml, held against the program it starts.

There is no Docker engine where these tests run, so the file is read, its settings are checked by the code
that will read them, and the commands of Doorstep's own services are run on this machine, against a real
PostgreSQL, Redis and S3-compatible storage.
"""

import re
import signal
import subprocess
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from config import env
from processes import ROOT, Process, Processes
from services import Bucket, free_port, until

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service.get("image") == "doorstep"}
#: What the head of the file asks an operator to put into .env.
DOT_ENV = {"POSTGRES_PASSWORD": "p4ss", "STORAGE_SECRET": "s3cret", "DOORSTEP_SECRET_KEY": "k3y"}


def filled(value: object) -> str:
    """A value with Compose's ${NAME:-default} and ${NAME:?reason} filled in."""

    def fill(found: re.Match[str]) -> str:
        name, kind, default = found.group(1, 2, 3)
        return DOT_ENV[name] if kind == ":?" else DOT_ENV.get(name, default)

    return re.sub(r"\$\{(\w+)(:[-?])([^}]*)\}", fill, str(value))


def settings_of(service: str) -> dict[str, str]:
    """The environment of one service, as its process would see it."""
    return {name: filled(value) for name, value in SERVICES[service].get("environment", {}).items()}


def test_web_and_worker_are_ours_and_everything_else_is_a_pinned_image() -> None:
    assert set(OURS) == {"prepare", "web", "worker"}
    for name in SERVICES.keys() - OURS.keys():
        assert re.search(r":.*\d", SERVICES[name]["image"]), f"{name} names no version"


@pytest.mark.parametrize("service", OURS)
def test_every_setting_is_one_that_doorstep_reads_and_accepts(service: str) -> None:
    settings = settings_of(service)
    assert settings.keys() <= {setting.name for setting in env.SETTINGS}
    assert env.read(settings)["DATABASE_URL"]


@pytest.mark.parametrize("service", OURS)
def test_every_process_of_one_installation_has_the_same_settings(service: str) -> None:
    settings = settings_of(service)
    settings.pop("DOORSTEP_WORKERS", None)
    assert settings == settings_of("prepare")


def test_the_services_name_each_other_and_agree_on_their_passwords() -> None:
    settings, db, storage = settings_of("web"), settings_of("db"), settings_of("storage")
    database = urlsplit(settings["DATABASE_URL"])
    assert (database.hostname, database.username) == ("db", db["POSTGRES_USER"])
    assert (database.password, database.path) == (db["POSTGRES_PASSWORD"], "/" + db["POSTGRES_DB"])
    assert urlsplit(settings["REDIS_URL"]).hostname == "redis"
    assert urlsplit(settings["DOORSTEP_S3_ENDPOINT"]).hostname == "storage"
    assert settings["AWS_ACCESS_KEY_ID"] == storage["MINIO_ROOT_USER"]
    assert settings["AWS_SECRET_ACCESS_KEY"] == storage["MINIO_ROOT_PASSWORD"]


def test_whatever_a_service_waits_for_can_become_what_it_waits_for() -> None:
    for service in SERVICES.values():
        for other, waits in service.get("depends_on", {}).items():
            if waits["condition"] == "service_healthy":
                assert "healthcheck" in SERVICES[other], f"{other} never becomes healthy"
            else:
                assert SERVICES[other]["restart"] == "no", f"{other} never completes"


def test_every_volume_that_is_mounted_is_declared() -> None:
    mounted = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}
    assert mounted == set(COMPOSE["volumes"])


def test_the_image_starts_the_same_script_as_a_person_does() -> None:
    image = (ROOT / "Dockerfile").read_text()
    assert 'ENTRYPOINT ["./doorstep"]' in image
    assert "./doorstep setup" in image
    assert f"ENV DOORSTEP_DATA={SERVICES['web']['volumes'][0].split(':')[1]}" in image


def native(service: str, *, port: int = 0) -> list[str]:
    """A service's command as it stands in the file, at a port that is free here and on this machine only."""
    here = {"8000": str(port), "0.0.0.0": "127.0.0.1"}
    return [str(ROOT / "doorstep"), *(here.get(word, word) for word in SERVICES[service]["command"])]


@pytest.mark.services
def test_every_command_runs_on_postgresql_redis_and_s3(
    processes: Processes, postgres_url: str, redis_url: str, s3_server: str, tmp_path: Path
) -> None:
    bucket = Bucket(endpoint=s3_server, name=f"compose-{free_port()}")
    here = {"DATABASE_URL": postgres_url, "REDIS_URL": redis_url, **bucket.environment()}

    def settings(service: str) -> dict[str, str]:
        return {**settings_of(service), **here}

    prepared = subprocess.run(
        native("prepare"),
        env=processes.environment(**settings("prepare")),
        capture_output=True,
        text=True,
        check=False,
    )
    assert prepared.returncode == 0, prepared.stdout + prepared.stderr
    assert bucket.name in {each["Name"] for each in bucket.client().list_buckets()["Buckets"]}

    ports = [free_port() for _ in range(SERVICES["web"]["deploy"]["replicas"])]
    webs = [processes.serve(native("web", port=port), port=port, **settings("web")) for port in ports]
    workers = [
        processes.start(native("worker"), **settings("worker"))
        for _ in range(SERVICES["worker"]["deploy"]["replicas"])
    ]
    for web in webs:
        web.wait_until_ready()
    for worker in workers:
        until("a worker at work", partial(is_at_work, worker), seconds=30)
    # Asked to end, each finishes what is in hand. A web process then ends by the signal, as uvicorn does.
    for process in [*webs, *workers]:
        assert process.end() in {0, -signal.SIGTERM}, process.said()
        assert "Traceback" not in process.said()


def is_at_work(worker: Process) -> bool:
    """Whether a worker process has begun to look for work; fails when it has ended."""
    worker.check_alive()
    return "at work" in worker.said()
