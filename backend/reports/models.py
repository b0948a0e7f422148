from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Lower

from accounts.actor import Actor
from accounts.models import Body, Department, Person
from core.geometry import Point
from core.problems import NotFound
from core.references import read_reference
from notify.models import Reader
from reports.checking.check_models import Check, Flag, Objection
from reports.keeping.keeping_models import Keeping
from reports.private.private_models import Disclosure, FirstLook, SentBy
from reports.status import Status
from reports.visibility import Shown, Visibility, reports_seen_by
from routing.models import Area

#: The tables asked for by this name; those of a subject are written in its folder.
__all__ = [
    "Check",
    "Disclosure",
    "FirstLook",
    "Flag",
    "Follow",
    "Move",
    "Objection",
    "Photo",
    "Report",
    "SentBy",
    "Update",
]


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, actor: Actor) -> Self:
        """Start of every read and every write."""
        return self.filter(reports_seen_by(actor))

    def get_or_refuse(self, *, ref: str) -> Report:
        """The one report, by its reference however it was typed.

        Raises NotFound; missing and hidden look the same.
        """
        known = read_reference(ref)
        report = self.filter(ref=known).first() if known else None
        if report is None:
            raise NotFound
        return report


class Report(models.Model):
    """What one person told us about one place."""

    #: Made on the phone; the same one twice is one report. In no public answer.
    phone_id = models.UUIDField(unique=True)
    ref = models.CharField(max_length=10, unique=True)
    track_hash = models.CharField(max_length=64, db_index=True)

    #: Keyed hash of the phone it came from (`accounts.senders`), for 90 days; "" where no phone was known.
    sender_hash = models.CharField(max_length=64, blank=True)

    issue_type = models.CharField(max_length=30)
    answers = models.JSONField(default=dict)
    description = models.TextField(blank=True)
    language = models.CharField(max_length=10, default="en-gb")
    needs = models.JSONField(default=list)
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)

    #: Where the person said it is; for staff and the reporter.
    lat = models.FloatField()
    lon = models.FloatField()
    accuracy_m = models.FloatField(null=True)
    point_source = models.CharField(max_length=10)
    place_note = models.CharField(max_length=300, blank=True)
    #: It is at the reporter's home: in public no nearer than its street.
    at_home = models.BooleanField(default=False)
    #: The same, moved to its street or path; what the public sees.
    public_lat = models.FloatField()
    public_lon = models.FloatField()
    morton = models.BigIntegerField()
    street = models.CharField(max_length=120, blank=True)
    ward = models.ForeignKey(Area, on_delete=models.PROTECT, null=True)

    status = models.CharField(max_length=20, choices=Status, default=Status.RECEIVED)
    visibility = models.CharField(max_length=4, choices=Visibility)
    shown = models.CharField(max_length=7, choices=Shown)
    words_passed = models.BooleanField(default=False)
    #: The words as a person passed them, "[…]" where something was cut. What was said stays in `description`.
    public_words = models.TextField(blank=True)
    #: Where it stands among what waits for the desk; None where nothing waits. Kept by `checks` alone, so
    #: that one index sorts the desk's list: objections (0) before all others (1), the oldest first.
    check_rank = models.PositiveSmallIntegerField(null=True)
    check_since = models.DateTimeField(null=True)
    #: The public map may have to show it: shown, and open or ended lately. Housekeeping takes old ones off.
    on_map = models.BooleanField(default=False)

    body = models.ForeignKey(Body, on_delete=models.PROTECT)
    #: The department of ours that does the work, or that watches where the body is somebody else's.
    department = models.ForeignKey(Department, on_delete=models.PROTECT)
    aim_at = models.DateTimeField(null=True)
    #: The decision as `routing` gave it: rules looked at, areas, versions.
    decision = models.JSONField(default=dict)

    made_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    #: How much of what was told is still there.
    keeping = models.PositiveSmallIntegerField(choices=Keeping, default=Keeping.WHOLE)
    #: When nothing more was to be done here; keeping times run from it. (One passed on never ends with us.)
    over_at = models.GeneratedField(
        expression=Case(When(status="passed_on", then=F("received_at")), default=F("ended_at")),
        output_field=models.DateTimeField(null=True),
        db_persist=True,
    )

    objects: ClassVar = ReportQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["keeping", "over_at", "id"], condition=Q(over_at__isnull=False), name="report_over"
            ),
            models.Index(Lower("email"), name="report_email"),
            models.Index(
                fields=["morton", "ended_at", "issue_type", "id", "on_map"],
                condition=Q(on_map=True),
                name="report_map",
            ),
            models.Index(fields=["ward", "received_at"], name="report_ward"),
            models.Index(fields=["ward", "ended_at", "status"], name="report_ward_ended"),
            models.Index(
                fields=["ward", "status", "aim_at", "ended_at", "on_map", "id"],
                condition=Q(on_map=True),
                name="report_ward_map",
            ),
            models.Index(fields=["department", "received_at"], name="report_department"),
            models.Index(
                fields=["sender_hash", "received_at"], condition=~Q(sender_hash=""), name="report_sender"
            ),
            models.Index(
                fields=["department"], condition=Q(visibility="held", shown="outline"), name="report_to_pass"
            ),
            models.Index(
                fields=["department", "check_rank", "check_since", "id"],
                condition=Q(check_rank__isnull=False),
                name="report_to_check",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(visibility="prv") | Q(shown="nothing", words_passed=False),
                name="private_is_never_shown",
            ),
            models.CheckConstraint(
                condition=Q(on_map=False) | ~Q(shown="nothing"), name="on_the_map_only_what_is_shown"
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def point(self) -> Point:
        return Point(self.lat, self.lon)

    @property
    def public_point(self) -> Point:
        return Point(self.public_lat, self.public_lon)


class Photo(models.Model):
    """A photo, by the UUID that the phone gave it. It belongs to the first report that names it."""

    class State(models.TextChoices):
        #: Named by a report, not yet here.
        AWAITED = "awaited"
        #: Stored, waiting to be developed, or to be baked anew with other covers.
        PENDING = "pending"
        READY = "ready"
        REFUSED = "refused"

    class Release(models.TextChoices):
        """What lets it be public: `visibility.photo_seen` reads it."""

        #: A person has to look at it first: nothing here could find faces and number plates.
        WAITING = "waiting"
        #: What was found is blurred; enough where its issue type is public.
        AUTO = "auto"
        PASSED = "passed"

    id = models.UUIDField(primary_key=True)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, null=True, related_name="photos")
    position = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=7, choices=State)
    refused_because = models.CharField(max_length=40, blank=True)

    kind = models.CharField(max_length=4, blank=True)
    bytes = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    #: Names in the photo storage: the private original, and the beginning that the sizes' names share.
    original = models.CharField(max_length=120, blank=True)
    sizes = models.CharField(max_length=120, blank=True)
    sizes_bytes = models.PositiveIntegerField(default=0)
    #: Read from the photo before it was removed from everything that is served; for staff.
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    taken_at = models.DateTimeField(null=True)

    #: Faces and number plates, as found; null where nothing has looked.
    found = models.JSONField(null=True)
    #: What is painted over or blurred, and cut off, in all sizes; geometry as in `covers`.
    covers = models.JSONField(default=list)
    crop = models.JSONField(null=True)
    release = models.CharField(max_length=7, choices=Release, default=Release.WAITING)
    #: Name in the photo storage of the whole picture in the largest size, for the desk alone; "" where the
    #: sizes hide nothing.
    uncovered = models.CharField(max_length=120, blank=True)

    #: Taken by a crew, as proof of an outcome.
    is_after = models.BooleanField(default=False)
    taken_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    hidden_because = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["position", "created_at"]
        indexes: ClassVar = [
            models.Index(fields=["created_at"], condition=Q(report__isnull=True), name="photo_unclaimed"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Update(models.Model):
    """One public entry in a report's history.

    Its words are made from `kind` and `params` in the reader's language.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="updates")
    at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    params = models.JSONField(default=dict)
    status = models.CharField(max_length=20, choices=Status)
    photo = models.ForeignKey(Photo, on_delete=models.SET_NULL, null=True)

    class Meta:
        ordering: ClassVar = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.kind}"


class Move(models.Model):
    """One change of a report's status, with who made it; for staff."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="moves")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    before = models.CharField(max_length=20, choices=Status)
    after = models.CharField(max_length=20, choices=Status)
    note = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class Follow(models.Model):
    """A reader's interest in a report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="follows")
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE)
    is_reporter = models.BooleanField(default=False)
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "reader"], name="one_follow"),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} follows {self.report_id}"
