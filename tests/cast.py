"""Nine invented people in a corner of Exampleton, and the mattresses that one of them reported.

Asha reported the mattresses from her phone, without an account. Ben follows by e-mail. Carys follows in
Welsh. Dev has the street cleansing desk. Ewa has the county's highways desk and must not see. Femi leads a
crew of street cleansing. Gwen is the ward's councillor: counts, no names. Huw administers the district; each
of his looks is recorded. Isla is its information officer and reads that record.
"""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import shapely
from django.test import Client

from accounts.models import Body, Department, Membership, Person, Role
from core.geometry import Point
from reports.models import Report
from routing.boundaries import AreaDraft, StreetDraft, save_areas, save_streets
from routing.kinds import Aim
from routing.people_types import PEOPLE_TYPES
from routing.rules import RuleDraft, save_rules
from workqueue.models import Crew, Job

PASSWORD = "a long password for tests"

#: In Weirside, on Weir Lane.
WEIR_LANE = Point(53.4210, -2.3500)
#: In the same ward, in the park.
WEIR_MEADOW = Point(53.4260, -2.3450)
#: On the estate of the housing association.
LARK_ESTATE = Point(53.4150, -2.3450)
#: On the trunk road.
TRUNK_ROAD = Point(53.4050, -2.3500)
THE_SEA = Point(53.5, -4.2)


def said(**changes: Any) -> dict[str, Any]:
    """A report as the phone sends it: a fly-tip on Weir Lane."""
    return {
        "id": str(uuid.uuid4()),
        "issue_type": "fly_tip",
        "point": {"lat": WEIR_LANE.lat, "lon": WEIR_LANE.lon, "accuracy_m": 8, "source": "device"},
        "answers": {"size": "car_boot"},
        **changes,
    }


def at(point: Point) -> dict[str, Any]:
    """A place as the phone sends it."""
    return {"lat": point.lat, "lon": point.lon, "accuracy_m": 8, "source": "pin"}


@dataclass
class Phone:
    """Somebody without an account: their browser, and the track tokens it keeps."""

    client: Client
    tokens: dict[str, str] = field(default_factory=dict)

    def report(self, **changes: Any) -> dict[str, Any]:
        """Send a report that must be taken; the receipt."""
        reply = self.send(said(**changes))
        assert reply.status_code in (200, 201), reply.content
        receipt: dict[str, Any] = reply.json()
        self.tokens[receipt["ref"]] = receipt["track_token"]
        return receipt

    def send(self, body: dict[str, Any]) -> Any:
        """Send a report, whatever comes of it."""
        return self.client.post("/api/v1/reports", body, content_type="application/json")

    def look(self, ref: str) -> dict[str, Any]:
        """The report as its own phone sees it."""
        reply = self.client.get(f"/api/v1/reports/{ref}", headers={"Track-Token": self.tokens.get(ref, "")})
        assert reply.status_code == 200, reply.content
        found: dict[str, Any] = reply.json()
        return found

    def post(self, path: str, body: dict[str, Any], *, ref: str = "") -> Any:
        """Send anything, with the token of a report."""
        headers = {"Track-Token": self.tokens.get(ref, "")}
        return self.client.post(path, body, content_type="application/json", headers=headers)


