"""Not ours: the desk moves a job to the department whose it is, with the reason."""

import pytest

from cast import Cast

pytestmark = pytest.mark.django_db


def test_it_leaves_one_queue_and_stands_in_the_other(cast: Cast) -> None:
    report, job = cast.mattresses()
    dev, ewa = cast.staff(cast.dev), cast.staff(cast.ewa)
    body = {"department": "highways", "reason": "It lies in the carriageway"}
    assert dev.post(f"/api/v1/jobs/{job.pk}/forward", body).status_code == 200
    assert dev.get("/api/v1/queues/street-cleansing/jobs").json()["items"] == []
    assert [j["ref"] for j in ewa.get("/api/v1/queues/highways/jobs").json()["items"]] == [report.ref]
    assert dev.get(f"/api/v1/jobs/{job.pk}").status_code == 404
    history = ewa.get(f"/api/v1/jobs/{job.pk}").json()["history"]
    assert history[-1]["note"] == "It lies in the carriageway"


def test_the_reporter_reads_who_has_it_now(cast: Cast) -> None:
    report, job = cast.mattresses()
    body = {"department": "highways", "reason": "Carriageway"}
    cast.staff(cast.dev).post(f"/api/v1/jobs/{job.pk}/forward", body)
    seen = cast.asha.look(report.ref)
    assert seen["department"]["name"] == "Highways"
    assert seen["body"]["name"] == "Exampleshire County Council"
    assert seen["timeline"][-1]["sentence"] == "Highways has it now."


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"department": "highways", "reason": " "}, "reason"),
        ({"department": "nobody", "reason": "?"}, "department"),
        ({"department": "street-cleansing", "reason": "?"}, "department"),
    ],
)
def test_it_needs_a_department_and_a_reason(cast: Cast, body: dict[str, str], field: str) -> None:
    _report, job = cast.mattresses()
    reply = cast.staff(cast.dev).post(f"/api/v1/jobs/{job.pk}/forward", body)
    assert (reply.status_code, reply.json()["field"]) == (422, field)


def test_a_crew_cannot_forward(cast: Cast) -> None:
    _report, job = cast.mattresses()
    body = {"department": "highways", "reason": "Not mine"}
    assert cast.staff(cast.femi).post(f"/api/v1/jobs/{job.pk}/forward", body).status_code == 403


def test_the_desk_of_another_department_is_told_there_is_no_such_job(cast: Cast) -> None:
    _report, job = cast.mattresses()
    body = {"department": "highways", "reason": "Mine"}
    reply = cast.staff(cast.ewa).post(f"/api/v1/jobs/{job.pk}/forward", body)
    assert (reply.status_code, reply.json()["type"]) == (404, "/problems/not-found")
