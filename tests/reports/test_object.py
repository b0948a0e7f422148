"""The author's objection to what was changed: once, and answered by somebody else where there is one."""

from typing import Any

import pytest

from accounts.models import Membership
from cast import Cast
from check_steps import WORDS, cut, decide, look, public, with_photo, work
from notify.models import Delivery
from reports.checking.check_models import Check

pytestmark = pytest.mark.django_db(transaction=True)


def redacted(cast: Cast, **changes: Any) -> str:
    """A report out of whose words Dev cut something."""
    ref, _photo = with_photo(cast, **changes)
    words = {"decision": "pass", "cuts": [cut(WORDS, "22 Finch Terrace, XT4 2QJ")]}
    assert decide(cast.staff(cast.dev), ref, words=words, reasons=["household"]).status_code == 200
    return ref


def objects(cast: Cast, ref: str, text: str = "It is my own address") -> Any:
    return cast.asha.post(f"/api/v1/reports/{ref}/object", {"text": text}, ref=ref)


def test_the_author_objects_once(cast: Cast) -> None:
    ref = redacted(cast)
    assert "object" in cast.asha.look(ref)["can"]
    assert objects(cast, ref).status_code == 204
    again = objects(cast, ref)
    assert (again.status_code, again.json()["type"]) == (409, "/problems/objected-before")
    seen = look(cast.staff(cast.huw), ref)
    assert seen["objection"]["text"] == "It is my own address"
    assert seen["wants"][0] == "objection"
    mine = cast.asha.look(ref)
    assert "object" not in mine["can"]
    assert mine["mine"]["changed"]["can_object"] is False


def test_not_even_after_the_answer_can_they_object_again(cast: Cast) -> None:
    ref = redacted(cast)
    objects(cast, ref)
    assert decide(cast.staff(cast.huw), ref, note="We keep it out").status_code == 200
    assert objects(cast, ref).status_code == 409


def test_nobody_else_can_object(cast: Cast) -> None:
    ref = redacted(cast)
    codes = [
        client.post(f"/api/v1/reports/{ref}/object", {"text": "No"}).status_code
        for client in (cast.staff(cast.dev), cast.staff(cast.gwen))
    ]
    other = cast.asha.report()["ref"]
    reply = cast.asha.client.post(
        f"/api/v1/reports/{ref}/object",
        {"text": "No"},
        content_type="application/json",
        headers={"Track-Token": cast.asha.tokens[other]},
    )
    assert [*codes, reply.status_code] == [403, 403, 403]
    assert not Check.objects.filter(kind="objection").exists()


def test_there_is_nothing_to_object_to_where_nothing_was_left_out(cast: Cast) -> None:
    ref, _photo = with_photo(cast)
    decide(cast.staff(cast.dev), ref, words={"decision": "pass"})
    reply = objects(cast, ref)
    assert (reply.status_code, reply.json()["type"]) == (409, "/problems/nothing-changed")


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "x" * 1001])
def test_an_objection_says_something(cast: Cast, text: str) -> None:
    reply = objects(cast, redacted(cast), text)
    assert (reply.status_code, reply.json()["field"]) == (422, "text")


def test_who_decided_before_does_not_answer_where_somebody_else_can(cast: Cast) -> None:
    ref = redacted(cast)
    objects(cast, ref)
    dev, huw = cast.staff(cast.dev), cast.staff(cast.huw)
    assert look(dev, ref)["can"] == ["decide"]
    assert decide(dev, ref, note="As I said").status_code == 403
    assert look(huw, ref)["can"] == ["decide", "answer_objection"]
    assert decide(huw, ref, note="It stays out").status_code == 200


def test_where_there_is_nobody_else_the_same_person_answers(cast: Cast) -> None:
    ref = redacted(cast)
    objects(cast, ref)
    Membership.objects.filter(person=cast.huw).delete()
    assert decide(cast.staff(cast.dev), ref, note="I looked again").status_code == 200


def test_an_answer_gives_a_reason_and_the_author_reads_it(cast: Cast) -> None:
    ref = redacted(cast, email="asha@example.org")
    objects(cast, ref)
    huw = cast.staff(cast.huw)
    assert decide(huw, ref, words={"decision": "pass"}).json()["field"] == "note"
    assert decide(huw, ref, words={"decision": "pass"}, note="It is your own").status_code == 200
    assert public(f"/api/v1/reports/{ref}").json()["words"] == WORDS
    changed = cast.asha.look(ref)["mine"]["changed"]
    assert (changed["what"], changed["answer"]) == ([], "It is your own")
    work()
    told = Delivery.objects.get(template="objection_answered")
    assert "It is your own" not in str(told.params)


def test_until_it_is_answered_everything_stays_as_it_was_decided(cast: Cast) -> None:
    ref = redacted(cast)
    objects(cast, ref)
    assert "Finch" not in public(f"/api/v1/reports/{ref}").content.decode()


def test_an_objection_is_for_the_department_alone(cast: Cast) -> None:
    ref = redacted(cast)
    objects(cast, ref, "Marked words of an objection")
    for path in (f"/api/v1/reports/{ref}", f"/r/{ref}"):
        assert "Marked words" not in public(path).content.decode()
    assert "Marked words" not in cast.staff(cast.gwen).get(f"/api/v1/reports/{ref}").content.decode()
