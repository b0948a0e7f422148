"""To other bodies goes place and kind; anything of the reporter's only by their word or a written reason."""

import uuid
from typing import Any

import pytest
from django.core import mail
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pictures
from accounts.models import AuditEntry
from cast import LARK_ESTATE, TRUNK_ROAD, Cast, Staff, at
from core import outbox
from core.geometry import Point
from notify.models import Delivery
from reports.models import Disclosure, Report
from routing.issue_types import ISSUE_TYPES

pytestmark = pytest.mark.django_db

MARKS = ("Zymurgist", "Quillon", "900987", "quillon@", "Finch", "ZY12", "red door", "53.404987", "GPS")
EVERYTHING: dict[str, Any] = {
    "description": "Zymurgist of 22 Finch Terrace did it",
    "place_note": "at the red door, 22 Finch Terrace",
    "name": "Quillon",
    "email": "quillon@example.org",
    "phone": "07700 900987",
    "needs": ["bsl"],
    # On the trunk road: another body's from the start.
    "point": at(Point(53.404987, -2.350321)),
}


def work() -> None:
    """Do what is due in the outbox."""
    while outbox.work_once():
        pass


def letters_to(address: str) -> list[Any]:
    """What was sent there."""
    work()
    return [letter for letter in mail.outbox if letter.to == [address]]


def answers_to(key: str, marked: str = "ZY12 of 22 Finch Terrace") -> dict[str, Any]:
    """An answer to every question: the first option, or marked words."""
    answers: dict[str, Any] = {}
    for question in ISSUE_TYPES[key].questions:
        first = question.options[0].key if question.options else marked
        answers[question.id] = {"many": [first], "scale": 5}.get(question.ask.value, first)
    return answers


@pytest.fixture
def sam(cast: Cast) -> Staff:
    """Administers the district, and so has every desk of it."""
    return cast.staff(cast.huw)


@pytest.mark.parametrize("key", sorted(ISSUE_TYPES))
def test_a_hand_over_names_no_person_and_no_house(cast: Cast, key: str) -> None:
    private_words = [q for q in ISSUE_TYPES[key].questions if q.private]
    answers = answers_to(key, "ZY12" if private_words else "7")
    cast.asha.report(issue_type=key, answers=answers, at_home=True, **EVERYTHING)
    (letter,) = letters_to("control@trunk.example")
    said = letter.message().as_string()
    assert [mark for mark in MARKS if mark in said] == []
    assert letter.attachments == []
    for question in private_words:
        assert str(question.label) not in said
    kept = str(list(Delivery.objects.values_list("params", flat=True)))
    assert [mark for mark in MARKS if mark in kept] == []


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    words=st.text("abcdefghij", min_size=12, max_size=30),
    key=st.sampled_from(sorted(ISSUE_TYPES)),
)
def test_whatever_a_person_says_none_of_it_is_in_a_hand_over(
    cast: Cast, settings: Any, words: str, key: str
) -> None:
    settings.CHALLENGE_FROM_PERCENT = 100
    settings.REPORTS_AN_HOUR_A_PLACE = settings.REPORTS_AN_HOUR = settings.REPORTS_AN_HOUR_A_PHONE = 1000
    settings.REPEAT_REPORTS = 0
    mail.outbox.clear()
    answers = {
        question.id: words if question.ask.value == "text" else answer
        for question in ISSUE_TYPES[key].questions
        if question.private
        for answer in [answers_to(key)[question.id]]
    }
    cast.asha.report(
        issue_type=key,
        answers=answers,
        description=words,
        place_note=words,
        name=words,
        point=at(TRUNK_ROAD),
    )
    (letter,) = letters_to("control@trunk.example")
    assert words not in letter.message().as_string()


def share(staff: Staff, ref: str, body: str, what: list[str], legal_reason: str = "") -> Any:
    """Give another body something."""
    return staff.post(
        f"/api/v1/reports/{ref}/share", {"body": body, "what": what, "legal_reason": legal_reason}
    )


def private(cast: Cast, **answers: Any) -> str:
    """A report about neighbours that says everything."""
    said = {**EVERYTHING, "point": at(Point(53.4209, -2.3501))}
    return str(cast.asha.report(issue_type="asb_neighbour", answers={"impact": 2, **answers}, **said)["ref"])


def test_by_the_reporters_word_a_landlord_is_told_who_and_what(cast: Cast, sam: Staff) -> None:
    ref = private(cast, share="landlord", police_ref="ZY12")
    reply = share(sam, ref, "weirside-homes", ["contact", "words"])
    assert (reply.status_code, reply.json()["agreed"]) == (201, True)
    (letter,) = letters_to("repairs@weirside.example")
    assert letter.subject == f"Report {ref}"
    for mark in ("Quillon", "quillon@example.org", "07700 900987", "Zymurgist", "ZY12", "red door"):
        assert mark in letter.body
    assert "The reporter agreed to it." in letter.body
    assert Disclosure.objects.get().sent_at is not None


@pytest.mark.parametrize("said", [None, "no", "police"])
def test_without_it_a_legal_reason_is_demanded(cast: Cast, sam: Staff, said: str | None) -> None:
    ref = private(cast, **({"share": said} if said else {}))
    reply = share(sam, ref, "weirside-homes", ["contact"])
    assert (reply.status_code, reply.json()["field"]) == (422, "legal_reason")
    assert letters_to("repairs@weirside.example") == []
    assert not Disclosure.objects.exists()
    given = share(sam, ref, "weirside-homes", ["contact"], "Children Act 1989, s. 47").json()
    assert (given["agreed"], given["legal_reason"]) == (False, "Children Act 1989, s. 47")
    (letter,) = letters_to("repairs@weirside.example")
    assert "Children Act 1989, s. 47" in letter.body
    assert "agreed" not in letter.body


