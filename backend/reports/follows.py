"""Following a report: by push on this phone, or by e-mail."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import allowance, blocks, senders
from accounts.actor import Actor
from accounts.senders import Scope
from core.problems import Invalid
from notify import readers
from notify.events import ReaderStopped
from notify.models import Reader
from reports.models import Follow, Report
from reports.submit import check_email
from reports.track import is_reporter


def follow(
    *,
    ref: str,
    actor: Actor,
    email: str | None = None,
    endpoint: str | None = None,
    p256dh: str = "",
    auth: str = "",
    language: str,
    at: datetime,
) -> Follow:
    """Tell this reader of the report from now on; doing it twice changes nothing.

    Raises  NotFound; Invalid for a wrong address or a push endpoint that is not public; TooMany;
            SenderBlocked for mail where who asks for it is blocked from that.
    """
    address = check_email(email)
    if bool(address) == bool(endpoint):
        raise Invalid(_("Say how to tell you: by push on this phone, or by e-mail."), field="email")
    allowance.take(actor, "follows", by_address=120, by_phone=30)
    if address:
        allowance.take_mail_to(address)
    report = Report.objects.visible_to(actor).select_related("department").get_or_refuse(ref=ref)
    if address:
        standing = senders.standing_of(actor, at=at)
        blocks.check(standing, Scope.MAIL, body_id=report.department.body_id)
    # The reader before any transaction: an endpoint's name is looked up, at a name server that a stranger
    # chose, and that must not hold up every other write. A reader without a follow hears nothing.
    reader: Reader = (
        readers.reader_for_phone(endpoint=endpoint, p256dh=p256dh, auth=auth, language=language, at=at)
        if endpoint
        else readers.reader_for_email(email=address, language=language, at=at)
    )
    mine = is_reporter(report, actor)
    with transaction.atomic():
        made, _new = Follow.objects.get_or_create(
            report=report, reader=reader, defaults={"since": at, "is_reporter": mine}
        )
        if mine and not made.is_reporter:  # followed before this phone showed that the report is its own
            made.is_reporter = True
            made.save(update_fields=["is_reporter"])
    return made


def unfollow(*, ref: str, actor: Actor, endpoint: str) -> None:
    """Tell this phone of the report no more; nothing happens where it was not told. Raises NotFound."""
    report = Report.objects.visible_to(actor).get_or_refuse(ref=ref)
    reader = readers.reader_of_phone(endpoint)
    if reader is not None:
        Follow.objects.filter(report=report, reader=reader).delete()


def end_follows(event: ReaderStopped) -> None:
    """A reader asked to hear nothing more: its follows end with it."""
    Follow.objects.filter(reader_id=event.reader_id).delete()
