"""Whenever the power goes, nobody is forgotten, and nothing is done twice in the database."""

import json
import sys
from functools import partial
from pathlib import Path
from random import Random

import pytest

import push_service
from processes import ROOT, Process, Processes
from push_service import PushService
from services import until

STORY = Path(__file__).parent / "clearing_for_ever.py"
EVENTS, PHONES, KILLS = 40, 8, 12
#: The phones, and Asha's address.
READERS = PHONES + 1
#: report:, ward: and cell: of the mattresses.
TOPICS = 3
#: Each worker has one message in hand.
WORKERS = 2


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_process_killed_again_and_again_tells_everybody_of_everything(
    processes: Processes, engine: str, request: pytest.FixtureRequest
) -> None:
    settings = {
        "DOORSTEP_PUSH_PRIVATE": "yes",
        "DOORSTEP_HOSTS": "testserver",
        "DOORSTEP_LOG": "error",
        "PYTHONPATH": f"{ROOT / 'backend'}:{ROOT / 'tests'}",
    }
    if engine == "postgresql":
        settings["DATABASE_URL"] = request.getfixturevalue("postgres_url")
    with push_service.push_service() as service:
        browsers = [service.subscribe() for _phone in range(PHONES)]
        phones = [json.dumps({"endpoint": browser.endpoint, **browser.keys}) for browser in browsers]
        prepared = processes.start([sys.executable, str(STORY), "prepare", *phones], **settings)
        assert prepared.popen.wait(timeout=60) == 0, prepared.said()

        def start() -> Process:
            return processes.start([sys.executable, str(STORY), "work", str(EVENTS)], **settings)

        chance = Random(20261122)
        for _kill in range(KILLS):
            process = start()
            enough = _heard(service) + chance.randint(1, EVENTS * PHONES // KILLS)
            until("some were told", partial(_heard_or_ended, service, enough, process), seconds=60)
            process.kill()
        last = start()
        assert last.popen.wait(timeout=180) == 0, last.said()
        assert service.complaints == []

    said = json.loads(last.said())
    # Several changes of one topic that wait together are told as one; no topic is passed over.
    assert TOPICS <= said.pop("live_messages") <= EVENTS * TOPICS
    assert said == {
        "intact": "ok",
        "not_done": 0,
        "deliveries": EVENTS * READERS,
        "told_of_each_event": [READERS],
        "events": EVENTS,
    }
    for browser in browsers:
        assert len(browser.shown) == EVENTS
    assert len(list((processes.data / "mail").glob("*.eml"))) == EVENTS
    repeated = _heard(service) - EVENTS * PHONES
    assert 0 <= repeated <= KILLS * WORKERS


def _heard(service: PushService) -> int:
    return sum(len(browser.heard) for browser in service.browsers.values())


def _heard_or_ended(service: PushService, enough: int, process: Process) -> bool:
    return _heard(service) >= enough or process.popen.poll() is not None
