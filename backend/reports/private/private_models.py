"""What goes with private reports: who sent them, who reads them first, and to whom they were given."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import Body, Department, Person


class SentBy(models.Model):
    """By whom a report was sent, so that a third one about an address is noticed.

    A keyed hash of an e-mail address, a telephone number or a phone's cookie; never the thing itself. Kept
    for as long as reports are counted, 90 days at most.
    """

    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="sent_by")
    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["key", "at"], name="sent_by_key"),
            models.Index(fields=["at"], name="sent_by_at"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.key[:8]}"


class FirstLook(models.Model):
    """A named person reads this report before any queue has it; beside the queue where it must not wait."""

    class Because(models.TextChoices):
        #: One person has reported one address again and again.
        REPEATED = "repeated"
        #: Whoever sent it is blocked from sending reports straight into a queue (`accounts.blocks`).
        BLOCKED = "blocked"

    class Decision(models.TextChoices):
        #: Into the queue of its department.
        RELEASE = "release"
        #: Answered by the person who read it; no queue ever has it.
        ANSWER = "answer"
        #: It was in the queue all the time; the person has read it.
        SEEN = "seen"

    report = models.OneToOneField("reports.Report", on_delete=models.CASCADE, related_name="first_look")
    department = models.ForeignKey(Department, on_delete=models.PROTECT)
    because = models.CharField(max_length=10, choices=Because)
    #: No queue has it yet. False for what is urgent.
    waits = models.BooleanField()
    #: How many reports by this person about this address there were, this one included.
    count = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decision = models.CharField(max_length=7, choices=Decision, blank=True)
    #: For staff.
    note = models.CharField(max_length=1000, blank=True)
    #: What the reporter is answered; only they and the department read it.
    answer = models.CharField(max_length=2000, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["department", "opened_at"],
                condition=Q(closed_at__isnull=True),
                name="first_look_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.because}"


class Disclosure(models.Model):
    """What of a report was given to another body beside the place and the kind, and by what right."""

    class What(models.TextChoices):
        CONTACT = "contact"
        WORDS = "words"
        PHOTOS = "photos"

    #: Becomes the Message-ID of the letter, so that one sent twice is known as one.
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="disclosures")
    body = models.ForeignKey(Body, on_delete=models.PROTECT)
    what = models.JSONField()
    #: The reporter said so when they were asked; else the legal reason stands beside it.
    agreed = models.BooleanField()
    legal_reason = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)
    #: Why its letter cannot arrive; blank where it did, or is on its way.
    failed = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(agreed=True) | ~Q(legal_reason=""), name="given_by_some_right"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} to {self.body_id}"
