"""Who of the staff looks at a private report is on record; others cannot look at all."""

import pytest

from accounts.models import AuditEntry, Membership, Role
from cast import Cast, Staff
from reports.models import Report

pytestmark = pytest.mark.django_db


@pytest.fixture
def private(cast: Cast) -> Report:
    return Report.objects.get(ref=cast.asha.report(issue_type="asb_nuisance", answers={})["ref"])


@pytest.fixture
def safety_desk(cast: Cast) -> Staff:
    Membership.objects.create(person=cast.ewa, role=Role.DESK, body=cast.district, department=cast.safety)
    return cast.staff(cast.ewa)


def looks(report: Report) -> list[str]:
    found = AuditEntry.objects.filter(action="saw_private", subject=f"report:{report.ref}")
    return [entry.person.name for entry in found.select_related("person") if entry.person]


@pytest.mark.parametrize("door", ["jobs/{job}", "reports/{ref}"])
def test_a_look_is_on_record_once_however_often_the_page_reads_it(
    private: Report, safety_desk: Staff, door: str
) -> None:
    path = f"/api/v1/{door.format(job=private.jobs.get().pk, ref=private.ref)}"
    for _time in range(3):
        assert safety_desk.get(path).status_code == 200
    assert looks(private) == ["Ewa"]


def test_the_look_belongs_to_the_body_whose_report_it_is(private: Report, safety_desk: Staff) -> None:
    safety_desk.get(f"/api/v1/reports/{private.ref}")
    entry = AuditEntry.objects.get(action="saw_private")
    assert entry.body_id == private.department.body_id


def test_whoever_reads_what_could_be_shared_of_it_has_looked(private: Report, safety_desk: Staff) -> None:
    assert safety_desk.get(f"/api/v1/reports/{private.ref}/share").status_code == 200
    assert looks(private) == ["Ewa"]


def test_each_person_who_looks_is_on_record(cast: Cast, private: Report, safety_desk: Staff) -> None:
    safety_desk.get(f"/api/v1/reports/{private.ref}")
    cast.staff(cast.huw).get(f"/api/v1/reports/{private.ref}")
    assert looks(private) == ["Ewa", "Huw"]


def test_its_reporter_and_those_who_may_not_are_not(cast: Cast, private: Report) -> None:
    cast.asha.look(private.ref)
    assert cast.staff(cast.dev).get(f"/api/v1/reports/{private.ref}").status_code == 404
    assert looks(private) == []


def test_a_look_at_a_public_report_is_nobodys_business(cast: Cast) -> None:
    report, job = cast.mattresses()
    dev = cast.staff(cast.dev)
    dev.get(f"/api/v1/jobs/{job.pk}")
    dev.get(f"/api/v1/reports/{report.ref}")
    assert looks(report) == []
