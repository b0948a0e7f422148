"""What looks private in words is found however it is written, and no text takes long."""

import json
import string
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.checking.patterns import find_marks
from reports.checking.redaction import CUT, Span, as_browsers_count, redact

#: The phone is held to the same cases (`pwa/src/resident/foundInWords.test.ts`).
SHARED: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "fixtures" / "found_in_words.json").read_text()
)


def found(text: str) -> list[tuple[str, str]]:
    return [(mark.kind, text[mark.span.start : mark.span.end]) for mark in find_marks(text)]


@pytest.mark.parametrize("case", SHARED, ids=[case["text"][:40] for case in SHARED])
def test_the_server_finds_what_the_phone_finds(case: dict[str, Any]) -> None:
    assert found(case["text"]) == [(one["kind"], one["what"]) for one in case["found"]]


@pytest.mark.parametrize(
    "number",
    [
        "07700900123", "07700 900123", "07700 900 123", "077 0090 0123", "0 7 7 0 0 9 0 0 1 2 3",
        "07700-900-123", "07700.900.123", "(07700) 900123", "07700/900123", "07700_900123", "07700 * 900123",
        "+447700900123", "+44 7700 900123", "+44 (0)7700 900123", "+44(0) 7700-900-123", "00447700900123",
        "447700900123", "7700900123", "0161 496 0000", "020 7946 0958", "01632 96000", "0800 111 1234",
        "+353 1 234 5678", "O77OO 9OOl23", "07700\u2007900\u2009123", "0\u200d7700 900123",
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", ["{}", "Ring {} please.", "tel:{}", "a,{};b", "Ring\n{}\nnow"])
def test_a_telephone_number_is_found_in_every_writing(number: str, around: str) -> None:
    assert found(around.format(number)) == [("phone", number)]


@pytest.mark.parametrize(
    "text",
    [
        "On 01/02/2026 10.30 and again on 2026-02-03 at 12.30",
        "12 bags, 3.5 m by 2.5 m, about £1000000.00",
        "Reported before as FT-7K3Q-2M",
        "Bus 245 can't pass on the A56 and the M60",
        "Look at example.org, we met at ten",
        "123456789012345678901234567890",
        "We were 20 people at 12 the other day",
        "ALL THE A56 AND THE M25 ARE BLOCKED",
        "Since 12 March on the Green",
    ],
)
def test_plain_facts_are_not_marked(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "what"),
    [
        ("mail me: first.last+tag@mail.example.co.uk!", "email", "first.last+tag@mail.example.co.uk"),
        ("it is asha at example dot org", "email", "asha at example dot org"),
        ("asha[at]example[dot]org", "email", "asha[at]example[dot]org"),
        ("my e-mail is asha at example.org", "email", "asha at example.org"),
        ("asha＠ｅｘａｍｐｌｅ．ｏｒｇ", "email", "asha＠ｅｘａｍｐｌｅ．ｏｒｇ"),
        ("AB12CDE", "plate", "AB12CDE"),
        ("AB12 CDE", "plate", "AB12 CDE"),
        ("ab12-cde", "plate", "ab12-cde"),
        ("ABI2 CDE", "plate", "ABI2 CDE"),
        ("A812 CDE was B0I2 0DE", "plate", "B0I2 0DE"),
        ("P123 ABC", "plate", "P123 ABC"),
        ("ABC 123P", "plate", "ABC 123P"),
        ("AIZ 1234", "plate", "AIZ 1234"),
        ("a van, reg 123 ABC", "plate", "123 ABC"),
        ("the car is WR 12", "plate", "WR 12"),
        ("it's always 22 Finch Terrace, XT4 2QJ", "address", "22 Finch Terrace, XT4 2QJ"),
        ("no. 22, XT4 2QJ", "address", "22, XT4 2QJ"),
        ("no 22 Finch St. XT42QJ", "address", "22 Finch St. XT42QJ"),
        ("flat 3, 22 Finch Terrace", "address", "flat 3, 22 Finch Terrace"),
        ("yn 12 Heol y Bont", "address", "12 Heol y Bont"),
        ("22 FINCH TERRACE", "address", "22 FINCH TERRACE"),
    ],
)
def test_other_private_things_are_found(text: str, kind: str, what: str) -> None:
    assert (kind, what) in found(text)


def test_two_numbers_beside_each_other_are_two() -> None:
    assert found("07700 900123 07700 900124") == [("phone", "07700 900123"), ("phone", "07700 900124")]


HOSTILE = [
    "0 ", "0", "7 ", "+", "+44 ", "00 ", "(", "(0", "0-", "0/", "O", "l", "a@", "@", " at ", "a at b dot ",
    "a.", "a@a.", "dot ", "12 ", "12 a ", "12 Weir ", "flat 3, ", "flat 3 12a ", "XT4 2PL ", "1 XT4 2PL ",
    "1 heol a ", "A1", "AB", "AB12 ", "ab12 cde ", "A ", "car 1 ", "reg A 1 ", "01/01/2026 ", "\u200b",
    "0\u200b", "7\u0301", "é", "０", "ﷺ", "\n", ". ", "- ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE, ids=[repr(piece) for piece in HOSTILE])
def test_four_times_the_text_takes_no_more_than_about_four_times_as_long(piece: str) -> None:
    def spent(length: int) -> float:
        text = (piece * length)[:length]
        best = 9e9
        for _try in range(3):
            begun = process_time()
            find_marks(text)
            best = min(best, process_time() - begun)
        return best

    short, long = spent(4_000), spent(16_000)
    assert long < 12 * short + 0.05, f"{short * 1000:.1f} ms, then {long * 1000:.1f} ms"
    assert short < 1


_LETTERS = string.ascii_letters + string.digits + " @.,()+-/\n0O7l\u200b\u00a0é０АВ🚲"


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from(_LETTERS), max_size=200) | st.text(max_size=100))
def test_marks_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for mark in find_marks(text):
        assert end <= mark.span.start < mark.span.end <= len(text)
        end = mark.span.end


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60), st.data())
def test_a_redacted_text_is_the_text_with_gaps(text: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(places, places).filter(lambda pair: pair[0] < pair[1]), max_size=4))
    spans = [Span(*pair) for pair in pairs]
    redacted = redact(text, as_browsers_count(text, spans))
    gone = {index for span in spans for index in range(*span)}
    kept = [char for index, char in enumerate(text) if index not in gone]
    assert redacted.replace(CUT, "") == "".join(kept).replace(CUT, "")


@pytest.mark.django_db
def test_anybody_asks_for_marks_before_sending_and_nothing_is_kept(
    caplog: pytest.LogCaptureFixture, django_assert_num_queries: Any
) -> None:
    client = Client()
    with django_assert_num_queries(0):
        reply = client.post(
            "/api/v1/words/marks", {"text": "🚲 Ring 07700 900123"}, content_type="application/json"
        )
    assert reply.json() == {"marks": [{"start": 8, "end": 20, "kind": "phone"}]}
    assert "900123" not in caplog.text


@pytest.mark.django_db
def test_words_that_are_too_long_are_refused() -> None:
    reply = Client().post("/api/v1/words/marks", {"text": "x" * 4001}, content_type="application/json")
    assert reply.status_code == 422
