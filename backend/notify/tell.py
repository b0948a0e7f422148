"""Tell people something: one delivery for each reader, by one channel, exactly once as far as we can know."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, transaction

from core import outbox
from core.clock import now
from core.outbox import Errand, Retry
from notify import email, push, templates
from notify.models import Delivery, PushSubscription, Reader

Channel, State = Delivery.Channel, Delivery.State
TASK = "notify.deliver"

#: Parameters that let their reader in somewhere.
_KEYS = frozenset({"mail_url", "code"})

_ENDED = "UPDATE notify_delivery SET state = %s, sent_at = %s WHERE id = %s"


def tell(
    *, event_key: UUID, template: str, params: Mapping[str, Any], readers: Iterable[Reader], at: datetime
) -> None:
    """Queue one message for each of these readers, in the present transaction.

    event_key  of what happened: a reader who was told of it already is not told again.
    template   a name of `notify.templates`; `params` as it says there, JSON-able and without personal data.
    readers    who has push hears by push, else by e-mail; who has neither, or stopped, hears nothing.
    """
    if template not in templates.names():
        raise LookupError(f"no template {template!r}")
    by_id = {reader.pk: reader for reader in readers}
    told = set(
        Delivery.objects.filter(event_key=event_key, reader__in=by_id).values_list("reader_id", flat=True)
    )
    pushed = set(
        PushSubscription.objects.filter(reader__in=by_id, failed_at__isnull=True).values_list(
            "reader_id", flat=True
        )
    )
    found = []
    for reader in by_id.values():
        channel = Channel.PUSH if reader.pk in pushed else Channel.EMAIL if reader.address else None
        if channel is None or reader.pk in told or not _wants(reader, template):
            continue
        found.append(
            Delivery(
                key=uuid4(),
                event_key=event_key,
                reader=reader,
                channel=channel,
                template=template,
                params=dict(params),
                created_at=at,
            )
        )
    _queue(found)


def deliver(errand: Errand) -> None:
    """The outbox task "notify.deliver": payload {"delivery": key}. Sends outside any transaction."""
    if errand.loaded is None:
        preload([errand])
    delivery: Delivery | None = errand.loaded[errand.payload["delivery"]]
    if delivery is None:  # another worker did it
        return
    if not _wants(delivery.reader, delivery.template):
        _end(errand, delivery, State.GONE)
        return
    try:
        if delivery.channel == Channel.PUSH:
            _push(errand, delivery)
        else:
            _email(errand, delivery)
    except Retry as error:
        if errand.attempts > len(outbox.PAUSES):
            _give_up(errand, delivery)
            return
        usual = outbox.PAUSES[errand.attempts - 1]
        error.pause = max(error.pause or usual, usual)
        raise


def preload(errands: list[Errand]) -> None:
    """Read the deliveries of a batch, with their readers and subscriptions, in two queries."""
    keys = [errand.payload["delivery"] for errand in errands]
    found = (
        Delivery.objects.filter(key__in=keys, state=State.WAITING)
        .select_related("reader__person")
        .prefetch_related("reader__subscriptions")
    )
    by_key: dict[str, Delivery | None] = {**dict.fromkeys(keys), **{str(d.key): d for d in found}}
    for errand in errands:
        errand.loaded = by_key


def stop_url(reader: Reader) -> str:
    """The link by which this reader hears nothing more; no sign-in, no script."""
    return f"{settings.BASE_URL}/unsubscribe/{reader.token}"


def _wants(reader: Reader, template: str) -> bool:
    return reader.stopped_at is None or template in templates.CANNOT_STOP


def _queue(deliveries: list[Delivery]) -> None:
    """Store them and an outbox row for each that is new."""
    if not deliveries:
        return
    Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
    stored = Delivery.objects.filter(key__in=[d.key for d in deliveries]).values_list("key", flat=True)
    outbox.enqueue_all([(TASK, {"delivery": str(key)}) for key in stored])


def _push(errand: Errand, delivery: Delivery) -> None:
    subscription = _subscription(delivery)
    if subscription is None:
        _end(errand, delivery, State.GONE, instead=True)
        return
    message = _push_message(delivery.template, json.dumps(delivery.params), delivery.reader.language)
    try:
        push.send(subscription=subscription, message=message, key=delivery.key)
    except push.Gone:
        _end(errand, delivery, State.GONE, gone=subscription, instead=True)
    except push.Failed:
        _end(errand, delivery, State.FAILED, failed=subscription, instead=True)
    else:
        _end(errand, delivery, State.SENT)


def _subscription(delivery: Delivery) -> PushSubscription | None:
    return next((one for one in delivery.reader.subscriptions.all() if one.failed_at is None), None)


@lru_cache(maxsize=256)
def _push_message(template: str, params: str, language: str) -> dict[str, str]:
    """Followers of one report are told the same, so the words are made once."""
    return templates.push_message(template, json.loads(params), language=language)


def _email(errand: Errand, delivery: Delivery) -> None:
    reader = delivery.reader
    if not reader.address:
        _end(errand, delivery, State.GONE)
        return
    link = None if delivery.template in templates.CANNOT_STOP else stop_url(reader)
    letter = templates.letter(delivery.template, delivery.params, language=reader.language, stop_url=link)
    try:
        email.send(
            to=reader.address,
            subject=letter.subject,
            text=letter.text,
            language=reader.language,
            key=delivery.key,
            stop_url=link,
        )
    except push.Failed:
        _end(errand, delivery, State.FAILED)
    else:
        _end(errand, delivery, State.SENT)


def _give_up(errand: Errand, delivery: Delivery) -> None:
    subscription = None
    if delivery.channel == Channel.PUSH:
        subscription = _subscription(delivery)
    _end(errand, delivery, State.FAILED, failed=subscription, instead=True)


def _end(
    errand: Errand,
    delivery: Delivery,
    state: Delivery.State,
    *,
    gone: PushSubscription | None = None,
    failed: PushSubscription | None = None,
    instead: bool = False,
) -> None:
    """Keep how it ended, in one transaction with the end of the errand.

    gone, failed  the subscription to delete, or to leave alone from now on.
    instead       send an e-mail instead of a push that cannot arrive, where the reader has an address.
    """
    at = now()
    with transaction.atomic():
        errand.finish()
        with connection.cursor() as cursor:  # by hand, as in `Errand.finish`
            sent_at = connection.ops.adapt_datetimefield_value(at) if state == State.SENT else None
            cursor.execute(_ENDED, [state.value, sent_at, delivery.pk])
        if not _KEYS.isdisjoint(delivery.params):  # what opens a door is kept no longer than needed
            kept = {**delivery.params, **dict.fromkeys(_KEYS & delivery.params.keys())}
            Delivery.objects.filter(pk=delivery.pk).update(params=kept)
        if gone is not None:
            PushSubscription.objects.filter(pk=gone.pk).delete()
        if failed is not None:
            PushSubscription.objects.filter(pk=failed.pk).update(failed_at=at)
        if instead and delivery.channel == Channel.PUSH and delivery.reader.address:
            _queue(
                [
                    Delivery(
                        key=uuid4(),
                        event_key=delivery.event_key,
                        reader=delivery.reader,
                        channel=Channel.EMAIL,
                        template=delivery.template,
                        params=delivery.params,
                        created_at=at,
                    )
                ]
            )
