"""Who acts now, and with which rights."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Department, Membership, Person, Role
from core.clock import now
from core.problems import NotAllowed, SignInFirst

_WORK = frozenset({Role.CREW, Role.DESK})


class SetSecondStep(NotAllowed):
    """Signed in, with nothing but a password where more is asked: first the second step, then all else."""

    type = "/problems/set-second-step"
    title = _("One more thing first")
    default = _("Your organisation asks for a second step when you sign in. Set one up first.")


@dataclass(frozen=True, slots=True)
class Held:
    """One role held: in which body, which department (None: the whole body), which ward ("": everywhere)."""

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
    lacks_second_step  signed in without the second step that the body asks for: no role counts yet.
    track_token  what the phone that made a report shows to see more of it; "" for none.
    address      where the request came from, for limits only; never stored.
    phone        a random cookie of the browser, for limits only; never stored.
    """

    person_id: int | None = None
    held: tuple[Held, ...] = ()
    watched: frozenset[int] = frozenset()
    lacks_second_step: bool = False
    track_token: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)

    @property
    def is_staff(self) -> bool:
        return bool(self.held)

    @property
    def department_ids(self) -> frozenset[int]:
        """Departments whose work this actor does, as crew or at the desk, in all of it or in a ward."""
        return frozenset(h.department_id for h in self.held if h.department_id and h.role in _WORK)

    @property
    def seen_department_ids(self) -> frozenset[int]:
        """Departments of which this actor sees reports and jobs: all, or those of a ward (see `sees`)."""
        return self.department_ids | self.watched

    @property
    def limited(self) -> dict[int, frozenset[str]]:
        """Departments of which this actor sees only some wards, with the slugs of these."""
        found: dict[int, set[str]] = {}
        whole = set(self.watched)
        for h in self.held:
            if h.department_id and h.role in _WORK:
                found.setdefault(h.department_id, set()).add(h.ward)
                whole |= set() if h.ward else {h.department_id}
        return {key: frozenset(wards) for key, wards in found.items() if key not in whole}

    def sees(self, department_id: int, ward: Callable[[], str]) -> bool:
        """Whether this actor sees what the department has in a ward.

        ward  gives its slug, "" for none; asked only where it matters.
        """
        if department_id not in self.seen_department_ids:
            return False
        wards = self.limited.get(department_id)
        return wards is None or ward() in wards

    def has_desk_of(self, department_id: int, ward: Callable[[], str]) -> bool:
        """Whether this actor sits at the department's desk there, or administers its body."""
        if department_id in self.watched:
            return True
        wards = {h.ward for h in self.held if h.department_id == department_id and h.role is Role.DESK}
        return "" in wards or (bool(wards) and ward() in wards)

    def rows_seen(self, prefix: str = "") -> Q:
        """The rows with `department` and `ward` that this actor sees. Doubles no row."""
        limited = self.limited
        seen = Q(**{f"{prefix}department_id__in": self.seen_department_ids - limited.keys()})
        for department_id, wards in limited.items():
            seen |= Q(**{f"{prefix}department_id": department_id, f"{prefix}ward__slug__in": wards})
        return seen

    @property
    def administered_body_ids(self) -> frozenset[int]:
        return frozenset(h.body_id for h in self.held if h.role is Role.ADMINISTRATOR)

    @property
    def officer_body_ids(self) -> frozenset[int]:
        """Bodies whose information officer this actor is."""
        return frozenset(h.body_id for h in self.held if h.role is Role.OFFICER)

    def roles_in(self, *, department_id: int, body_id: int, ward: Callable[[], str]) -> frozenset[Role]:
        """The roles held in a department there, an administrator's of its body included.

        ward  gives the slug of where it is, "" for none; asked only where it matters.
        """
        return frozenset(
            h.role
            for h in self.held
            if (h.department_id == department_id and (not h.ward or h.ward == ward()))
            or (h.body_id == body_id and h.department_id is None)
        )

    def require_staff(self) -> None:
        """Raises SignInFirst for somebody not signed in, SetSecondStep, NotAllowed for who holds no role."""
        if self.person_id is None:
            raise SignInFirst
        if self.lacks_second_step:
            raise SetSecondStep
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

    One query for a person, two for an administrator, none for a phone. A role that has ended does not count.
    """
    if person is None:
        return Actor(track_token=track_token, address=address, phone=phone)
    held = tuple(
        Held(role=Role(m.role), body_id=m.body_id, department_id=m.department_id, ward=m.ward)
        for m in held_now(person.pk)
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


def held_now(person_id: int) -> QuerySet[Membership]:
    """The roles a person holds at this moment."""
    return Membership.objects.filter(Q(until__isnull=True) | Q(until__gt=now()), person_id=person_id)
