"""What is kept, held back and erased: legal holds, reviews, erasures, people's own requests, nightly runs."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import Body, Person
from routing.models import Area


class Keeping(models.IntegerChoices):
    """How much of a report is left; each step lets more go than the one before."""

    WHOLE = 0
    #: Without the original photos.
    WITHOUT_ORIGINALS = 1
    #: And without who made it.
    WITHOUT_CONTACT = 2
    #: Kind, ward, street, days and how it ended: enough to count it.
    ANONYMOUS = 3


class LegalHold(models.Model):
    """While it stands, nothing that it covers is erased or made anonymous, by nobody and no run."""

    class Kind(models.TextChoices):
        REPORT = "report"
        #: All that came with one e-mail address, of which only a keyed hash is stored.
        PERSON = "person"
        #: All reports in a ward.
        AREA = "area"

    body = models.ForeignKey(Body, on_delete=models.PROTECT)
    kind = models.CharField(max_length=6, choices=Kind)
    report = models.ForeignKey("reports.Report", on_delete=models.PROTECT, null=True, related_name="holds")
    email_hash = models.CharField(max_length=64, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True)
    reason = models.CharField(max_length=500)
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    end_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["body", "-at"], name="hold_body")]

    def __str__(self) -> str:
        return f"{self.kind} hold {self.pk}"


class Review(models.Model):
    """A private report whose keeping time is over: a person says whether it goes or is kept longer."""

    class Decision(models.TextChoices):
        KEEP = "keep"
        ANONYMISE = "anonymise"

    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="reviews")
    since = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    decision = models.CharField(max_length=9, choices=Decision, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    #: When it comes up again, where it is kept longer.
    keep_until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["report"], condition=Q(decided_at__isnull=True), name="one_open_review"
            ),
        ]

    def __str__(self) -> str:
        return f"review of {self.report_id}"


class Erasure(models.Model):
    """That something was erased, by a keyed hash that means nothing without the thing itself.

    The same lines stand in a ledger outside the database, so that a copy of the database that is put back
    does not bring back what was erased since.
    """

    class Kind(models.TextChoices):
        REPORT = "report"
        ADDRESS = "address"

    kind = models.CharField(max_length=7, choices=Kind)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    #: Stands in the ledger outside the database.
    in_ledger = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "digest", "at"], name="erased_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["digest"], name="erasure_digest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.digest[:12]}"


class DataRequest(models.Model):
    """Somebody asks, by e-mail address, for all that we hold about them. The address itself is not stored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    email_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=10, default="en-gb")
    asked_at = models.DateTimeField()
    #: A keyed hash of the code that was mailed; "" where nothing is known under the address.
    code_hash = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    #: A keyed hash of the token that the right code was answered with, and how long it opens the door.
    session_hash = models.CharField(max_length=64, blank=True)
    open_until = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["email_hash", "-asked_at"], name="data_request_email"),
            models.Index(fields=["asked_at"], name="data_request_asked"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class KeepingRun(models.Model):
    """One night's run of the keeping table: for each rule what was found, held back and done."""

    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    #: Rule → {"found", "held", "done"}; no more than numbers.
    counts = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-began_at"], name="keeping_run_began")]

    def __str__(self) -> str:
        return f"{self.began_at:%F}"
