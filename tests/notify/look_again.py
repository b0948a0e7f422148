"""`python look_again.py TOPIC…`: publishes from a process of its own, as a worker does."""

import sys

import django

django.setup()

from django.db import transaction  # noqa: E402 - only now are there models

from core.clock import now  # noqa: E402
from notify import publish  # noqa: E402

if __name__ == "__main__":
    with transaction.atomic():
        publish.publish_live(topics=sys.argv[1:], event="ReportCleared", at=now())
