"""What somebody told us, marked so that it is found again, and what they ask of us afterwards."""

import re
from typing import Any

from django.core import mail

from cast import Cast, Phone
from photo_steps import do_errands
from reports.models import Report

WORDS = "Two mattresses. Ring me on 07700 900123."
MARKED = {
    "description": WORDS,
    "place_note": "behind the green gate",
    "name": "Asha Marked",
    "email": "Asha@Example.org",
    "phone": "07700 900123",
    "needs": ["bsl"],
}
TRACES = ("07700", "green gate", "Asha", "asha@", "bsl")


def reported(cast: Cast, **changes: Any) -> Report:
    return Report.objects.get(ref=cast.asha.report(**{**MARKED, **changes})["ref"])


def erase(phone: Phone, ref: str, token: str | None = None) -> Any:
    headers = {"Track-Token": token if token is not None else phone.tokens.get(ref, "")}
    return phone.client.post(f"/api/v1/reports/{ref}/erase", headers=headers)


def opened(phone: Phone, email: str) -> dict[str, str]:
    """Ask for a code, read it in the mail, show it."""
    asked = phone.client.post("/api/v1/my-data/code", {"email": email}, content_type="application/json")
    assert asked.status_code == 202, asked.content
    code = mailed_code(email)
    body = {"id": asked.json()["id"], "email": email, "code": code}
    reply = phone.client.post("/api/v1/my-data/open", body, content_type="application/json")
    assert reply.status_code == 200, reply.content
    return {"email": email, "token": reply.json()["token"]}


def mailed_code(email: str) -> str:
    do_errands("mail_data_code")
    do_errands("notify.deliver")
    (letter,) = [one for one in mail.outbox if one.to == [email.lower()] and "code" in one.subject.lower()]
    found = re.search(r"\b\d{6}\b", str(letter.subject))
    assert found
    return found[0]


def post(phone: Phone, path: str, body: dict[str, Any]) -> Any:
    return phone.client.post(f"/api/v1/{path}", body, content_type="application/json")
