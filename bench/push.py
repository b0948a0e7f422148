"""How many push messages a second leave, encrypted and signed, through the outbox, from one process."""

import base64
import os
import subprocess
import sys
import uuid
from collections.abc import Iterable
from pathlib import Path
from time import monotonic, perf_counter, sleep
from typing import Any

from bench._borough import borough
from bench._figures import at_least, at_most, share
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.db import connection, transaction

from core import outbox
from core.clock import now
from notify import tell
from notify.models import Delivery, PushSubscription, Reader

_PHONES = 6000
_THREADS = 2
_PORT = 18_433

_MESSAGE: dict[str, Any] = {
    "ref": "FT-7K3Q-2M",
    "url": "http://127.0.0.1/r/FT-7K3Q-2M",
    "what": {"en-gb": "Fly-tipping: mattresses"},
    "where": "Weir Lane",
    "body": {"en-gb": "Exampleton District Council"},
    "department": {"en-gb": "Street cleansing"},
    "because": "You get this because you follow this report.",
    "cleared_at": "2026-11-24T10:30:00+00:00",
}


def run() -> Iterable[dict[str, Any]]:
    """Everybody follows one report, which is cleared; the push service is a process of its own here."""
    settings.PUSH_PRIVATE = True
    service = subprocess.Popen([sys.executable, str(Path(__file__).parent / "_push_service.py"), str(_PORT)])
    try:
        with borough():
            readers = _phones()
            begun = perf_counter()
            with transaction.atomic():
                tell.tell(
                    event_key=uuid.uuid4(), template="cleared", params=_MESSAGE, readers=readers, at=now()
                )
            workers = outbox.start_workers(_THREADS)
            until = monotonic() + 120
            while Delivery.objects.filter(state="waiting").exists() and monotonic() < until:
                sleep(0.1)
            lasted = perf_counter() - begun
            outbox.end_workers(workers)
            sent = Delivery.objects.filter(state="sent").count()
            name = f"{_PHONES}_phones_{_THREADS}_threads_{connection.vendor}"
            yield at_least(f"pushes_per_second_{name}", sent / lasted, "1/s", 600)
            yield at_most(f"pushes_not_sent_{name}", _PHONES - sent, "messages", 0)
            yield at_most(
                f"push_from_event_to_service_p95_{_THREADS}_threads", share(_alone(readers), 0.95), "ms", 2000
            )
    finally:
        service.terminate()
        service.wait(timeout=10)


def _alone(readers: list[Reader]) -> list[float]:
    """How long single messages take from the event to the push service's answer, in milliseconds."""
    workers = outbox.start_workers(_THREADS)
    taken = []
    for reader in readers[:50]:
        begun, key = perf_counter(), uuid.uuid4()
        with transaction.atomic():
            tell.tell(event_key=key, template="cleared", params=_MESSAGE, readers=[reader], at=now())
        until = monotonic() + 20
        while not Delivery.objects.filter(event_key=key, state="sent").exists() and monotonic() < until:
            sleep(0.002)
        taken.append((perf_counter() - begun) * 1000)
    outbox.end_workers(workers)
    return taken


def _phones() -> list[Reader]:
    point = (
        ec.generate_private_key(ec.SECP256R1())
        .public_key()
        .public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    )
    p256dh = base64.urlsafe_b64encode(point).rstrip(b"=").decode()
    auth = base64.urlsafe_b64encode(os.urandom(16)).rstrip(b"=").decode()
    at = now()
    readers = Reader.objects.bulk_create([Reader(kind="phone", created_at=at) for _each in range(_PHONES)])
    PushSubscription.objects.bulk_create(
        [
            PushSubscription(
                reader=reader,
                endpoint=f"http://127.0.0.1:{_PORT}/push/{reader.pk}",
                p256dh=p256dh,
                auth=auth,
                created_at=at,
            )
            for reader in readers
        ]
    )
    return readers
