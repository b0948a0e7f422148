"""Who acts now, and with which rights."""

from dataclasses import dataclass, field

from accounts.models import Department, Membership, Person, Role
from core.problems import NotAllowed, SignInFirst


@dataclass(frozen=True, slots=True)
class Held:
    """One role held: where, and in which department (None: the whole body)."""

    role: Role
    body_id: int
    department_id: int | None
    ward: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts now.

    person_id    None for somebody who has not signed in.
    held         the roles held; empty for a resident.
    watched      departments of the bodies administered.
    track_token  what the phone that made a report shows to see more of it; "" for none.
    address      where the request came from, for limits only; never stored.
    phone        a random cookie of the browser, for limits only; never stored.
    """

    person_id: int | None = None
    held: tuple[Held, ...] = ()
    watched: frozenset[int] = frozenset()
    track_token: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)

    @property
    def is_staff(self) -> bool:
        return bool(self.held)

    @property
    def department_ids(self) -> frozenset[int]:
        """Departments whose work this actor does, as crew or at the desk."""
        return frozenset(
            h.department_id for h in self.held if h.department_id and h.role in {Role.CREW, Role.DESK}
        )

    @property
    def desk_department_ids(self) -> frozenset[int]:
        return frozenset(h.department_id for h in self.held if h.department_id and h.role is Role.DESK)

    @property
    def seen_department_ids(self) -> frozenset[int]:
        """Departments whose reports and jobs this actor may see."""
        return self.department_ids | self.watched

    @property
    def administered_body_ids(self) -> frozenset[int]:
        return frozenset(h.body_id for h in self.held if h.role is Role.ADMINISTRATOR)

    @property
    def officer_body_ids(self) -> frozenset[int]:
        """Bodies whose information officer this actor is."""
        return frozenset(h.body_id for h in self.held if h.role is Role.OFFICER)

    def roles_in(self, *, department_id: int, body_id: int) -> frozenset[Role]:
        """The roles held in a department, an administrator's of its body included."""
        return frozenset(
            h.role
            for h in self.held
            if h.department_id == department_id or (h.body_id == body_id and h.department_id is None)
        )

    def require_staff(self) -> None:
        """Raises SignInFirst for somebody not signed in, NotAllowed for somebody without a role."""
        if self.person_id is None:
            raise SignInFirst
        if not self.held:
            raise NotAllowed

    def require_officer(self) -> frozenset[int]:
        """The bodies whose information officer this actor is.

        Raises SignInFirst or NotAllowed for nobody's.
        """
        self.require_staff()
        if not self.officer_body_ids:
            raise NotAllowed
        return self.officer_body_ids


SYSTEM = Actor()


def actor_for(person: Person | None, *, track_token: str = "", address: str = "", phone: str = "") -> Actor:
    """The actor of a signed-in person, or of an anonymous phone.

    One query for a person, two for an administrator, none for a phone.
    """
    if person is None:
        return Actor(track_token=track_token, address=address, phone=phone)
    held = tuple(
        Held(role=Role(m.role), body_id=m.body_id, department_id=m.department_id, ward=m.ward)
        for m in Membership.objects.filter(person=person)
    )
    bodies = {h.body_id for h in held if h.role is Role.ADMINISTRATOR}
    watched = Department.objects.filter(body_id__in=bodies).values_list("pk", flat=True) if bodies else []
    return Actor(
        person_id=person.pk,
        held=held,
        watched=frozenset(watched),
        track_token=track_token,
        address=address,
        phone=phone,
    )
