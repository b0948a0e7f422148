"""The outbox tasks that carry an event to people and to open pages."""

from django.db import transaction

from config.who_hears import WHO_HEARS
from core.clock import now
from core.outbox import Errand
from notify import publish
from notify.tell import tell

_ROWS = {event.__name__: row for event, row in WHO_HEARS.items()}


def tell_people(errand: Errand) -> None:
    """Turn an event into deliveries, one for each reader, in one transaction with the errand's end."""
    row = _ROWS[errand.payload["event"]]
    messages = [(told.template, told.to(errand.payload)) for told in row.told]
    with transaction.atomic():
        for template, message in messages:
            if message:
                tell(
                    event_key=errand.key,
                    template=template,
                    params=message.params,
                    readers=message.readers,
                    at=now(),
                )
        errand.finish()


def say_look_again(errand: Errand) -> None:
    """Tell every open page that watches a topic of this event to look again."""
    row = _ROWS[errand.payload["event"]]
    topics = row.topics(errand.payload) if row.topics else []
    with transaction.atomic():
        if topics:
            publish.publish_live(topics=topics, event=errand.payload["event"], at=now())
        errand.finish()
