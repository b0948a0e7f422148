"""What a body has decided about a sender, and which challenges were answered already.

No contact detail and no network address is kept here, only keyed hashes of them (see `accounts.senders`).
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class SenderMark(models.Model):
    """One decision about one sender, written by a person: blocked in one channel, or trusted."""

    class Scope(models.TextChoices):
        """What the decision is about."""

        #: Reports are taken, and wait for a person before they come into a queue; urgent ones do not wait.
        REPORTS = "reports", _("Reports wait for a person")
        PHOTOS = "photos", _("No photos are taken")
        FLAGS = "flags", _("“Something wrong with this?” is not taken")
        MAIL = "mail", _("No e-mail is sent on this sender's request")
        #: No limit and no challenge.
        TRUSTED = "trusted", _("Trusted reporter")

    class Who(models.TextChoices):
        """By what the sender is known."""

        EMAIL = "email", _("E-mail address")
        PHONE = "phone", _("Phone")
        NETWORK = "network", _("Network")

    body = models.ForeignKey("accounts.Body", on_delete=models.PROTECT)
    scope = models.CharField(max_length=8, choices=Scope)
    who = models.CharField(max_length=7, choices=Who)
    #: Keyed hash of the address, the phone's cookie or the network.
    key = models.CharField(max_length=64)
    #: The report from which the desk chose the sender; blank for a network.
    ref = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField()
    #: The day on which a person looks at it again.
    review_on = models.DateField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    end_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["body", "-since"], name="sender_mark_of_body")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key", "scope", "body"],
                condition=Q(ended_at__isnull=True),
                name="one_mark_at_a_time",
            ),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="a_mark_ends"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_mark_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.who} until {self.until:%F}"


class SpentChallenge(models.Model):
    """A challenge that was answered: it counts once. Kept until it would have run out."""

    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.digest[:12]