def test_exactly_what_is_named_goes_and_no_more(cast: Cast, sam: Staff) -> None:
    ref = private(cast, share="both")
    share(sam, ref, "weirside-homes", ["words"])
    (letter,) = letters_to("repairs@weirside.example")
    assert "Zymurgist" in letter.body
    assert not any(mark in letter.body for mark in ("Quillon", "900987", "quillon@"))


def test_a_word_given_for_words_is_none_for_photos(cast: Cast, sam: Staff) -> None:
    ref = private(cast, share="both")
    assert share(sam, ref, "weirside-homes", ["words", "photos"]).json()["field"] == "legal_reason"


def test_photos_go_as_they_were_taken_and_only_then(cast: Cast, sam: Staff) -> None:
    photo = str(uuid.uuid4())
    original = pictures.photo(width=400, height=300)
    cast.asha.client.put(f"/api/v1/photos/{photo}", original, content_type="application/octet-stream")
    ref = cast.asha.report(photos=[photo], point=at(LARK_ESTATE))["ref"]
    (handed_over,) = letters_to("repairs@weirside.example")
    assert handed_over.attachments == []
    share(sam, ref, "weirside-homes", ["photos"], "Prosecution, Environmental Protection Act 1990, s. 33")
    letter = letters_to("repairs@weirside.example")[-1]
    assert [bytes(file.content) for file in letter.attachments] == [original]


@pytest.mark.parametrize("door", ["erase", "withdraw"])
def test_what_was_erased_or_taken_back_before_it_went_does_not_go(cast: Cast, sam: Staff, door: str) -> None:
    ref = private(cast, share="both")
    share(sam, ref, "weirside-homes", ["contact", "words"])
    assert cast.asha.post(f"/api/v1/reports/{ref}/{door}", {}, ref=ref).status_code == 200
    assert letters_to("repairs@weirside.example") == []
    given = Disclosure.objects.get()
    assert (given.sent_at, bool(given.failed)) == (None, True)


def test_the_desk_sees_what_was_given_and_the_trail_has_it(cast: Cast, sam: Staff) -> None:
    ref = private(cast, share="both")
    share(sam, ref, "weirside-homes", ["contact"])
    share(sam, ref, "weirside-homes", ["contact"])  # a page whose answer was lost asks again
    (given,) = sam.get(f"/api/v1/reports/{ref}/share").json()["items"]
    assert (given["body"]["key"], given["what"], given["by"]) == ("weirside-homes", ["contact"], "Huw")
    entry = AuditEntry.objects.filter(action="disclosed").get()
    assert (entry.subject, entry.reason) == (f"report:{ref}", "weirside-homes: contact. ")
    assert len(letters_to("repairs@weirside.example")) == 1


def test_the_desk_reads_first_what_there_is_and_what_the_reporter_agreed_to(cast: Cast, sam: Staff) -> None:
    ref = private(cast, share="landlord")
    offer = sam.get(f"/api/v1/reports/{ref}/share").json()
    assert (offer["asked"], offer["said"]) == (True, "My landlord only")
    assert (offer["there"], offer["photos"], offer["items"]) == (["contact", "words"], 0, [])
    bodies = {body["key"]: (body["agreed"], body["has_email"]) for body in offer["bodies"]}
    assert bodies["weirside-homes"] == (["contact", "words"], True)
    assert bodies["police"] == ([], False)
    assert "exampleton" not in bodies
    of_a_thing = cast.asha.report(point=at(LARK_ESTATE))["ref"]
    offer = sam.get(f"/api/v1/reports/{of_a_thing}/share").json()
    assert (offer["asked"], offer["said"], offer["there"]) == (False, "", ["words"])
    assert all(body["agreed"] == [] for body in offer["bodies"])


def test_a_job_says_who_may_give_its_reports_away(cast: Cast) -> None:
    ref = cast.asha.report(point=at(LARK_ESTATE))["ref"]
    job = Report.objects.get(ref=ref).jobs.get().pk
    for person, may in ((cast.dev, True), (cast.femi, False)):
        (served,) = cast.staff(person).get(f"/api/v1/jobs/{job}").json()["reports"]
        assert served["can_share"] is may, person


def test_only_the_desk_and_the_administrator_give_anything(cast: Cast) -> None:
    ref = cast.asha.report(point=at(LARK_ESTATE))["ref"]
    for person, code in ((cast.femi, 403), (cast.ewa, 403), (cast.gwen, 403), (cast.dev, 201)):
        reply = share(cast.staff(person), ref, "weirside-homes", ["words"], "Housing Act 1996, s. 152")
        assert reply.status_code == code, (person, reply.content)


REFUSED: list[tuple[str, str, list[str], str]] = [
    ("nobody we know", "atlantis", ["words"], "body"),
    ("the department's own body", "exampleton", ["words"], "body"),
    ("a body without an address", "police", ["words"], "body"),
    ("nothing at all", "weirside-homes", [], "what"),
]


@pytest.mark.parametrize(("why", "body", "what", "field"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_cannot_be_given_is_refused_by_its_field(
    cast: Cast, sam: Staff, why: str, body: str, what: list[str], field: str
) -> None:
    ref = private(cast, share="both")
    reply = share(sam, ref, body, what, "Some Act 2003, s. 1")
    assert (reply.status_code, reply.json()["field"]) == (422, field)


def test_what_was_erased_meanwhile_is_not_sent(cast: Cast, sam: Staff) -> None:
    ref = private(cast, share="both")
    share(sam, ref, "weirside-homes", ["contact"])
    Disclosure.objects.all().delete()
    Report.objects.get(ref=ref).jobs.all().delete()
    assert letters_to("repairs@weirside.example") == []
