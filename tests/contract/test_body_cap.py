"""A body that is too large is refused before it is read, as a problem document in the reader's language."""

import asyncio
import json
from typing import Any

import pytest

from config.body_cap import BodyCap


def send(
    path: str, headers: dict[str, str], *parts: bytes, method: str = "PUT"
) -> tuple[int, dict[str, Any], int]:
    """What a request is answered, and how many of its parts were read. Let through, it is answered 204."""
    waiting = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    answer: list[dict[str, Any]] = []

    async def let_through(scope: Any, receive: Any, send: Any) -> None:
        while (await receive())["type"] == "http.request" and waiting:
            pass
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def receive() -> Any:
        return waiting.pop(0)

    async def keep(message: Any) -> None:
        answer.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "scheme": "http",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
    }
    asyncio.run(BodyCap(let_through)(scope, receive, keep))
    body = b"".join(message.get("body", b"") for message in answer)
    return answer[0]["status"], json.loads(body) if body else {}, len(parts) - len(waiting)


PHOTO, JSON = "/api/v1/photos/8b8e3d2c-0000-4000-8000-000000000000", "/api/v1/reports"


@pytest.mark.parametrize(
    ("path", "length", "expected"),
    [
        (PHOTO, 25_000_000, (204, None)),
        (PHOTO, 25_000_001, (413, "/problems/photo-too-large")),
        (JSON, 300_000, (204, None)),
        (JSON, 1_000_000, (413, "/problems/too-large")),
    ],
)
def test_a_declared_length_is_enough_to_refuse(
    path: str, length: int, expected: tuple[int, str | None]
) -> None:
    status, problem, read = send(path, {"Content-Length": str(length)}, b"x")
    assert (status, problem.get("type")) == expected
    assert read == (0 if status == 413 else 1)


def test_a_body_longer_than_it_declared_is_cut_off() -> None:
    status, problem, _read = send(JSON, {"Content-Length": "10"}, *[b"x" * 100_000] * 4)
    assert (status, problem["type"]) == (413, "/problems/too-large")


def test_a_body_of_unknown_length_is_asked_to_say_it() -> None:
    status, problem, read = send(PHOTO, {"Transfer-Encoding": "chunked"}, b"x")
    assert (status, problem["type"], read) == (411, "/problems/length-needed", 0)
