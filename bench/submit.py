"""A report without a photo: what it costs, and how many a second one process takes, none lost."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterable
from random import Random
from threading import Thread
from time import perf_counter, process_time
from typing import Any

import httpx
from bench._borough import borough
from bench._figures import at_least, at_most, share
from bench.memory import wait_for
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from demo.borough import build_borough
from reports.models import Report
from workqueue.models import Job

SECONDS = 20
PHONES = 8
_MANY = 300


def run() -> Iterable[dict[str, Any]]:
    """CPU of one report in this process; then a real server under load from this machine's other side."""
    settings.REPORTS_AN_HOUR = settings.REPORTS_AN_HOUR_A_PHONE = 10_000_000
    settings.REPORTS_AN_HOUR_A_NETWORK = settings.REPORTS_AN_HOUR_A_PLACE = 10_000_000
    with borough():
        engine = connection.vendor
        chance, client = Random(11), Client(SERVER_NAME="127.0.0.1")
        spent: list[float] = []
        for number in range(_MANY + 20):
            body = json.dumps(_report(chance))
            begun = process_time()
            reply = client.post("/api/v1/reports", body, content_type="application/json")
            if number >= 20:
                spent.append((process_time() - begun) * 1000)
            assert reply.status_code == 201, reply.content
        yield at_most(f"submit_cpu_p50_{engine}", share(spent, 0.5), "ms", 4)
        with CaptureQueriesContext(connection) as queries:
            client.post("/api/v1/reports", json.dumps(_report(chance)), content_type="application/json")
        asked = [q for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]
        yield at_most("submit_queries", len(asked), "queries", 14)
        yield from _under_load(engine)


def _under_load(engine: str) -> Iterable[dict[str, Any]]:
    port = 18_431
    base = f"http://127.0.0.1:{port}"
    env = {
        **os.environ,
        "DOORSTEP_DEMO": "yes",
        "DOORSTEP_BASE_URL": base,
        "DOORSTEP_REPORTS_AN_HOUR": "1000000",
        "DOORSTEP_REPORTS_AN_HOUR_A_PHONE": "1000000",
        "DOORSTEP_REPORTS_AN_HOUR_A_NETWORK": "1000000",
        "DOORSTEP_REPORTS_AN_HOUR_A_PLACE": "1000000",
    }
    server = subprocess.Popen([sys.executable, "-m", "config.serve", "--port", str(port)], env=env)
    before = Report.objects.count()
    taken: list[float] = []
    sent: list[int] = []
    try:
        wait_for(f"{base}/readyz")
        until = perf_counter() + SECONDS
        phones = [Thread(target=_phone, args=(base, number, until, taken, sent)) for number in range(PHONES)]
        begun = perf_counter()
        for phone in phones:
            phone.start()
        for phone in phones:
            phone.join()
        lasted = perf_counter() - begun
    finally:
        server.terminate()
        server.wait(timeout=60)
    stored = Report.objects.count() - before
    named = f"{PHONES}_phones_{SECONDS}_s_{engine}"
    yield at_least(f"submits_per_second_{named}", len(sent) / lasted, "1/s", 200)
    yield at_most(f"submit_p99_{named}", share(taken, 0.99), "ms", 60)
    yield at_most(
        f"submits_lost_{named}", len(sent) - min(stored, Job.objects.count() - before), "reports", 0
    )


def _phone(base: str, number: int, until: float, taken: list[float], sent: list[int]) -> None:
    chance = Random(number)
    with httpx.Client(base_url=base) as client:
        while perf_counter() < until:
            body = _report(chance)
            begun = perf_counter()
            reply = client.post("/api/v1/reports", json=body)
            taken.append((perf_counter() - begun) * 1000)
            if reply.status_code == 201:
                sent.append(1)


_BOUNDS = build_borough().outline.shape.bounds


def _report(chance: Random) -> dict[str, Any]:
    west, south, east, north = _BOUNDS
    return {
        "id": str(uuid.uuid4()),
        "issue_type": "fly_tip",
        "description": "Two mattresses and some bags, in the way of prams.",
        "point": {
            "lat": chance.uniform(south + 0.01, north - 0.01),
            "lon": chance.uniform(west + 0.01, east - 0.01),
            "accuracy_m": 8,
            "source": "device",
        },
        "answers": {"size": "car_boot", "blocking": "no"},
    }
