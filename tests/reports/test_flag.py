""" "Something wrong with this?": a reader's word, without sign-in."""

import uuid
from threading import Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from cast import Cast
from check_steps import WORDS, decide, doors, flag, look, pass_all, public, with_photo, work
from notify.models import Delivery, LiveMessage
from reports.checking.check_models import Check, Flag

pytestmark = pytest.mark.django_db(transaction=True)


def somebody(number: int) -> Client:
    """A reader with an address of their own."""
    return Client(REMOTE_ADDR=f"198.51.{number // 250}.{number % 250 + 1}")


def test_a_flag_is_one_thing_for_the_desk_with_what_was_said(cast: Cast) -> None:
    ref, _photo = with_photo(cast)
    assert flag(ref, note="She did not do it").status_code == 204
    seen = look(cast.staff(cast.dev), ref)
    assert [(one["reason"], one["note"]) for one in seen["flags"]] == [("accuses", "She did not do it")]
    assert "flag" in seen["wants"]


def test_a_thousand_flags_of_one_person_are_one(cast: Cast) -> None:
    ref, _photo = with_photo(cast)
    phone = somebody(1)
    codes = {flag(ref, client=phone).status_code for _ in range(100)}
    assert codes == {204, 429}
    assert Flag.objects.count() == 1
    assert Check.objects.filter(kind="flag").count() == 1


def test_phones_made_up_behind_one_address_are_three_flags_at_most_and_one_check(cast: Cast) -> None:
    ref, _photo = with_photo(cast)
    for _ in range(40):
        forged = somebody(1)
        forged.cookies["phone"] = uuid.uuid4().hex
        flag(ref, client=forged)
        flag(ref, client=somebody(1))
    assert Flag.objects.count() == 3
    assert Check.objects.filter(kind="flag").count() == 1


def test_many_people_make_one_check_and_a_look_shows_a_page_of_them(cast: Cast) -> None:
    ref, _photo = with_photo(cast)
    for number in range(55):
        assert flag(ref, client=somebody(number * 260)).status_code == 204
    assert Check.objects.filter(kind="flag").count() == 1
    dev = cast.staff(cast.dev)
    assert len(look(dev, ref)["flags"]) == 50
    left = decide(dev, ref).json()
    assert (len(left["flags"]), "flag" in left["wants"]) == (5, True)
    assert "flag" not in decide(dev, ref).json()["wants"]


