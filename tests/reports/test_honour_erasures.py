"""A copy of the database that is put back brings nothing back that was erased since it was made."""

import shutil
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import pytest
from django.core.management import call_command

from cast import Cast
from core.clock import now
from data_steps import WORDS, erase, reported
from processes import Processes
from reports.keeping import erasure, erasure_ledger
from reports.keeping.keeping_models import Erasure, LegalHold
from reports.models import Report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_folder_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def put_back(report: Report, **row: Any) -> None:
    """As the copy of the database has it: the row as it was, and nothing known of the erasure."""
    Report.objects.filter(pk=report.pk).update(**row)
    Erasure.objects.all().delete()


def as_it_was(report: Report) -> dict[str, Any]:
    names = ("ref", "phone_id", "track_hash", "description", "email", "name", "lat", "lon", "keeping")
    return {name: getattr(report, name) for name in names}


def test_what_a_copy_brought_back_is_erased_again_and_only_once(cast: Cast) -> None:
    report, other = reported(cast), reported(cast)
    row = as_it_was(report)
    erase(cast.asha, report.ref)
    put_back(report, **row)
    assert len(erasure_ledger.ahead()) == 1
    assert erasure.honour(erasure_ledger.ahead()) == 1
    report.refresh_from_db()
    other.refresh_from_db()
    assert (report.description, report.track_hash) == ("", "")
    assert other.description == WORDS
    assert erasure_ledger.ahead() == []


def test_a_new_report_under_the_number_of_an_erased_one_is_left_alone(cast: Cast) -> None:
    report = reported(cast)
    erase(cast.asha, report.ref)
    fresh = as_it_was(report) | {"phone_id": uuid4(), "track_hash": "f" * 64}
    put_back(report, **fresh)
    assert erasure.honour(erasure_ledger.ahead()) == 0
    report.refresh_from_db()
    assert report.description == WORDS


def test_a_hold_in_the_copy_keeps_it_until_the_hold_ends(cast: Cast) -> None:
    report = reported(cast)
    row = as_it_was(report)
    erase(cast.asha, report.ref)
    put_back(report, **row)
    hold = LegalHold.objects.create(
        body=cast.district, kind="report", report=report, reason="Court", set_by=cast.isla, at=now()
    )
    assert erasure.honour(erasure_ledger.ahead()) == 0
    assert len(erasure_ledger.ahead()) == 1
    LegalHold.objects.filter(pk=hold.pk).update(ended_at=now())
    assert erasure.honour(erasure_ledger.ahead()) == 1


def test_another_copy_of_the_ledger_can_be_given(cast: Cast, tmp_path: Path) -> None:
    report = reported(cast)
    row = as_it_was(report)
    erase(cast.asha, report.ref)
    elsewhere = tmp_path / "kept-elsewhere.log"
    (tmp_path / "erased.log").rename(elsewhere)
    put_back(report, **row)
    call_command("honour_erasures", "--from", str(elsewhere))
    report.refresh_from_db()
    assert report.description == ""


def test_a_line_that_a_dying_machine_left_unfinished_spoils_no_other(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "erased.log").write_text("2026-06-10T03:00:00+00:00 report 1234")
    report = reported(cast)
    track_hash = report.track_hash
    erase(cast.asha, report.ref)
    assert [line.digest for line in erasure_ledger.read()] == [track_hash]


def test_the_ledger_lies_with_the_photos_where_these_are_in_a_bucket(storage: str, cast: Cast) -> None:
    report = reported(cast)
    track_hash = report.track_hash
    erase(cast.asha, report.ref)
    assert [line.digest for line in erasure_ledger.read()] == [track_hash]


def told(url: str) -> tuple[str, dict[str, str]]:
    """Report something on a running server; the reference and the header that shows whose it is."""
    place = {"lat": 53.42, "lon": -2.35, "accuracy_m": 8, "source": "device"}
    body = {"id": str(uuid4()), "issue_type": "fly_tip", "point": place, "description": "Marked-Words"}
    reply = httpx.post(f"{url}/api/v1/reports", json=body)
    assert reply.status_code == 201, reply.text
    receipt = reply.json()
    return receipt["ref"], {"Track-Token": receipt["track_token"]}


def erase_on(url: str, ref: str, headers: dict[str, str]) -> None:
    assert httpx.post(f"{url}/api/v1/reports/{ref}/erase", headers=headers).status_code == 200
    assert httpx.get(f"{url}/api/v1/reports/{ref}", headers=headers).status_code == 404


AREAS = """
import shapely
from accounts.models import Body, Department
from routing.boundaries import AreaDraft, save_areas
from routing.rules import RuleDraft, save_rules
body = Body.objects.create(key="exampleton", name="Exampleton", kind="unitary", is_ours=True)
desk = Department.objects.create(key="cleansing", name="Cleansing", body=body)
square = shapely.box(-2.4, 53.4, -2.3, 53.5)
save_areas([AreaDraft(kind="unitary", code="U1", name="Exampleton", shape=square, body=body)])
save_rules([RuleDraft(name="All", level="unitary", issue_types=["fly_tip"], department=desk)])
"""


def test_back_up_erase_restore_start_and_it_is_gone(processes: Processes, tmp_path: Path) -> None:
    processes.manage("prepare")
    processes.manage("shell", "-c", AREAS)
    server = processes.serve().wait_until_ready()
    ref, headers = told(server.url)
    stored, copy = processes.data / "doorstep.sqlite3", tmp_path / "copy.sqlite3"
    with sqlite3.connect(stored) as database:
        database.execute(f"VACUUM INTO '{copy}'")
    erase_on(server.url, ref, headers)
    server.end()
    for name in ("doorstep.sqlite3", "doorstep.sqlite3-wal", "doorstep.sqlite3-shm"):
        (processes.data / name).unlink(missing_ok=True)
    shutil.copy(copy, stored)
    with sqlite3.connect(stored) as database:
        assert "Marked-Words" in repr(database.execute("SELECT description FROM reports_report").fetchall())
    again = processes.serve().wait_until_ready()
    assert httpx.get(f"{again.url}/api/v1/reports/{ref}", headers=headers).status_code == 404
    with sqlite3.connect(stored) as database:
        assert "Marked-Words" not in repr(database.execute("SELECT * FROM reports_report").fetchall())


@pytest.mark.services
def test_the_same_on_postgresql(processes: Processes, postgres_url: str) -> None:
    import psycopg

    name = urlsplit(postgres_url).path.strip("/")
    admin = postgres_url.replace(f"/{name}", "/postgres")
    processes.manage("prepare", DATABASE_URL=postgres_url)
    processes.manage("shell", "-c", AREAS, DATABASE_URL=postgres_url)
    server = processes.serve(DATABASE_URL=postgres_url).wait_until_ready()
    ref, headers = told(server.url)
    server.end()
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}_copy" TEMPLATE "{name}"')
    server = processes.serve(DATABASE_URL=postgres_url).wait_until_ready()
    erase_on(server.url, ref, headers)
    server.end()
    copied = postgres_url.replace(f"/{name}", f"/{name}_copy")
    try:
        with psycopg.connect(copied) as connection:
            assert "Marked-Words" in repr(
                connection.execute("SELECT description FROM reports_report").fetchall()
            )
        processes.manage("prepare", DATABASE_URL=copied)
        with psycopg.connect(copied) as connection:
            assert "Marked-Words" not in repr(connection.execute("SELECT * FROM reports_report").fetchall())
    finally:
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}_copy" WITH (FORCE)')
