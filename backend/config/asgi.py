"""One door for both: HTTP through Django in threads, WebSockets through channels."""

import os
from typing import Any, cast

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from a2wsgi import WSGIMiddleware
from channels.routing import ProtocolTypeRouter, URLRouter
from django.urls import path

from config.body_cap import BodyCap
from config.header_names import PlainNames
from config.lifespan import lifespan
from config.wsgi import application as http
from notify import live

#: Threads that answer HTTP. Each holds one database connection.
THREADS = 8

# a2wsgi, Django and channels each write down the types of ASGI and WSGI in their own way.
_http: Any = WSGIMiddleware(cast(Any, http), workers=THREADS)
_live: Any = live.application

application = ProtocolTypeRouter(
    {
        "http": PlainNames(BodyCap(_http)),
        "websocket": URLRouter([path("live", _live)]),
        "lifespan": lifespan,
    }
)
