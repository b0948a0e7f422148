import uuid
from typing import ClassVar

from django.db import models


class OutboxRow(models.Model):
    """Something that is true but not yet done: a message to send, a photo to develop.

    Written in the transaction that made it true; leased by a worker.
    Done at least once outside, exactly once inside.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        DEAD = "dead"

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    task = models.CharField(max_length=80)
    payload = models.JSONField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    run_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    owner = models.CharField(max_length=64, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["run_at", "id"], condition=models.Q(state="waiting"), name="outbox_waiting"),
            models.Index(fields=["finished_at"], name="outbox_finished"),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.key}"
