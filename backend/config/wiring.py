"""Fills the registries that `core` and `notify` leave empty."""

from config import catalogues, housekeeping, telling
from config.topics import CHANGES_RIGHTS, TOPIC_RULES
from config.who_hears import WHO_HEARS, On
from core import events, outbox
from core.events import Hearers
from notify import live
from notify import tell as telling_room
from reports.keeping import data_requests
from reports.photo import baking, photos
from reports.private import disclosures


def _hearers(row: On) -> Hearers:
    later = (
        *row.later,
        *(("tell_people",) if row.told else ()),
        *(("say_look_again",) if row.topics else ()),
    )
    return Hearers(now=row.now, later=later)


def connect() -> None:
    """Called once, when the apps are ready."""
    catalogues.compile_stale()
    events.fill({event: _hearers(row) for event, row in WHO_HEARS.items()})
    outbox.TASKS.update(
        {
            "tell_people": telling.tell_people,
            "say_look_again": telling.say_look_again_once,
            "notify.deliver": telling_room.deliver,
            "develop_photo": baking.develop,
            "bake_photo": baking.bake,
            "look_at_photos": photos.look_at_photos,
            housekeeping.TASK: housekeeping.clean_up,
            housekeeping.NIGHTLY: housekeeping.keep,
            data_requests.TASK: data_requests.mail_code,
            "discard_photo_files": photos.discard_files,
            disclosures.TASK: disclosures.send,
        }
    )
    outbox.PRELOADS["notify.deliver"] = telling_room.preload
    outbox.QUICK.update({"tell_people", "say_look_again"})
    outbox.TOGETHER.update(
        {"say_look_again": telling.say_look_again, "tell_people": telling.pass_by_the_unheard}
    )
    live.TOPIC_RULES.update(TOPIC_RULES)
    live.CHANGES_RIGHTS.update(CHANGES_RIGHTS)
