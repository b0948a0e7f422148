"""A push service that takes whatever comes, started by `bench/push.py` as a process of its own."""

import asyncio
import sys


class _Service(asyncio.Protocol):
    """A push service that takes everything and costs as little as it can."""

    def __init__(self) -> None:
        self._kept = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._kept += data
        while (head := self._kept.find(b"\r\n\r\n")) >= 0:
            length = int(self._kept[:head].lower().split(b"content-length:")[1].split(b"\r\n")[0])
            if len(self._kept) < head + 4 + length:
                return
            self._kept = self._kept[head + 4 + length :]
            self._transport.write(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")


async def _serve(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(_Service, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
