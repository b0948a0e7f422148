"""Who works in Exampleton. Everybody here is invented, and every sign-in is known to everybody.

`Person.is_demo` marks them, so that a real installation refuses to serve while one of them can sign in.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from accounts.models import Body, Department, Membership, Person, Role
from workqueue.models import Crew

PASSWORD = "exampleton"  # noqa: S105  printed by `./doorstep demo`; useless anywhere else

DISTRICT, COUNTY = "exampleton", "exampleshire"


@dataclass(frozen=True)
class Organisation:
    """An organisation. Its telephone number is one of those kept free for stories, or the police's own."""

    key: str
    name: str
    name_cy: str
    kind: Body.Kind
    is_ours: bool = False
    phone: str = ""


BODIES = (
    Organisation(
        DISTRICT,
        "Exampleton District Council",
        "Cyngor Dosbarth Exampleton",
        Body.Kind.DISTRICT,
        True,
        "01632 960100",
    ),
    Organisation(
        COUNTY,
        "Exampleshire County Council",
        "Cyngor Sir Exampleshire",
        Body.Kind.COUNTY,
        True,
        "01632 960200",
    ),
    Organisation(
        "weirside-homes", "Weirside Homes", "Cartrefi Weirside", Body.Kind.HOUSING, phone="01632 960310"
    ),
    Organisation(
        "exampleshire-police", "Exampleshire Police", "Heddlu Exampleshire", Body.Kind.POLICE, phone="101"
    ),
    Organisation("quill-roads", "Quill Valley Trunk Roads", "", Body.Kind.TRUNK_ROADS, phone="01632 960420"),
    Organisation("quill-rail", "Quill Valley Railway", "", Body.Kind.RAILWAY, phone="01632 960430"),
)

#: key, name, Welsh name, body
DEPARTMENTS = (
    ("street-cleansing", "Street cleansing", "Glanhau strydoedd", DISTRICT),
    ("parks", "Parks", "Parciau", DISTRICT),
    ("community-safety", "Community safety", "Diogelwch cymunedol", DISTRICT),
    ("highways", "Highways", "Priffyrdd", COUNTY),
)

#: name, department
CREWS = (
    ("Cleansing North", "street-cleansing"),
    ("Cleansing South", "street-cleansing"),
    ("Park rangers", "parks"),
    ("Safer streets patrol", "community-safety"),
    ("Road repairs", "highways"),
    ("Lighting", "highways"),
)


@dataclass(frozen=True)
class Member:
    """Somebody with a sign-in, and what they may do."""

    name: str
    email: str
    role: Role
    body: str
    department: str = ""
    crew: str = ""
    ward: str = ""
    language: str = "en-gb"

    @property
    def what(self) -> str:
        """Where they work, for the table of sign-ins."""
        places = {key: name for key, name, _cy, _body in DEPARTMENTS}
        if self.crew:
            return f"{places[self.department]}, {self.crew}"
        return places.get(self.department) or (
            f"{self.ward.title()} ward" if self.ward else "everything of the district"
        )

    @property
    def opens(self) -> str:
        """The page they begin with."""
        return {
            Role.CREW: "/crew",
            Role.DESK: "/desk",
            Role.COUNCILLOR: f"/ward/{self.ward}",
            Role.OFFICER: "/officer",
        }.get(self.role, "/desk")


MEMBERS = (
    Member("Dev Anand", "dev@exampleton.example", Role.DESK, DISTRICT, "street-cleansing"),
    Member("Priya Marsh", "priya@exampleton.example", Role.DESK, DISTRICT, "parks"),
    Member("Samir Lowe", "samir@exampleton.example", Role.DESK, DISTRICT, "community-safety"),
    Member("Ewa Nowak", "ewa@exampleshire.example", Role.DESK, COUNTY, "highways"),
    Member(
        "Femi Adeyemi", "femi@exampleton.example", Role.CREW, DISTRICT, "street-cleansing", "Cleansing North"
    ),
    Member("Jo Tanner", "jo@exampleton.example", Role.CREW, DISTRICT, "street-cleansing", "Cleansing South"),
    Member("Rosa Finch", "rosa@exampleton.example", Role.CREW, DISTRICT, "parks", "Park rangers"),
    Member(
        "Nia Rowe", "nia@exampleton.example", Role.CREW, DISTRICT, "community-safety", "Safer streets patrol"
    ),
    Member("Tom Kilner", "tom@exampleshire.example", Role.CREW, COUNTY, "highways", "Road repairs"),
    Member("Leo Brandt", "leo@exampleshire.example", Role.CREW, COUNTY, "highways", "Lighting"),
    Member("Gwen Pritchard", "gwen@exampleton.example", Role.COUNCILLOR, DISTRICT, ward="weirside"),
    Member("Huw Bevan", "huw@exampleton.example", Role.ADMINISTRATOR, DISTRICT),
    Member("Isla Quinn", "isla@exampleton.example", Role.OFFICER, DISTRICT),
)

#: Who reads first what one person reports again and again to their department.
FIRST_READER = "samir@exampleton.example"


def store_bodies() -> tuple[dict[str, Body], dict[str, Department]]:
    """Write the bodies and their departments; both by key."""
    bodies = {
        b.key: Body.objects.create(
            key=b.key,
            name=b.name,
            name_cy=b.name_cy,
            kind=b.kind,
            is_ours=b.is_ours,
            contact_email=f"reports@{b.key}.example",
            contact_phone=b.phone,
            website=f"https://{b.key}.example/",
        )
        for b in BODIES
    }
    # Two tiers of one area: each sends the other what is not its own.
    bodies[DISTRICT].works_with.add(bodies[COUNTY])
    departments = {
        key: Department.objects.create(key=key, name=name, name_cy=name_cy, body=bodies[body])
        for key, name, name_cy, body in DEPARTMENTS
    }
    return bodies, departments


def store_members(bodies: Mapping[str, Body], departments: Mapping[str, Department]) -> None:
    """Write the people, what they may do, and the crews they are in."""
    crews = {name: Crew.objects.create(name=name, department=departments[key]) for name, key in CREWS}
    hashed = make_password(PASSWORD)
    for member in MEMBERS:
        person = Person.objects.create(
            email=member.email, name=member.name, language=member.language, password=hashed, is_demo=True
        )
        Membership.objects.create(
            person=person,
            role=member.role,
            body=bodies[member.body],
            department=departments.get(member.department),
            ward=member.ward,
        )
        if member.email == FIRST_READER:
            departments[member.department].reviewer = person
            departments[member.department].save(update_fields=["reviewer"])
        if member.crew:
            crews[member.crew].members.add(person)