def test_the_same_flag_sent_twice_at_once_is_one(cast: Cast) -> None:
    ref, _photo = with_photo(cast)
    said = {"id": str(uuid.uuid4())}
    codes: list[int] = []

    def send() -> None:
        codes.append(flag(ref, client=somebody(1), **said).status_code)
        connection.close()

    threads = [Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes == [204] * 4
    assert Flag.objects.count() == 1


def test_nothing_that_says_who_it_was_is_kept_or_the_same_for_two_reports(cast: Cast) -> None:
    refs = [with_photo(cast)[0] for _ in range(2)]
    phone = somebody(1)
    phone.cookies["phone"] = "a-marked-cookie"
    for ref in refs:
        flag(ref, client=phone)
    first, second = Flag.objects.all()
    assert first.phone_hash != second.phone_hash
    assert first.address_hash != second.address_hash
    stored = str([vars(one) for one in (first, second)])
    assert "a-marked-cookie" not in stored
    assert "198.51" not in stored


@pytest.mark.parametrize("reason", ["me", "my_home", "child", "plate"])
def test_the_first_flag_that_a_photo_shows_somebody_hides_it_at_once(cast: Cast, reason: str) -> None:
    ref, photo_id = with_photo(cast)
    dev = cast.staff(cast.dev)
    pass_all(dev, ref, photo_id)
    assert public(f"/api/v1/photos/{photo_id}/960").status_code == 200
    flag(ref, reason=reason, photo=photo_id)
    seen = doors(ref, photo_id)
    assert {seen[edge].status_code for edge in ("320", "960", "1920")} == {404}
    for name in ("api", "page", "map", "ward"):
        assert photo_id not in seen[name].content.decode()
    assert look(dev, ref)["wants"] == ["flag", "photo"]


def test_other_flags_hide_nothing(cast: Cast) -> None:
    ref, photo_id = with_photo(cast)
    pass_all(cast.staff(cast.dev), ref, photo_id)
    flag(ref, reason="accuses", photo=photo_id)
    assert public(f"/api/v1/photos/{photo_id}/960").status_code == 200
    assert public(f"/api/v1/reports/{ref}").json()["words"] == WORDS


def test_once_a_person_has_looked_after_a_flag_no_reader_hides_the_photo_again(cast: Cast) -> None:
    ref, photo_id = with_photo(cast)
    dev = cast.staff(cast.dev)
    pass_all(dev, ref, photo_id)
    flag(ref, reason="me", client=somebody(1))
    assert decide(dev, ref, photos=[{"id": photo_id, "decision": "pass"}]).status_code == 200
    flag(ref, reason="me", client=somebody(300))
    assert public(f"/api/v1/photos/{photo_id}/960").status_code == 200
    assert look(dev, ref)["wants"] == ["flag"]


def test_nobody_takes_down_a_whole_map(cast: Cast) -> None:
    dev, phone = cast.staff(cast.dev), somebody(1)
    hidden = []
    for _ in range(6):
        ref, photo_id = with_photo(cast)
        pass_all(dev, ref, photo_id)
        assert flag(ref, reason="me", client=phone).status_code == 204
        hidden.append(public(f"/api/v1/photos/{photo_id}/960").status_code == 404)
    assert hidden[0] is True
    assert hidden[-1] is False
    assert Check.objects.filter(kind="flag").count() == 6


def test_only_what_the_public_can_see_can_be_flagged(cast: Cast) -> None:
    private = cast.asha.report(issue_type="asb_nuisance", answers={})["ref"]
    gone, _photo = with_photo(cast)
    decide(cast.staff(cast.dev), gone, decision="hide", reasons=["other"])
    replies = [flag(ref) for ref in (private, gone, "RP-0000-00", "nonsense")]
    assert {reply.status_code for reply in replies} == {404}
    assert len({reply.content for reply in replies}) == 1
    token = {"Track-Token": cast.asha.tokens[private]}
    body = {"id": str(uuid.uuid4()), "reason": "me"}
    path = f"/api/v1/reports/{private}/flag"
    assert Client().post(path, body, content_type="application/json", headers=token).status_code == 404
    assert not Flag.objects.exists()


@pytest.mark.parametrize(
    "said", [{"reason": "because"}, {"note": "x" * 501}, {"id": "no"}, {"email": "no address"}]
)
def test_a_flag_that_is_none_is_refused(cast: Cast, said: dict[str, Any]) -> None:
    ref, _photo = with_photo(cast)
    assert flag(ref, **said).status_code == 422
    assert not Flag.objects.exists()


def test_a_flag_is_news_at_the_desk_and_nowhere_public(cast: Cast) -> None:
    ref, _photo = with_photo(cast)
    before = LiveMessage.objects.count()
    flag(ref)
    work()
    topics = list(LiveMessage.objects.order_by("seq").values_list("topic", flat=True)[before:])
    assert topics == ["queue:street-cleansing"]


def test_who_left_an_address_hears_what_came_of_it_and_the_address_is_forgotten(cast: Cast) -> None:
    ref, _photo = with_photo(cast)
    flag(ref, email="reader@example.org", language="cy")
    assert Flag.objects.get().email == "reader@example.org"
    decide(cast.staff(cast.dev), ref, words={"decision": "hide"}, reasons=["accuses"])
    assert Flag.objects.get().email == ""
    work()
    told = Delivery.objects.get(template="flag_answered")
    assert (told.reader.email, told.reader.language, told.params["changed"]) == (
        "reader@example.org",
        "cy",
        True,
    )
    assert "accuses" not in str(told.params)


def test_hostile_words_in_a_flag_stay_words_for_the_desk_alone(cast: Cast) -> None:
    ref, photo_id = with_photo(cast)
    flag(ref, note="<script>alert(1)</script>\u202e\u200b")
    for reply in doors(ref, photo_id).values():
        assert b"alert(1)" not in reply.content
    assert look(cast.staff(cast.dev), ref)["flags"][0]["note"].startswith("<script>alert(1)</script>")
