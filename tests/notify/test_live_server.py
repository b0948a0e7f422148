"""The socket of a real server, over a real network: several processes, floods, and who may not listen."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from processes import Processes, Server

LOOK_AGAIN = str(Path(__file__).parent / "look_again.py")
SUBSCRIBE = json.dumps({"subscribe": ["ward:weirside"], "token": None, "since": None})


@contextmanager
def listening(server: Server, *topics: str, since: int | None = None) -> Iterator[ClientConnection]:
    """A page of ours that watches these topics."""
    with connect(f"ws://127.0.0.1:{server.port}/live", origin=Origin(server.url)) as page:
        page.send(json.dumps({"subscribe": topics, "token": None, "since": since}))
        assert hear(page)["hello"] is True
        yield page


def hear(page: ClientConnection, *, within: float = 10) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(page.recv(timeout=within))
    return message


def test_a_flood_is_cut_off_and_the_others_hear_as_before(processes: Processes) -> None:
    server = processes.serve().wait_until_ready()
    with listening(server, "ward:weirside") as page, listening(server, "ward:weirside") as flood:
        with pytest.raises(ConnectionClosed) as closed:
            _send_and_read(flood, 10_000)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1008
        processes.start([sys.executable, LOOK_AGAIN, "ward:weirside"])
        assert hear(page)["topic"] == "ward:weirside"
        with listening(server, "ward:weirside"):
            pass  # and the next who comes is let in
    server.check_alive()


def _send_and_read(page: ClientConnection, many: int) -> None:
    for _message in range(many):
        page.send(SUBSCRIBE)
    while True:
        page.recv(timeout=10)


def test_a_message_of_a_megabyte_ends_its_socket(processes: Processes) -> None:
    server = processes.serve().wait_until_ready()
    with listening(server, "ward:weirside") as page:
        page.send("x" * 1_000_000)
        with pytest.raises(ConnectionClosed) as closed:
            page.recv(timeout=10)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1009
    server.check_alive()


def test_the_page_of_another_site_is_turned_away(processes: Processes) -> None:
    server = processes.serve().wait_until_ready()
    with pytest.raises(InvalidStatus) as refused:
        connect(f"ws://127.0.0.1:{server.port}/live", origin=Origin("https://evil.example"))
    assert refused.value.response.status_code == 403


def test_a_stranger_may_not_listen_to_a_queue_or_a_round(processes: Processes) -> None:
    server = processes.serve().wait_until_ready()
    with connect(f"ws://127.0.0.1:{server.port}/live") as page:
        topics = ["queue:street-cleansing", "round:1", "report:FT-7K3Q-2M", "ward:weirside", "nothing:x"]
        page.send(json.dumps({"subscribe": topics, "token": "guess", "since": None}))
        refused = {"queue:street-cleansing", "round:1", "report:FT-7K3Q-2M", "nothing:x"}
        assert set(hear(page)["refused"]) == refused


@pytest.mark.services
def test_pages_of_two_web_processes_hear_what_a_third_publishes(
    processes: Processes, postgres_url: str, redis_url: str
) -> None:
    settings = {"DATABASE_URL": postgres_url, "REDIS_URL": redis_url}
    one, other = (
        processes.serve(DATABASE_URL=postgres_url, REDIS_URL=redis_url).wait_until_ready()
        for _each in range(2)
    )
    with listening(one, "ward:weirside") as first, listening(other, "ward:weirside") as second:
        processes.start([sys.executable, LOOK_AGAIN, "ward:weirside", "ward:northfield"], **settings)
        heard = [hear(first), hear(second)]
    assert heard[0] == heard[1]
    assert heard[0]["event"] == "ReportCleared"


def test_a_worker_beside_the_web_process_is_heard_without_redis(processes: Processes) -> None:
    server = processes.serve(DOORSTEP_WORKERS="0").wait_until_ready()
    with listening(server, "ward:weirside") as page:
        processes.start([sys.executable, LOOK_AGAIN, "ward:weirside"])
        assert hear(page)["seq"] == 1
    with listening(server, "ward:weirside", since=0) as page:
        assert hear(page)["seq"] == 1


def test_a_worker_ends_when_it_is_told_to(processes: Processes) -> None:
    server = processes.serve(DOORSTEP_WORKERS="0").wait_until_ready()
    worker = processes.start([sys.executable, "backend/manage.py", "worker"])
    while "at work" not in worker.said():
        worker.check_alive()
    assert worker.end() == 0
    server.check_alive()
