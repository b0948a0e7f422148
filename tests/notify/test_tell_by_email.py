"""A message reaches an address by e-mail, once, with words that break nothing and a way to stop."""

import email
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.test import Client
from pytest_django import Settings

from cast import Cast
from core.models import OutboxRow
from core.problems import Invalid
from notify import email as mail
from notify import readers
from notify.models import Delivery, Reader
from push_service import PushService
from reports.models import Follow
from services import MailServer, free_port
from telling import AT, phone, say

Do = Callable[[], None]
pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """The folder that mail is written into where no mail server is set."""
    settings.EMAIL_BACKEND = "notify.mail_folder.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return tmp_path / "mail"


@pytest.fixture
def mailed(settings: Settings, mail_server: MailServer) -> Iterator[MailServer]:
    """A mail server that the settings name."""
    _use(settings, int(mail_server.url.rpartition(":")[2]))
    yield mail_server
    mail.close()


def _use(settings: Settings, port: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    mail.close()


def ben(language: str = "en-gb") -> Reader:
    return readers.reader_for_email(email="ben@example.org", language=language, at=AT)


def _letters(folder: Path) -> list[EmailMessage]:
    return [
        email.message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted(folder.iterdir())
    ]


def _text(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    text: str = body.get_content()
    return text.replace("\r\n", "\n")


def _html(letter: EmailMessage) -> str:
    body = letter.get_body(("html",))
    assert body is not None
    html: str = body.get_content()
    return html


def test_a_follower_is_told_by_mail_what_happened_and_what_comes_next(mailed: MailServer, work: Do) -> None:
    reader = ben()
    say("cleared", reader)
    work()
    [letter] = mailed.messages
    assert mailed.recipients == ["ben@example.org"]
    assert letter["Subject"] == "Cleared: Fly-tipping: mattresses, Weir Lane"
    assert _text(letter) == (
        "Street cleansing cleared this on Tuesday 24 November: Fly-tipping: mattresses, Weir Lane.\n"
        "A photo of the place as it is now is on the report's page.\n\n"
        "Is it still there? Say so on the page within 14 days, and it goes back to the same crew. "
        "Otherwise you need do nothing.\n\n"
        "Reference: FT-7K3Q-2M\nhttps://doorstep.example/r/FT-7K3Q-2M#track=abc\n\n"
        "Street cleansing, Exampleton Council\n\n"
        "You get this because you follow this report.\n"
        f"To hear nothing more: http://127.0.0.1:8000/unsubscribe/{reader.token}\n"
    )
    assert Delivery.objects.get().state == "sent"


def test_a_letter_says_how_to_stop_to_mail_programs_too(mailed: MailServer, work: Do) -> None:
    reader = ben()
    say("cleared", reader)
    work()
    [letter] = mailed.messages
    assert letter["List-Unsubscribe"].strip() == f"<http://127.0.0.1:8000/unsubscribe/{reader.token}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["Auto-Submitted"] == "auto-generated"


def test_html_is_the_same_words_with_nothing_to_fetch(mailed: MailServer, work: Do) -> None:
    say("closed", ben(), reason="<b>Nothing</b> & nobody", note='<img src="https://evil.example/x">')
    work()
    html = _html(mailed.messages[0])
    assert "&lt;b&gt;Nothing&lt;/b&gt; &amp; nobody" in html
    assert "<img" not in html
    assert "&lt;img src=&quot;" in html
    assert 'href="https://doorstep.example/r/FT-7K3Q-2M#track=abc"' in html


def test_welsh_is_written_to_who_asked_for_welsh(mailed: MailServer, work: Do) -> None:
    say("cleared", ben("cy"))
    work()
    [letter] = mailed.messages
    assert "Tipio anghyfreithlon: matresi" in letter["Subject"]
    assert letter["Content-Language"] == "cy"
    assert "24 Tachwedd" in _text(letter)


@pytest.mark.parametrize("words", ["A\r\nBcc: all@example.org", "A\n\nHello", "A\x0bB", "A\u2028Bcc: x"])
def test_words_cannot_bring_headers_or_lines_of_their_own(mailed: MailServer, work: Do, words: str) -> None:
    say("cleared", ben(), what=words, where=words)
    work()
    [letter] = mailed.messages
    assert mailed.recipients == ["ben@example.org"]
    assert letter["Bcc"] is None
    assert "\n" not in letter["Subject"]


@pytest.mark.parametrize(
    "address",
    ["", "ben", "ben@", "a@b.example\nBcc: c@d.example", "a b@c.example", "a@b.example, c@d.example"],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Invalid) as refused:
        readers.reader_for_email(email=address, language="en-gb", at=AT)
    assert refused.value.field == "email"


def test_one_address_is_one_reader_whatever_its_case() -> None:
    again = readers.reader_for_email(email=" Ben@Example.org ", language="xx", at=AT)
    assert again == ben()
    assert Reader.objects.count() == 1


def test_several_letters_go_over_one_connection(settings: Settings, work: Do) -> None:
    peers: set[Any] = set()

    async def keep(_server: Any, session: Any, _envelope: Any) -> str:
        peers.add(session.peer)
        return "250 OK"

    with _mail_server("handle_DATA", keep) as port:
        _use(settings, port)
        for template in ("received", "cleared", "reopened"):
            say(template, ben())
        work()
    assert len(peers) == 1
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}


@contextmanager
def _mail_server(step: str, answer: Callable[..., Awaitable[str]]) -> Iterator[int]:
    """A mail server that does one step its own way; its port."""
    handler = type("Handler", (), {step: staticmethod(answer)})()
    server = Controller(handler, hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        yield server.port
    finally:
        mail.close()
        server.stop()


@pytest.mark.parametrize(
    ("answer", "state", "tried_again"),
    [
        ("550 No such person", "failed", False),
        ("451 Try later", "waiting", True),
        ("452 Full", "waiting", True),
    ],
)
@pytest.mark.parametrize("step", ["handle_RCPT", "handle_DATA"])
def test_a_mail_server_that_refuses_is_believed(
    settings: Settings, work: Do, step: str, answer: str, state: str, tried_again: bool
) -> None:
    async def refuse(*_words: Any) -> str:
        return answer

    with _mail_server(step, refuse) as port:
        _use(settings, port)
        say("cleared", ben())
        work()
    assert Delivery.objects.get().state == state
    assert OutboxRow.objects.filter(task="notify.deliver", state="waiting").exists() == tried_again


def test_mail_waits_while_the_server_is_away(settings: Settings, work: Do, later: Do, folder: Path) -> None:
    _use(settings, free_port())
    say("cleared", ben())
    work()
    assert Delivery.objects.get().state == "waiting"
    settings.EMAIL_BACKEND = "notify.mail_folder.EmailBackend"
    later()
    work()
    assert Delivery.objects.get().state == "sent"
    assert len(_letters(folder)) == 1


def test_without_a_mail_server_letters_lie_in_a_folder(folder: Path, work: Do) -> None:
    say("received", ben())
    say("cleared", ben())
    work()
    subjects = {letter["Subject"] for letter in _letters(folder)}
    assert subjects == {
        "Thank you: Fly-tipping: mattresses, Weir Lane",
        "Cleared: Fly-tipping: mattresses, Weir Lane",
    }
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_a_letter_sent_again_after_a_crash_is_the_same_file(folder: Path, work: Do, later: Do) -> None:
    say("cleared", ben())
    work()
    Delivery.objects.update(state="waiting")
    OutboxRow.objects.filter(task="notify.deliver").update(state="waiting")
    later()
    work()
    assert len(list(folder.iterdir())) == 1


def test_a_phone_hears_by_push_and_not_by_mail_as_well(pushes: PushService, folder: Path, work: Do) -> None:
    asha = pushes.subscribe()
    reader = phone(asha)
    Reader.objects.filter(pk=reader.pk).update(email="asha@example.org")
    reader.refresh_from_db()
    say("cleared", reader)
    work()
    assert len(asha.heard) == 1
    assert not folder.exists()


def test_where_push_has_ended_a_reader_with_an_address_hears_by_mail(
    pushes: PushService, folder: Path, work: Do
) -> None:
    asha = pushes.subscribe(410)
    reader = phone(asha)
    Reader.objects.filter(pk=reader.pk).update(email="asha@example.org")
    reader.refresh_from_db()
    say("cleared", reader)
    work()
    assert len(_letters(folder)) == 1
    assert sorted(Delivery.objects.values_list("channel", "state")) == [("email", "sent"), ("push", "gone")]


def test_opening_the_link_asks_and_pressing_the_button_stops(cast: Cast, folder: Path, work: Do) -> None:
    report, _job = cast.mattresses()
    Follow.objects.create(report=report, reader=ben(), since=AT)
    page = f"/unsubscribe/{ben().token}"
    asked = Client().get(page)
    assert asked.status_code == 200
    assert b"<form" in asked.content
    assert b"<script" not in asked.content
    assert asked["Referrer-Policy"] == "no-referrer"
    assert Follow.objects.filter(reader=ben()).exists()
    waiting = say("cleared", ben())
    pressed = Client(enforce_csrf_checks=True).post(page, {"List-Unsubscribe": "One-Click"})
    assert pressed.status_code == 200
    assert not Follow.objects.filter(reader__email="ben@example.org").exists()
    work()
    assert Delivery.objects.get(event_key=waiting).state == "gone"
    assert not any("ben@example.org" in (letter["To"] or "") for letter in _letters(folder))


def test_stopping_twice_is_stopping_once(cast: Cast) -> None:
    page = f"/unsubscribe/{ben().token}"
    assert Client().post(page).status_code == 200
    assert Client().post(page).status_code == 200
    assert Reader.objects.get(email="ben@example.org").stopped_at is not None


def test_a_link_that_is_nobodys_stops_nobody(cast: Cast) -> None:
    before = Reader.objects.filter(stopped_at__isnull=True).count()
    assert Client().get("/unsubscribe/wrong").status_code == 404
    assert Client().post("/unsubscribe/wrong").status_code == 404
    assert Reader.objects.filter(stopped_at__isnull=True).count() == before


def test_who_follows_again_after_stopping_hears_again(cast: Cast, folder: Path, work: Do) -> None:
    Client().post(f"/unsubscribe/{ben().token}")
    say("cleared", ben())
    work()
    assert len(_letters(folder)) == 1


def test_another_body_gets_facts_and_no_link_to_stop(folder: Path, work: Do) -> None:
    facts = ["How much? A car boot"]
    say("hand_over", ben(), facts=facts, lat="53.42100", lon="-2.35000", made_at="2026-11-24")
    work()
    [letter] = _letters(folder)
    assert letter["List-Unsubscribe"] is None
    assert "How much? A car boot\nWhere: Weir Lane (53.42100, -2.35000)" in _text(letter)
    assert "unsubscribe" not in _text(letter)


def test_the_hand_over_of_a_private_report_gives_its_reference_alone(folder: Path, work: Do) -> None:
    say("hand_over", ben(), private=True, ref="RP-7K3Q-2M")
    work()
    [letter] = _letters(folder)
    assert letter["Subject"] == "Report RP-7K3Q-2M"
    assert not any(word in _text(letter) for word in ("Fly", "Weir"))
