"""What waits for a person before, or because, it is public: checks, flags of readers, an objection."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import Person


class Check(models.Model):
    """One thing of a report that the desk has to look at, or has looked at."""

    class Kind(models.TextChoices):
        #: A held report that nobody has passed.
        REPORT = "report"
        #: A person's own words.
        WORDS = "words"
        PHOTO = "photo"
        #: Readers said that something is wrong with what they saw.
        FLAG = "flag"
        #: The author does not agree with what was changed.
        OBJECTION = "objection"

    class Decision(models.TextChoices):
        PASS = "pass"  # noqa: S105 - no password
        HIDE = "hide"
        #: Passed with something taken out.
        REDACT = "redact"
        #: There was nothing left to decide: withdrawn, refused, dropped.
        GONE = "gone"

    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="checks")
    kind = models.CharField(max_length=9, choices=Kind)
    photo = models.ForeignKey("reports.Photo", on_delete=models.CASCADE, null=True, related_name="checks")
    opened_at = models.DateTimeField()
    #: One working day of the body's nation.
    aim_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    decision = models.CharField(max_length=6, choices=Decision, blank=True)
    #: Codes of `moderation.REASONS`; the author reads them as sentences.
    reasons = models.JSONField(default=list)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["report", "kind"],
                condition=Q(closed_at__isnull=True, photo__isnull=True),
                name="one_open_check",
            ),
            models.UniqueConstraint(
                fields=["photo", "kind"],
                condition=Q(closed_at__isnull=True),
                name="one_open_check_of_a_photo",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.kind}"


class Flag(models.Model):
    """ "Something wrong with this?": one reader's word about what is public. No sign-in.

    Who it was is kept only as keyed hashes that mean nothing for any other report, so that one person's
    thousand flags are one.
    """

    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="flags")
    #: Made on the phone; the same one twice is one flag.
    phone_id = models.UUIDField()
    phone_hash = models.CharField(max_length=32, blank=True)
    address_hash = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField()
    reason = models.CharField(max_length=12)
    note = models.CharField(max_length=500, blank=True)
    #: Where the reader wants to hear what came of it; forgotten with the answer.
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10, default="en-gb")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["report", "phone_hash"], condition=~Q(phone_hash=""), name="one_flag_a_phone"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["report", "address_hash"], name="flag_address"),
            models.Index(fields=["at"], name="flag_to_forget"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.reason}"


class Objection(models.Model):
    """The author's one objection to what was changed before others could read it."""

    report = models.OneToOneField("reports.Report", on_delete=models.CASCADE, related_name="objection")
    at = models.DateTimeField()
    text = models.CharField(max_length=1000)
    answered_at = models.DateTimeField(null=True)
    #: What the author is told; by another person than the first where there is one.
    answer = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.report_id} objection"
