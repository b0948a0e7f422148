"""What of a report goes to another body beside its place and kind: only what is named here, by some right.

Source: uk-practice, section 6. The right is the reporter's own word (the question `share`), or a legal reason
that a member of staff writes down. What they wanted is a preference: where it is against them, the reason is
what counts. The letter is made when it is sent; its words are kept nowhere else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts import audit
from accounts.actor import Actor
from accounts.models import Body
from accounts.working_together import bodies_that_work_with
from core import events
from core.clock import now
from core.outbox import Errand
from core.problems import Invalid, NotAllowed
from notify import email, templates
from notify.push import Failed
from reports.events import ReportDisclosed
from reports.models import Disclosure, Photo, Report
from reports.photo import photo_store
from reports.reading import answers_said
from reports.status import Status
from reports.track import has_desk
from reports.visibility import is_private
from reports.words import clean
from routing.answers import say_all
from routing.issue_types import issue_type_for

What = Disclosure.What
TASK = "send_disclosure"

#: Which answers to `share` allow a body of this kind to be told.
_AGREED = {
    Body.Kind.POLICE.value: frozenset({"both", "police"}),
    Body.Kind.HOUSING.value: frozenset({"both", "landlord"}),
}
#: What the reporter was asked about: who they are and what they wrote. Not their photos.
_ASKED_ABOUT = frozenset({What.CONTACT.value, What.WORDS.value})
#: Mail servers take no letters much larger; what does not fit goes in its largest size.
_MOST_ATTACHED = 15_000_000


def has_agreed(report: Report, body: Body, what: Iterable[str]) -> bool:
    """Whether the reporter said that this body may be told this."""
    said = report.answers.get("share")
    return said in _AGREED.get(body.kind, frozenset()) and set(what) <= _ASKED_ABOUT


def disclose(
    *, ref: str, actor: Actor, body_key: str, what: Sequence[str], legal_reason: str = "", at: datetime
) -> Disclosure:
    """Give another body the reporter's contact details, words or original photos, and have them sent there.

    what          of "contact", "words" and "photos"; each goes only because it is named.
    legal_reason  why it may go; needed wherever the reporter did not agree to all of it.
    Raises        NotFound, NotAllowed, Invalid with the field. The same as the last one changes nothing.
    """
    reason = clean(legal_reason, field="legal_reason", most=1000)
    wanted = [part.value for part in What if part.value in what]
    if not wanted:
        raise Invalid(_("Say what goes: contact, words or photos."), field="what")
    with transaction.atomic():
        report = (
            Report.objects.visible_to(actor)
            .select_for_update(of=("self",))
            .select_related("department__body")
            .get_or_refuse(ref=ref)
        )
        if not has_desk(report, actor):
            raise NotAllowed
        body = _find_body(report, body_key)
        agreed = has_agreed(report, body, wanted)
        if not agreed and not reason:
            raise Invalid(
                _("The reporter did not agree to this. Write down by what right it may go."),
                field="legal_reason",
            )
        last = report.disclosures.last()
        if last and (last.body_id, last.by_id, last.what, last.legal_reason) == (
            body.pk,
            actor.person_id,
            wanted,
            reason,
        ):
            return last
        assert actor.person_id is not None
        given = Disclosure.objects.create(
            report=report,
            body=body,
            what=wanted,
            agreed=agreed,
            legal_reason=reason,
            at=at,
            by_id=actor.person_id,
        )
        events.publish(ReportDisclosed(report_id=report.pk, disclosure_id=given.pk))
        audit.note(
            actor=actor,
            action="disclosed",
            subject=f"report:{report.ref}",
            at=at,
            reason=f"{body.key}: {', '.join(wanted)}. {reason}",
            body_id=report.department.body_id,
        )
    return given


@dataclass(frozen=True, slots=True)
class Sharing:
    """What of a report could go to whom, and what has gone.

    ref     as it is stored, however it was written.
    asked   whether its reporter was asked who may be told.
    said    what they answered, in words; "" for nothing.
    there   what of it there is to give; `photos` how many of it are photos.
    bodies  who could be told, each with what the reporter agreed that it is told.
    """

    ref: str
    is_private: bool
    asked: bool
    said: str
    there: list[str]
    photos: int
    bodies: list[tuple[Body, list[str]]]
    given: list[Disclosure]


def sharing_of(*, ref: str, actor: Actor) -> Sharing:
    """What of a report was given to whom, and what could be, for its desk. Raises NotFound and NotAllowed."""
    visible = Report.objects.visible_to(actor).select_related("department__body")
    report = visible.get_or_refuse(ref=ref)
    if not has_desk(report, actor):
        raise NotAllowed
    asked = [question for question in issue_type_for(report.issue_type).questions if question.id == "share"]
    photos = report.photos.filter(state=Photo.State.READY, is_after=False).count()
    is_there = {
        What.CONTACT: bool(report.name or report.email or report.phone),
        What.WORDS: bool(report.description or report.answers or report.place_note),
        What.PHOTOS: photos > 0,
    }
    return Sharing(
        ref=report.ref,
        is_private=is_private(report),
        asked=bool(asked),
        said="".join(answer for _question, answer in say_all(asked, report.answers)),
        there=[part.value for part, there in is_there.items() if there],
        photos=photos,
        bodies=[
            (body, [part.value for part in What if has_agreed(report, body, [part.value])])
            for body in _others(report).order_by("name")
        ],
        given=list(report.disclosures.select_related("body", "by")),
    )


def send(errand: Errand) -> None:
    """The outbox task "send_disclosure": write the letter and send it, outside any transaction.

    A report that its reporter took back or had erased meanwhile is not sent.
    """
    given = (
        Disclosure.objects.select_related("report__department__body", "body")
        .filter(pk=errand.payload["disclosure_id"], sent_at__isnull=True, failed="")
        .first()
    )
    if given is None:
        errand.finish()
        return
    why = ""
    if not given.report.track_hash or Status(given.report.status) is Status.WITHDRAWN:
        why = "taken back or erased before it was sent"
    else:
        try:
            _send(given)
        except Failed as refusal:
            why = str(refusal)[:200]
    with transaction.atomic():
        errand.finish()
        Disclosure.objects.filter(pk=given.pk).update(sent_at=None if why else now(), failed=why)


def _send(given: Disclosure) -> None:
    language = settings.LANGUAGE_CODE
    files = _photos(given.report) if What.PHOTOS in given.what else []
    with translation.override(language):
        params = {
            "ref": given.report.ref,
            "url": settings.BASE_URL,
            "sender": given.report.department.body.name,
            "legal_reason": given.legal_reason,
            "lines": _lines(given),
            "photos": len(files),
        }
    letter = templates.letter("disclosure", params, language=language, stop_url=None)
    email.send(
        to=given.body.contact_email,
        subject=letter.subject,
        text=letter.text,
        language=language,
        key=given.key,
        stop_url=None,
        files=files,
    )


def _lines(given: Disclosure) -> list[str]:
    report, lines = given.report, []
    if What.CONTACT in given.what:
        lines += [
            _t("Name: %(name)s") % {"name": report.name or "–"},
            _t("E-mail: %(email)s") % {"email": report.email or "–"},
            _t("Telephone: %(phone)s") % {"phone": report.phone or "–"},
        ]
    if What.WORDS in given.what:
        lines += [_t("In their own words: %(words)s") % {"words": report.description or "–"}]
        lines += [f"{question} {answer}" for question, answer in answers_said(report)]
        lines += [_t("Where: %(lat).5f, %(lon).5f %(note)s") % {
            "lat": report.lat, "lon": report.lon, "note": report.place_note
        }]  # fmt: skip
    return lines


def _photos(report: Report) -> list[email.File]:
    files: list[email.File] = []
    total = 0
    for number, photo in enumerate(report.photos.filter(state=Photo.State.READY, is_after=False), start=1):
        data, kind = _original(photo)
        if total + len(data) > _MOST_ATTACHED:
            data, kind = photo_store.read_uncovered(photo), "webp"
        total += len(data)
        files.append(email.File(f"{report.ref}-{number}.{kind}", data, f"image/{kind}"))
    return files


def _original(photo: Photo) -> tuple[bytes, str]:
    if not photo.original:  # kept no longer than originals are
        return photo_store.read_uncovered(photo), "webp"
    return photo_store.read_original(photo), photo.kind


def _others(report: Report) -> QuerySet[Body]:
    return bodies_that_work_with(report.department.body).exclude(pk=report.department.body_id)


def _find_body(report: Report, key: str) -> Body:
    body = _others(report).filter(key=key).first()
    if body is None:
        raise Invalid(_("We do not know that body."), field="body")
    if not body.contact_email:
        raise Invalid(_("We have no e-mail address of that body. Ask an administrator."), field="body")
    return body
