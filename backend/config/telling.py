"""The outbox tasks that carry an event to people and to open pages."""

from django.db import transaction

from config import audience
from config.audience import Payload
from config.who_hears import WHO_HEARS
from core import outbox
from core.clock import now
from core.outbox import Errand
from core.references import PRIVATE_PREFIX
from notify import publish
from notify.tell import tell
from reports.models import Follow

#: What is said of every change of a private report: not even what happened.
NEWS = "ReportNews"
_PRIVATE = f"report:{PRIVATE_PREFIX}-"

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


def pass_by_the_unheard(errands: list[Errand]) -> list[Errand]:
    """Finish the errands that have nobody to tell; those that have."""
    reports = {errand.payload["report_id"] for errand in errands if "report_id" in errand.payload}
    followed = set(Follow.objects.filter(report__in=reports).values_list("report_id", flat=True))
    unheard = [errand for errand in errands if _has_nobody(errand, followed)]
    with transaction.atomic():
        outbox.finish_all(unheard)
    return [errand for errand in errands if errand not in unheard]


def _has_nobody(errand: Errand, followed: set[int]) -> bool:
    tells_followers_alone = all(
        told.to in {audience.reporter, audience.followers} for told in _ROWS[errand.payload["event"]].told
    )
    return tells_followers_alone and errand.payload["report_id"] not in followed


def say_look_again(errands: list[Errand]) -> list[Errand]:
    """Tell every open page that watches a topic of these events to look again; nothing is left over."""
    payloads: dict[str, list[Payload]] = {}
    for errand in errands:
        payloads.setdefault(errand.payload["event"], []).append(errand.payload)
    topics_of = {event: _ROWS[event].topics for event in payloads}
    found = [(event, find(payloads[event])) for event, find in topics_of.items() if find]
    news: list[tuple[str, list[str]]] = []
    for event, topics in found:
        private = [topic for topic in topics if topic.startswith(_PRIVATE)]
        news.append((event, [topic for topic in topics if topic not in private]))
        news.append((NEWS, private))
    with transaction.atomic():
        for event, topics in news:
            publish.publish_live(topics=topics, event=event, at=now())
        outbox.finish_all(errands)
    return []


def say_look_again_once(errand: Errand) -> None:
    """The same for one event."""
    say_look_again([errand])
    errand.finished = True
