from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.sender_models import SenderMark, SpentChallenge

#: The tables of this room; those about senders are written in a file of their own.
__all__ = [
    "AuditEntry",
    "AuditHead",
    "Body",
    "Department",
    "Membership",
    "PasswordLink",
    "Person",
    "Role",
    "SenderMark",
    "SignIn",
    "SpentChallenge",
]


class Named(models.Model):
    """A thing with a name in English and, where it has one, in Welsh."""

    name = models.CharField(max_length=120)
    name_cy = models.CharField(max_length=120, blank=True)

    class Meta:
        abstract = True

    @property
    def local_name(self) -> str:
        """The name in the reader's language."""
        return self.name_cy if self.name_cy and (get_language() or "").startswith("cy") else self.name

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    """Finds people by e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who signs in. Residents need no account."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=10, default="en-gb")
    is_active = models.BooleanField(default=True)
    #: A sign-in printed by `./doorstep demo`; `serve` refuses to start while one exists.
    is_demo = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    objects: ClassVar[PersonManager] = PersonManager()

    def __str__(self) -> str:
        return self.name


class Body(Named):
    """An organisation that answers for something: a council, a housing association, the police."""

    class Kind(models.TextChoices):
        DISTRICT = "district"
        COUNTY = "county"
        UNITARY = "unitary"
        HOUSING = "housing"
        POLICE = "police"
        TRUNK_ROADS = "trunk_roads"
        RAILWAY = "railway"
        OTHER = "other"

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    #: Works in this installation; the others are told by e-mail.
    is_ours = models.BooleanField(default=False)
    nation = models.CharField(max_length=20, default="england")
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    website = models.URLField(blank=True)
    #: Its staff sign in with a second step beside the password, or with a passkey; who has none sets one
    #: first.
    second_step_required = models.BooleanField(default=True)
    #: Bodies on this installation that work together (two tiers of one area): they see each other's names and
    #: departments, and send work to each other. No others do.
    works_with: "models.ManyToManyField[Body, models.Model]" = models.ManyToManyField("self")


class Department(Named):
    """A part of a body that clears such things; it has one queue."""

    key = models.SlugField(max_length=60, unique=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="departments")
    #: Reads first what one person reports again and again; None: the administrators of the body.
    reviewer = models.ForeignKey(
        "accounts.Person", on_delete=models.SET_NULL, null=True, related_name="reviews_for"
    )


class Role(models.TextChoices):
    CREW = "crew", _("Crew")
    DESK = "desk", _("Desk")
    COUNCILLOR = "councillor", _("Councillor")
    ADMINISTRATOR = "administrator", _("Administrator")
    #: Answers for what is kept about people: reads the audit trail, holds, hands out and erases.
    OFFICER = "officer", _("Information officer")


class Membership(models.Model):
    """A role that a person holds in a body or in one of its departments, everywhere or in one ward."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=13, choices=Role)
    body = models.ForeignKey(Body, on_delete=models.PROTECT)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True)
    #: By its slug: a councillor's ward; a desk or a crew sees the work of that ward alone. "" for everywhere.
    ward = models.SlugField(max_length=60, blank=True)
    #: From then on the role is not held any more; None: for as long as it is there.
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "role", "body", "department", "ward"], name="one_membership"
            ),
            models.UniqueConstraint(
                fields=["person", "role", "body", "ward"],
                condition=models.Q(department__isnull=True),
                name="one_membership_in_the_whole_body",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.role}"


class SignIn(models.Model):
    """One session of somebody of the staff, as they see it in their own list. No address and no place."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sign_ins")
    #: The key of its row in the table of sessions.
    session_key = models.CharField(max_length=40, unique=True)
    #: "Firefox, Android": what the browser says of itself, in two words.
    device = models.CharField(max_length=60)
    begun_at = models.DateTimeField()
    #: By the hour.
    used_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.person_id} {self.device}"


class PasswordLink(models.Model):
    """A link by which somebody sets their password, once. Its secret half is kept nowhere."""

    class Kind(models.TextChoices):
        INVITATION = "invitation"
        RESET = "reset"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="password_links")
    kind = models.CharField(max_length=10, choices=Kind)
    #: Random; the open half of the link.
    key = models.CharField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} for {self.person_id}"


class AuditEntry(models.Model):
    """Who looked at or changed something that is not public, when and why. Only ever added to.

    Each entry is sealed together with the seal of the one before it (see `accounts.audit`), so that none can
    be changed, taken out or slipped in without it showing.
    """

    #: 1, 2, 3 … without a gap, in the order in which they were written.
    seq = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    #: Whose officer reads it; null where no body is concerned.
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True)
    action = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    reason = models.CharField(max_length=500, blank=True)
    seal = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["subject", "at"], name="audit_subject"),
            models.Index(fields=["body", "-seq"], name="audit_body"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%F %T} {self.action} {self.subject}"


class AuditHead(models.Model):
    """The end of the trail, in one row, which each new entry locks; and where what is kept of it begins."""

    seq = models.BigIntegerField(default=0)
    seal = models.CharField(max_length=64, blank=True)
    #: The last entry that was forgotten after its keeping time, and its seal.
    forgotten_seq = models.BigIntegerField(default=0)
    forgotten_seal = models.CharField(max_length=64, blank=True)
    #: The last time the whole trail was checked, and what was found.
    checked_at = models.DateTimeField(null=True)
    checked_seq = models.BigIntegerField(default=0)
    is_whole = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.seq} {self.seal[:12]}"
