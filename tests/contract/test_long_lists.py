"""Long lists are written as they were built; here they are held to the shapes that the API promises."""

import uuid

import pytest
from django.test import Client

from cast import Cast
from insight.schemas import WardOut
from reports.schemas import ReportListOut
from workqueue.schemas import QueueOut

pytestmark = pytest.mark.django_db

BOX = "-2.36,53.41,-2.34,53.43"


@pytest.fixture
def reported(cast: Cast) -> Cast:
    """Some of everything: with a photo on its way, with answers, held, urgent."""
    cast.asha.report(photos=[str(uuid.uuid4())], answers={"size": "car_boot", "blocking": "yes"})
    cast.asha.report(issue_type="graffiti", answers={}, needs=["bsl"])
    cast.asha.report(issue_type="litter", answers={}, place_note="by the gate")
    return cast


def test_the_map(reported: Cast) -> None:
    reply = Client().get(f"/api/v1/reports?bbox={BOX}")
    found = ReportListOut.model_validate_json(reply.content)
    assert len(found.items) == 3
    assert found.model_dump_json() == reply.content.decode()


def test_a_queue(reported: Cast) -> None:
    reply = reported.staff(reported.dev).get("/api/v1/queues/street-cleansing/jobs")
    found = QueueOut.model_validate_json(reply.content)
    assert len(found.items) == 3
    assert found.model_dump_json() == reply.content.decode()


def test_a_ward(reported: Cast) -> None:
    reply = Client().get("/api/v1/wards/weirside")
    found = WardOut.model_validate_json(reply.content)
    assert len(found.reports) == 3
    assert found.model_dump_json() == reply.content.decode()
