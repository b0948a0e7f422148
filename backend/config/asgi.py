"""One door for both: HTTP through Django in threads, WebSockets through channels."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from a2wsgi import WSGIMiddleware
from channels.routing import ProtocolTypeRouter, URLRouter
from django.urls import path

from config.body_cap import BodyCap
from config.lifespan import lifespan
from config.wsgi import application as http
from notify import live

#: Threads that answer HTTP. Each holds one database connection.
THREADS = 8

application = ProtocolTypeRouter(
    {
        "http": BodyCap(WSGIMiddleware(http, workers=THREADS)),
        "websocket": URLRouter([path("live", live.application)]),
        "lifespan": lifespan,
    }
)
