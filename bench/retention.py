"""The keeping table over a million reports, and whether those who report meanwhile notice it."""

import json
import os
from collections.abc import Iterable
from datetime import timedelta
from random import Random
from threading import Event, Thread
from time import monotonic, perf_counter
from typing import Any

from bench._borough import borough
from bench._figures import at_most, share
from bench.submit import _report
from django.conf import settings
from django.db import connection
from django.test import Client

from config import keeping
from core.clock import now
from reports.keeping.keeping_models import Keeping
from reports.models import Report

REPORTS = int(os.environ.get("BENCH_REPORTS", "1000000"))
#: As many are reported meanwhile as in a busy hour: one each 25 ms.
_PAUSE_S = 0.025
_ALONE = 400
#: The reports are of one year; seen from then, half of them are over six years old, and all are over one.
_LATER = timedelta(days=int(365.25 * 5.5))
_CONTACT = "UPDATE reports_report SET name = 'A Resident', email = 'resident' || id || '@example.org'"


def run() -> Iterable[dict[str, Any]]:
    """The first run there ever is: everything that six years have left, in the process that serves."""
    settings.REPORTS_AN_HOUR = settings.REPORTS_AN_HOUR_A_PHONE = 10_000_000
    settings.REPORTS_AN_HOUR_A_NETWORK = settings.REPORTS_AN_HOUR_A_PLACE = 10_000_000
    with borough(REPORTS):
        with connection.cursor() as cursor:
            cursor.execute(_CONTACT)
        engine, chance = connection.vendor, Random(11)
        client = Client(SERVER_NAME="127.0.0.1")
        _submits(client, chance, lambda sent: sent < 50)  # warm
        alone = _submits(client, chance, lambda sent: sent < _ALONE)
        at, over, took = now() + _LATER, Event(), [0.0]

        def keep() -> None:
            begun = monotonic()
            keeping.run(at)
            took[0] = monotonic() - begun
            connection.close()
            over.set()

        begun = perf_counter()
        keeper = Thread(target=keep)
        keeper.start()
        beside = _submits(client, chance, lambda _sent: not over.is_set())
        keeper.join()
        named = f"at_{REPORTS}_{engine}"
        assert perf_counter() - begun >= took[0]
        yield at_most(f"retention_{named}", took[0], "s", 600)
        slower = 100 * (share(beside, 0.5) / share(alone, 0.5) - 1)
        yield at_most(f"retention_slows_submit_p50_by_{named}", slower, "%", 20)
        left = Report.objects.filter(keeping=Keeping.WHOLE, over_at__lt=at - timedelta(days=90)).count()
        yield at_most(f"retention_left_over_{named}", left, "reports", 0)


def _submits(client: Client, chance: Random, more: Any) -> list[float]:
    """How long each report took, in milliseconds by the wall, one after another with a pause between."""
    taken: list[float] = []
    wait = Event()
    while more(len(taken)):
        body = json.dumps(_report(chance))
        begun = perf_counter()
        reply = client.post("/api/v1/reports", body, content_type="application/json")
        taken.append((perf_counter() - begun) * 1000)
        assert reply.status_code == 201, reply.content
        wait.wait(_PAUSE_S)
    return taken
