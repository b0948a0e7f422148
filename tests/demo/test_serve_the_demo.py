"""Real processes: the demo is served, an older one is brought up to date.

And `serve` will not open it to the world.
"""

import sqlite3
import subprocess
import sys

import httpx

from demo.people import MEMBERS, PASSWORD
from processes import ROOT, Processes
from services import until


def sign_in(url: str, email: str) -> int:
    """The status of signing in with the demo's password."""
    with httpx.Client(base_url=url) as client:
        return try_to_sign_in(client, email, PASSWORD)


def try_to_sign_in(client: httpx.Client, email: str, password: str) -> int:
    """The status of trying to."""
    client.get("/api/v1/session")
    token = {"X-CSRFToken": client.cookies["csrftoken"]}
    said = {"email": email, "password": password}
    return client.post("/api/v1/session", json=said, headers=token).status_code


def test_serve_refuses_the_demos_sign_ins_in_one_sentence(processes: Processes) -> None:
    processes.manage("demo_prepare", "--most", "3", DOORSTEP_DEMO="yes")
    command = [sys.executable, "-m", "config.serve", "--port", "0"]
    tried = subprocess.run(
        command,
        cwd=ROOT,
        env=processes.environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert tried.returncode == 1
    assert "the demo's sign-ins" in tried.stderr
    assert "Traceback" not in tried.stderr


def test_an_older_demo_is_migrated_and_keeps_its_reports(processes: Processes) -> None:
    processes.manage("demo_prepare", "--most", "3", DOORSTEP_DEMO="yes")
    database = processes.data / "doorstep.sqlite3"
    with sqlite3.connect(database) as connection:
        before = connection.execute("SELECT ref FROM reports_report ORDER BY ref").fetchall()
    processes.manage("migrate", "reports", "0001", DOORSTEP_DEMO="yes")
    said = processes.manage("demo_prepare", DOORSTEP_DEMO="yes")
    assert "Bringing the tables up to date" in said
    assert "Making" not in said
    with sqlite3.connect(database) as connection:
        after = connection.execute("SELECT ref FROM reports_report ORDER BY ref").fetchall()
        indexes = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='index'")
        }
    assert after == before
    assert "report_ward_map" in indexes
    server = processes.serve(DOORSTEP_DEMO="yes").wait_until_ready()
    assert sign_in(server.url, MEMBERS[0].email) == 200


def test_the_log_holds_nothing_of_what_people_say(processes: Processes) -> None:
    processes.manage("demo_prepare", "--most", "3", DOORSTEP_DEMO="yes")
    server = processes.serve(DOORSTEP_DEMO="yes", DOORSTEP_LOG="debug").wait_until_ready()
    with httpx.Client(base_url=server.url) as client:
        place = {"lat": 53.4235, "lon": -2.35}
        body = {
            "id": "5f0c7a0e-6a0f-4f0e-9a53-1d1f6c1e5f0e",
            "issue_type": "asb_nuisance",
            "point": place,
            "description": "Marked-Words about a neighbour",
            "name": "Marked-Name",
            "email": "marked@example.org",
            "phone": "07700 900987",
        }
        receipt = client.post("/api/v1/reports", json=body).json()
        assert try_to_sign_in(client, "marked@example.org", "Marked-Password") == 401
        client.get(f"/api/v1/reports/{receipt['ref']}", headers={"Track-Token": receipt["track_token"]})
    mail = processes.data / "mail"
    until("the letter is written", lambda: mail.is_dir() and any(mail.iterdir()), seconds=30)
    server.end()
    said = server.said()
    for marked in ("Marked-", "marked@", "900987", body["id"], receipt["track_token"]):
        assert str(marked) not in said