@dataclass
class Staff:
    """Somebody signed in: their browser, which sends the CSRF token with everything that writes."""

    client: Client
    person: Person

    def get(self, path: str, **query: Any) -> Any:
        """Read."""
        return self.client.get(path, query)

    def post(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """Write."""
        return self.client.post(path, body or {}, content_type="application/json", headers=self._csrf())

    def put(self, path: str, data: bytes) -> Any:
        """Send a file."""
        return self.client.put(path, data, content_type="application/octet-stream", headers=self._csrf())

    def _csrf(self) -> dict[str, str]:
        return {"X-CSRFToken": self.client.cookies["csrftoken"].value}


@dataclass
class Cast:
    """The people, the bodies they work for, and what was reported before the story begins."""

    district: Body
    county: Body
    homes: Body
    police: Body
    cleansing: Department
    parks: Department
    safety: Department
    highways: Department
    crew: Crew
    asha: Phone
    dev: Person
    ewa: Person
    femi: Person
    gwen: Person
    huw: Person
    isla: Person

    def staff(self, person: Person) -> Staff:
        """That person's browser, signed in through the door."""
        client = Client(enforce_csrf_checks=True)
        client.get("/api/v1/session")
        reply = client.post(
            "/api/v1/session",
            {"email": person.email, "password": PASSWORD},
            content_type="application/json",
            headers={"X-CSRFToken": client.cookies["csrftoken"].value},
        )
        assert reply.status_code == 200, reply.content
        return Staff(client, person)

    def mattresses(self) -> tuple[Report, Job]:
        """Asha reports two mattresses; the report and the job that came of it."""
        receipt = self.asha.report(
            description="Two mattresses. Ring me on 07700 900123.", name="Asha", email="asha@example.org"
        )
        report = Report.objects.get(ref=receipt["ref"])
        return report, report.jobs.get()


def _box(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    return shapely.box(west, south, east, north)


def make_cast() -> Cast:
    """The corner of Exampleton with everybody in it. Needs a database."""
    district = Body.objects.create(
        key="exampleton",
        name="Exampleton District Council",
        name_cy="Cyngor Dosbarth Exampleton",
        kind="district",
        is_ours=True,
        second_step_required=False,
    )
    county = Body.objects.create(
        key="exampleshire",
        name="Exampleshire County Council",
        kind="county",
        is_ours=True,
        second_step_required=False,
    )
    district.works_with.add(county)
    homes = Body.objects.create(
        key="weirside-homes", name="Weirside Homes", kind="housing", contact_email="repairs@weirside.example"
    )
    police = Body.objects.create(key="police", name="Exampleshire Police", kind="police")
    trunk = Body.objects.create(
        key="trunk-roads",
        name="Exampleshire Trunk Roads",
        kind="trunk_roads",
        contact_email="control@trunk.example",
    )
    cleansing = Department.objects.create(
        key="street-cleansing", name="Street Cleansing", name_cy="Glanhau Strydoedd", body=district
    )
    parks = Department.objects.create(key="parks", name="Parks", body=district)
    safety = Department.objects.create(key="community-safety", name="Community Safety", body=district)
    highways = Department.objects.create(key="highways", name="Highways", body=county)

    _make_land(district, county, homes, trunk)
    _make_rules(district, cleansing, parks, safety, highways)

    def person(name: str, role: Role, body: Body, department: Department | None, ward: str = "") -> Person:
        made = Person(email=f"{name.lower()}@example.org", name=name)
        made.set_password(PASSWORD)
        made.save()
        Membership.objects.create(person=made, role=role, body=body, department=department, ward=ward)
        return made

    dev = person("Dev", Role.DESK, district, cleansing)
    ewa = person("Ewa", Role.DESK, county, highways)
    femi = person("Femi", Role.CREW, district, cleansing)
    gwen = person("Gwen", Role.COUNCILLOR, district, None, ward="weirside")
    huw = person("Huw", Role.ADMINISTRATOR, district, None)
    isla = person("Isla", Role.OFFICER, district, None)
    crew = Crew.objects.create(name="East 4", department=cleansing)
    crew.members.add(femi)
    return Cast(
        district,
        county,
        homes,
        police,
        cleansing,
        parks,
        safety,
        highways,
        crew,
        Phone(Client()),
        dev,
        ewa,
        femi,
        gwen,
        huw,
        isla,
    )


def _make_land(district: Body, county: Body, homes: Body, trunk: Body) -> None:
    whole = _box(-2.40, 53.40, -2.30, 53.44)
    wards = save_areas(
        [
            AreaDraft(kind="county", code="C1", name="Exampleshire", shape=whole.buffer(0.05), body=county),
            AreaDraft(kind="district", code="D1", name="Exampleton", shape=whole, body=district),
            AreaDraft(kind="ward", code="W1", name="Weirside", shape=_box(-2.40, 53.41, -2.30, 53.44)),
            AreaDraft(kind="ward", code="W2", name="Kiln Hill", shape=_box(-2.40, 53.40, -2.30, 53.41)),
            AreaDraft(
                kind="park",
                code="P1",
                name="Weir Meadow",
                shape=_box(-2.348, 53.424, -2.342, 53.428),
                body=district,
            ),
            AreaDraft(
                kind="estate",
                code="E1",
                name="Lark Estate",
                shape=_box(-2.348, 53.414, -2.342, 53.416),
                body=homes,
            ),
            AreaDraft(
                kind="trunk_road",
                code="T1",
                name="A999",
                shape=_box(-2.40, 53.4049, -2.30, 53.4051),
                body=trunk,
            ),
        ]
    ).areas
    weirside = next(area for area in wards if area.code == "W1")
    save_streets(
        [
            StreetDraft(
                name="Weir Lane",
                shape=shapely.LineString([(-2.352, 53.4205), (-2.348, 53.4215)]),
                ward=weirside,
            ),
            StreetDraft(
                name="Meadow Walk",
                kind="path",
                ward=weirside,
                shape=shapely.LineString([(-2.3475, 53.4255), (-2.3425, 53.4265)]),
            ),
            StreetDraft(
                name="Lark Close",
                shape=shapely.LineString([(-2.3475, 53.4150), (-2.3425, 53.4150)]),
                ward=weirside,
            ),
        ]
    )


def _make_rules(
    district: Body, cleansing: Department, parks: Department, safety: Department, highways: Department
) -> None:
    dirt = ["fly_tip", "litter", "graffiti", "dog_fouling", "abandoned_vehicle", "needles", "dead_animal"]
    dirt += ["waste_put_out", "vandalism"]
    save_rules(
        [
            RuleDraft(name="Trunk roads", level="trunk_road", issue_types=[], watched_by=cleansing),
            RuleDraft(name="Homes", level="estate", issue_types=dirt, watched_by=cleansing),
            RuleDraft(
                name="Parks",
                level="park",
                issue_types=dirt,
                body=district,
                department=parks,
                aim=Aim(working_days=3),
            ),
            RuleDraft(
                name="Streets",
                level="district",
                issue_types=dirt,
                department=cleansing,
                aim=Aim(working_days=2),
            ),
            RuleDraft(
                name="Behaviour",
                level="district",
                issue_types=[kind.key for kind in PEOPLE_TYPES],
                department=safety,
            ),
            RuleDraft(
                name="Roads",
                level="county",
                issue_types=["pothole", "street_light"],
                department=highways,
                aim=Aim(working_days=28),
            ),
        ]
    )


NOON = datetime(2026, 6, 10, 12, 0, tzinfo=UTC)
