"""One web process: HTTP, the live socket, and by default the worker threads. `./doorstep serve` starts it."""

import argparse
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django
import uvicorn


def main() -> None:
    """Serve until told to stop; the errands in hand are finished first."""
    parser = argparse.ArgumentParser(prog="serve")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    asked = parser.parse_args()
    django.setup()

    from config.start import honour_erasures, migrate, refuse_demo_sign_ins

    migrate()
    honour_erasures()
    if because := refuse_demo_sign_ins():
        sys.exit(because)
    uvicorn.run(
        "config.asgi:application",
        host=asked.host,
        port=asked.port,
        ws="websockets-sansio",
        ws_max_size=65_536,
        ws_per_message_deflate=False,  # messages are 80 bytes; a compressor for each socket is 100 times that
        lifespan="on",
        access_log=False,
        log_level="warning",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=10,
    )


if __name__ == "__main__":
    main()
