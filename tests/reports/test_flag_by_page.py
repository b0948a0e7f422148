""" "Something wrong with this?" on a page without script: anybody may say so, of what everybody sees."""

import uuid
from typing import Any

import pytest
from django.test import Client

from cast import Cast
from reports.checking.check_models import Flag
from reports.models import Report

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    """A stranger's, which holds forms to the token in them as a real one would be."""
    return Client(enforce_csrf_checks=True)


def said(browser: Client, ref: str, **words: str) -> Any:
    """Ask for the form, fill it in, send it."""
    asked = browser.get(f"/r/{ref}/wrong")
    token = asked.context["csrf_token"]
    words = {"id": str(asked.context["id"]), "reason": "my_home", **words}
    return browser.post(f"/r/{ref}/wrong", {"csrfmiddlewaretoken": str(token), **words})


def test_a_reader_says_what_is_wrong_and_is_thanked(report: Report, browser: Client) -> None:
    reply = said(browser, report.ref, note="The green door", email="reader@example.org")
    assert reply.status_code == 200
    assert "within a working day" in reply.content.decode()
    flag = Flag.objects.get(report=report)
    assert (flag.reason, flag.note, flag.email) == ("my_home", "The green door", "reader@example.org")


def test_the_same_form_sent_twice_is_one_flag(report: Report, browser: Client) -> None:
    one = str(uuid.uuid4())
    said(browser, report.ref, id=one)
    assert said(browser, report.ref, id=one).status_code == 200
    assert Flag.objects.filter(report=report).count() == 1


@pytest.mark.parametrize(
    ("words", "problem"),
    [({"reason": "because"}, "Choose what is wrong with it."), ({"email": "nowhere"}, "nowhere")],
)
def test_what_needs_changing_is_said_and_what_was_written_stays(
    report: Report, browser: Client, words: dict[str, str], problem: str
) -> None:
    reply = said(browser, report.ref, note="The green door", **words)
    page = reply.content.decode()
    assert reply.status_code == 422
    assert problem in page
    assert "The green door" in page
    assert not Flag.objects.exists()


def test_a_form_from_elsewhere_says_nothing(report: Report, browser: Client) -> None:
    reply = browser.post(f"/r/{report.ref}/wrong", {"id": str(uuid.uuid4()), "reason": "me"})
    assert reply.status_code == 403
    assert not Flag.objects.exists()


def test_of_a_private_report_there_is_nothing_to_say_not_even_for_the_desk(
    cast: Cast, browser: Client
) -> None:
    ref = cast.asha.report(issue_type="noise", answers={"noise_what": "dog", "impact": "3"})["ref"]
    assert cast.staff(cast.huw).client.get(f"/r/{ref}/wrong").status_code == 404
    assert browser.get(f"/r/{ref}/wrong").status_code == 404
    assert browser.get("/r/RP-0000-00/wrong").status_code == 404
