"""Where proxies are trusted, only what they themselves say is believed."""

import asyncio
from typing import Any

from config.header_names import PlainNames


def test_a_header_spelt_with_underscores_does_not_pass_for_the_proxys_own() -> None:
    passed: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        passed.extend(scope["headers"])

    async def nothing(*_message: Any) -> Any:
        return {}

    own = [(b"x-forwarded-for", b"198.51.100.7"), (b"track-token", b"t")]
    spoofed = [(b"x_forwarded_for", b"192.0.2.1"), (b"x-forwarded_for", b"192.0.2.2")]
    asyncio.run(PlainNames(app)({"type": "http", "headers": [*own, *spoofed]}, nothing, nothing))
    assert passed == own


def test_the_server_comes_in_by_that_door() -> None:
    from config.asgi import application

    assert isinstance(application.application_mapping["http"], PlainNames)
