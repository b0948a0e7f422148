"""A resident's report comes in: stored, routed, queued, answered; twice is once; nothing wrong is kept."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cast import LARK_ESTATE, THE_SEA, TRUNK_ROAD, WEIR_LANE, WEIR_MEADOW, Cast, Phone, at, said
from core.models import OutboxRow
from core.references import read_reference
from reports.models import Report
from workqueue.models import Job

pytestmark = pytest.mark.django_db


def test_a_fly_tip_is_in_the_departments_queue_when_the_resident_is_thanked(cast: Cast) -> None:
    reply = cast.asha.send(said())
    receipt = reply.json()
    assert reply.status_code == 201
    assert receipt["department"] == {"key": "street-cleansing", "name": "Street Cleansing"}
    assert receipt["body"]["key"] == "exampleton"
    assert receipt["aim_at"]
    assert "Street Cleansing" in receipt["explanation"]
    assert receipt["url"].endswith(f"/r/{receipt['ref']}")
    queue = cast.staff(cast.dev).get("/api/v1/queues/street-cleansing/jobs").json()
    assert [job["ref"] for job in queue["items"]] == [receipt["ref"]]
    assert queue["counts"] == {"open": 1, "no_crew": 1, "overdue": 0, "to_pass": 0}


def test_the_reference_can_be_read_out_and_checked(cast: Cast) -> None:
    ref = cast.asha.report()["ref"]
    assert ref.startswith("FT-")
    assert read_reference(ref.lower().replace("-", " ")) == ref
    wrong = ref[:-1] + ("0" if ref[-1] != "0" else "1")
    assert read_reference(wrong) is None


def test_the_same_report_twice_is_one_report(cast: Cast) -> None:
    body = said()
    first = cast.asha.send(body)
    again = cast.asha.send({**body, "issue_type": "litter", "answers": {}, "description": "other words"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert (Report.objects.count(), Job.objects.count()) == (1, 1)


def test_the_phones_own_number_is_in_no_answer(cast: Cast) -> None:
    body = said()
    reply = cast.asha.send(body)
    public = Client().get(f"/api/v1/reports/{reply.json()['ref']}")
    assert body["id"] not in reply.content.decode() + public.content.decode()


def test_only_id_type_and_place_are_obligatory(cast: Cast) -> None:
    place = {"lat": WEIR_LANE.lat, "lon": WEIR_LANE.lon}
    reply = cast.asha.send({"id": str(uuid.uuid4()), "issue_type": "litter", "point": place})
    assert reply.status_code == 201


def test_a_pothole_goes_to_the_county_and_dirt_in_a_park_to_parks(cast: Cast) -> None:
    assert cast.asha.report(issue_type="pothole", answers={})["department"]["key"] == "highways"
    assert (
        cast.asha.report(issue_type="litter", answers={}, point=at(WEIR_MEADOW))["department"]["key"]
        == "parks"
    )


def test_what_is_another_bodys_is_passed_on_and_watched(cast: Cast) -> None:
    receipt = cast.asha.report(point=at(LARK_ESTATE))
    assert (receipt["status"], receipt["body"]["name"], receipt["department"]) == (
        "passed_on",
        "Weirside Homes",
        None,
    )
    assert receipt["aim_at"] is None
    job = Job.objects.get()
    assert (job.department, job.handed_to) == (cast.cleansing, cast.homes)


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"email": "new@example.org", "description": "Two mattresses"},
        {"email": "new@example.org", "description": "Shouting", "issue_type": "asb_nuisance", "answers": {}},
        {"photos": ["0d9b2f6e-5a55-4bd1-9f6e-3f0f3d2f4a10"]},
    ],
)
def test_a_report_costs_no_more_than_fourteen_queries(cast: Cast, more: dict[str, Any]) -> None:
    cast.asha.report()
    with CaptureQueriesContext(connection) as queries:
        cast.asha.report(**more)
    asked = [
        q["sql"] for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
    ]
    assert len(asked) <= 14, "\n".join(asked)


def test_contact_details_and_needs_are_optional_and_kept_from_the_public(cast: Cast) -> None:
    report, _job = cast.mattresses()
    seen = Client().get(f"/api/v1/reports/{report.ref}").content.decode()
    for private in ("asha@example.org", "Asha", "07700", "mattresses"):
        assert private not in seen


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"id": "not a uuid"}, "id"),
        ({"issue_type": "volcano"}, "issue_type"),
        ({"point": {"lat": 91, "lon": 0}}, "point"),
        ({"point": {"lat": 53.42}}, "point.lon"),
        ({"point": {"lat": "north", "lon": 0}}, "point.lat"),
        ({"point": {"lat": WEIR_LANE.lon, "lon": WEIR_LANE.lat}}, "point"),
        ({"point": at(THE_SEA)}, "point"),
        ({"point": {"lat": 0, "lon": 0}}, "point"),
        ({"answers": {"size": "as big as a whale"}}, "answers.size"),
        ({"answers": {"colour": "red"}}, "answers.colour"),
        ({"description": "a" * 4001}, "description"),
        ({"email": "not an address"}, "email"),
        ({"email": "asha@example.org\nBcc: all@example.org"}, "email"),
        ({"name": "x" * 500}, "name"),
        ({"needs": ["a helicopter"]}, "needs"),
        ({"photos": [str(uuid.uuid4()) for _ in range(5)]}, "photos"),
        ({"made_at": "yesterday"}, "made_at"),
    ],
)
def test_what_cannot_be_taken_is_refused_by_name_and_nothing_is_kept(
    cast: Cast, changes: dict[str, Any], field: str
) -> None:
    reply = cast.asha.send(said(**changes))
    problem = reply.json()
    assert reply.status_code == 422, problem
    assert reply["Content-Type"] == "application/problem+json"
    assert problem["field"] == field, problem
    assert problem["type"].startswith("/problems/")
    assert problem["detail"]
    assert (Report.objects.count(), Job.objects.count(), OutboxRow.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '{"id": 1}', '{"point": NaN}', "\x00"])
def test_what_is_no_report_at_all_is_refused(cast: Cast, body: str) -> None:
    reply = cast.asha.client.post("/api/v1/reports", body, content_type="application/json")
    assert reply.status_code in (400, 422)
    assert reply["Content-Type"] == "application/problem+json"


def test_swapped_coordinates_are_recognised(cast: Cast) -> None:
    reply = cast.asha.send(said(point={"lat": WEIR_LANE.lon, "lon": WEIR_LANE.lat}))
    assert reply.json()["type"] == "/problems/point-swapped"


def test_a_place_that_nobody_here_answers_for_names_who_might_help(cast: Cast) -> None:
    problem = cast.asha.send(said(point={"lat": 53.52, "lon": -2.35})).json()
    assert problem["type"] == "/problems/nobody-here"
    assert "Exampleshire County Council" in problem["detail"]


def test_problems_are_in_the_readers_language(cast: Cast) -> None:
    body = said(point={"lat": WEIR_LANE.lon, "lon": WEIR_LANE.lat})
    replies = [
        cast.asha.client.post(
            "/api/v1/reports", body, content_type="application/json", headers={"Accept-Language": language}
        ).json()
        for language in ("en-GB", "cy")
    ]
    assert replies[0]["type"] == replies[1]["type"]
    assert replies[0]["title"] != replies[1]["title"]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("   \n\t ", ""),
        ("Two\x00 mattresses\x07", "Two mattresses"),
        ("abc\u202egnp.exe", "abcgnp.exe"),
        ("یہاں گدے پڑے ہیں", "یہاں گدے پڑے ہیں"),
        ("first\r\nsecond", "first\nsecond"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_words_are_kept_as_written_but_for_what_is_no_text(cast: Cast, sent: str, kept: str) -> None:
    ref = cast.asha.report(description=sent)["ref"]
    assert Report.objects.get(ref=ref).description == kept


def test_one_address_cannot_send_without_end(cast: Cast, settings: Any) -> None:
    settings.REPORTS_AN_HOUR, settings.CHALLENGE_FROM_PERCENT = 2, 100
    settings.REPORTS_AN_HOUR_A_PHONE = 100
    cast.asha.report()
    cast.asha.report()
    reply = cast.asha.send(said())
    assert (reply.status_code, reply.json()["type"]) == (429, "/problems/too-many")
    assert int(reply["Retry-After"]) > 0
    assert Report.objects.count() == 2


def test_one_phone_cannot_send_without_end_and_its_neighbours_still_can(cast: Cast, settings: Any) -> None:
    settings.REPORTS_AN_HOUR_A_PHONE, settings.CHALLENGE_FROM_PERCENT = 2, 100
    cast.asha.report()  # the first answer brings the cookie
    cast.asha.report()
    assert cast.asha.send(said()).status_code == 429
    assert Phone(Client()).send(said()).status_code == 201


def test_what_is_sent_again_is_answered_even_over_the_limit(cast: Cast, settings: Any) -> None:
    settings.REPORTS_AN_HOUR, settings.CHALLENGE_FROM_PERCENT = 1, 100
    body = said()
    assert [cast.asha.send(body).status_code for _ in range(4)] == [201, 200, 200, 200]
    assert cast.asha.send(said()).status_code == 429


def test_nobodys_mailbox_can_be_flooded(cast: Cast, settings: Any) -> None:
    settings.REPORTS_AN_HOUR_A_PLACE = 100
    codes = [Phone(Client()).send(said(email="victim@example.org")).status_code for _ in range(21)]
    assert codes == [201] * 20 + [429]


def test_a_trunk_road_is_nobody_elses(cast: Cast) -> None:
    assert (
        cast.asha.report(issue_type="pothole", answers={}, point=at(TRUNK_ROAD))["body"]["key"]
        == "trunk-roads"
    )
