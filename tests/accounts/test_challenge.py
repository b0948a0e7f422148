"""The few seconds of work: what counts as its answer, and what does not."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts import challenge
from accounts.models import SpentChallenge
from cast import Cast, Phone, said
from core.clock import now
from solving import answer_to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def crowded(settings: Any) -> None:
    """Every report is one too many about its place."""
    settings.REPORTS_AN_HOUR_A_PLACE = 0


def send(body: dict[str, Any], answer: str = "") -> Any:
    headers = {challenge.HEADER: answer} if answer else {}
    return Phone(Client()).client.post(
        "/api/v1/reports", body, content_type="application/json", headers=headers
    )


def test_a_report_is_taken_once_the_work_is_done(cast: Cast) -> None:
    body = said()
    asked = send(body)
    assert (asked.status_code, asked.json()["type"]) == (429, "/problems/challenge")
    assert "seconds" in asked.json()["detail"]
    taken = send(body, answer_to(asked.json()))
    assert taken.status_code == 201, taken.content


def test_the_sentence_is_in_the_readers_language(cast: Cast) -> None:
    english = send(said()).json()["detail"]
    welsh = Client().post(
        "/api/v1/reports", said(), content_type="application/json", headers={"Accept-Language": "cy"}
    )
    assert welsh.json()["detail"] != english


def test_an_answer_counts_once(cast: Cast) -> None:
    body = said()
    answer = answer_to(send(body).json())
    at = now()
    about = f"reports:{body['id']}"
    assert challenge.is_answered(answer, about=about, at=at)
    assert not challenge.is_answered(answer, about=about, at=at)


def test_an_answer_is_for_one_report(cast: Cast) -> None:
    answer = answer_to(send(said()).json())
    assert send(said(), answer).status_code == 429


def test_a_challenge_runs_out(cast: Cast) -> None:
    at = now()
    made = challenge.make(about="reports:x", at=at - challenge.HOLDS_FOR - timedelta(seconds=1))
    answer = answer_to({"challenge": made})
    assert not challenge.is_answered(answer, about="reports:x", at=at)
    assert not SpentChallenge.objects.exists()


def altered(answer: str, **parameters: Any) -> str:
    payload = json.loads(base64.b64decode(answer))
    payload["challenge"]["parameters"].update(parameters)
    return base64.b64encode(json.dumps(payload).encode()).decode()


def test_nobody_makes_a_challenge_easier(cast: Cast) -> None:
    body = said()
    answer = answer_to(send(body).json())
    for change in ({"cost": 1}, {"keyPrefix": "00"}, {"expiresAt": 9_999_999_999}, {"algorithm": "SHA-256"}):
        assert send(body, altered(answer, **change)).status_code == 429


def forged(**solution: Any) -> str:
    made = challenge.make(about="reports:x", at=now())
    return base64.b64encode(json.dumps({"challenge": made, "solution": solution}).encode()).decode()


@pytest.mark.parametrize(
    "answer",
    [
        "x",
        "é".encode().decode("latin-1"),
        base64.b64encode(b"[]").decode(),
        base64.b64encode(b"null").decode(),
        base64.b64encode(b'{"challenge": 1, "solution": 2}').decode(),
        base64.b64encode(b'{"challenge": {"parameters": {}}, "solution": {}}').decode(),
        base64.b64encode(b"[" * 1000).decode(),
        "A" * 5000,
    ],
)
def test_what_is_no_answer_is_asked_again(cast: Cast, answer: str) -> None:
    assert send(said(), answer).status_code == 429


@pytest.mark.parametrize(
    "solution",
    [
        {"counter": 1, "derivedKey": "00" * 32},
        {"counter": -1, "derivedKey": "zz"},
        {"counter": "1", "derivedKey": None},
        {"counter": 1e300, "derivedKey": []},
    ],
)
def test_a_guess_is_no_answer(solution: dict[str, Any]) -> None:
    assert not challenge.is_answered(forged(**solution), about="reports:x", at=now())


def test_what_is_sent_again_is_answered_without_more_work(cast: Cast) -> None:
    body = said()
    first = send(body, answer_to(send(body).json()))
    again = send(body)
    assert (again.status_code, again.json()["ref"]) == (200, first.json()["ref"])


def test_answers_are_forgotten_when_their_challenges_have_run_out(cast: Cast) -> None:
    body = said()
    send(body, answer_to(send(body).json()))
    assert challenge.forget_spent(at=now()) == 0
    assert challenge.forget_spent(at=now() + challenge.HOLDS_FOR + timedelta(minutes=1)) == 1


def test_a_challenge_tells_nothing_of_the_report(cast: Cast) -> None:
    body = said()
    assert body["id"] not in send(body).content.decode()
