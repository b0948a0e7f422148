"""Mail written into a folder, one file a message, where no mail server is set."""

import os
import re
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage


class EmailBackend(BaseEmailBackend):
    """Writes each message as `<its Message-ID>.eml`; the same message twice is one file."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._folder = Path(settings.EMAIL_FILE_PATH)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for message in email_messages:
            parsed = message.message()
            name = re.sub(r"[^0-9A-Za-z.-]", "", str(parsed["Message-ID"]).partition("@")[0]) or "message"
            unfinished = self._folder / f".{name}.{os.getpid()}.{threading.get_ident()}"
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(parsed.as_bytes())
            unfinished.replace(self._folder / f"{name}.eml")
        return len(email_messages)
