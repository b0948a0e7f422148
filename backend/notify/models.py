import secrets
import uuid
from typing import ClassVar

from django.db import models

from accounts.models import Person


def _new_token() -> str:
    return secrets.token_urlsafe(24)


class Reader(models.Model):
    """Somebody who can be told things: a person, an anonymous phone, or a bare e-mail address."""

    class Kind(models.TextChoices):
        PERSON = "person"
        PHONE = "phone"
        ADDRESS = "address"

    kind = models.CharField(max_length=7, choices=Kind)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10, default="en-gb")
    created_at = models.DateTimeField()
    #: Stands in the link that ends all messages; whoever has it needs no sign-in.
    token = models.CharField(max_length=40, unique=True, default=_new_token)
    #: Asked to hear nothing more. Cleared when the same reader asks for something again.
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], name="one_reader_a_person"),
            models.UniqueConstraint(
                fields=["email"], condition=models.Q(kind="address"), name="one_reader_an_address"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def address(self) -> str:
        """Where e-mail reaches this reader; "" when it does not."""
        return self.person.email if self.person is not None else self.email


class PushSubscription(models.Model):
    """A browser's leave to send it messages, and how to encrypt them (RFC 8291)."""

    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="subscriptions")
    endpoint = models.CharField(max_length=1500, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    created_at = models.DateTimeField()
    #: Its push service refused us for good, or was out of reach for a day; nothing is sent there any more.
    failed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"subscription {self.pk} of {self.reader_id}"


class Delivery(models.Model):
    """One message to one reader by one channel. Unique for its event, so that nobody is told twice."""

    class Channel(models.TextChoices):
        PUSH = "push"
        EMAIL = "email"

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        #: The reader is no longer there, or no longer wants it.
        GONE = "gone"
        FAILED = "failed"

    #: Idempotency key towards push services and mail servers.
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    event_key = models.UUIDField()
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE)
    channel = models.CharField(max_length=5, choices=Channel)
    template = models.CharField(max_length=40)
    #: What the template needs; no name, address or words of a person.
    params = models.JSONField()
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event_key", "reader", "channel"], name="told_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["created_at"], name="delivery_created")]

    def __str__(self) -> str:
        return f"{self.template} by {self.channel} to {self.reader_id}: {self.state}"


class LiveMessage(models.Model):
    """A topic changed. `seq` is one counter for the installation; commits follow its order."""

    seq = models.BigAutoField(primary_key=True)
    topic = models.CharField(max_length=100)
    event = models.CharField(max_length=60)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.seq} {self.topic} {self.event}"
