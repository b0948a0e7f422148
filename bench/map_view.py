"""The public map in a borough with 100,000 reports: one square kilometre, and all of it; always fresh."""

from collections.abc import Iterable
from random import Random
from typing import Any

from bench._borough import borough
from bench._figures import at_most, share, times_ms
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from demo.borough import build_borough

REPORTS = 100_000
VIEWS = 200


def run() -> Iterable[dict[str, Any]]:
    """Time to the whole answer, through the API in one process."""
    with borough(REPORTS):
        west, south, east, north = build_borough().outline.shape.bounds
        chance, client = Random(3), Client(SERVER_NAME="127.0.0.1")

        def one_km(_number: int) -> None:
            lon, lat = chance.uniform(west, east - 0.015), chance.uniform(south, north - 0.009)
            _look(client, lon, lat, lon + 0.015, lat + 0.009)

        def whole(_number: int) -> None:
            _look(client, west, south, east, north)

        for name, look in (("1_km2", one_km), ("whole_borough", whole)):
            times_ms(look, 10)
            taken = times_ms(look, VIEWS)
            yield at_most(f"map_view_{name}_p95_at_{REPORTS}_reports", share(taken, 0.95), "ms", 10)
        with CaptureQueriesContext(connection) as queries:
            whole(0)
        yield at_most("map_view_queries", len(queries), "queries", 3)


def _look(client: Client, west: float, south: float, east: float, north: float) -> None:
    reply = client.get(f"/api/v1/reports?bbox={west},{south},{east},{north}&limit=200")
    assert reply.status_code == 200, reply.content
