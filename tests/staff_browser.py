"""A browser of somebody of the staff, with the CSRF token and whatever address it comes from."""

from typing import Any

from django.test import Client

from cast import PASSWORD
from passkeys import Authenticator, code_of

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


class StaffBrowser:
    """Signs in step by step."""

    def __init__(self, *, address: str = "192.0.2.1", agent: str = FIREFOX) -> None:
        self.client = Client(enforce_csrf_checks=True, REMOTE_ADDR=address, headers={"User-Agent": agent})
        self.get("session")

    def get(self, path: str) -> Any:
        return self.client.get(f"/api/v1/{path}")

    def send(self, path: str, method: str = "post", **body: Any) -> Any:
        """Write, with the token."""
        token = {"X-CSRFToken": self.client.cookies["csrftoken"].value}
        call = getattr(self.client, method)
        return call(f"/api/v1/{path}", body, content_type="application/json", headers=token)

    def sign_in(self, email: str, password: str = PASSWORD) -> Any:
        return self.send("session", email=email, password=password)

    def set_up_codes(self) -> tuple[str, list[str]]:
        """Codes from a telephone; its secret, and the recovery codes."""
        secret: str = self.send("security/codes-secret").json()["secret"]
        reply = self.send("security/codes", code=code_of(secret, steps=-1))
        assert reply.status_code == 200, reply.content
        return secret, reply.json()["codes"]

    def add_passkey(self, name: str = "Phone") -> Authenticator:
        phone = Authenticator()
        made = phone.make(self.send("security/passkey-options").json()["public_key"])
        reply = self.send("security/passkeys", name=name, credential=made)
        assert reply.status_code == 200, reply.content
        return phone

    def use_passkey(self, phone: Authenticator) -> Any:
        options = self.send("session/passkey-options").json()["public_key"]
        return self.send("session/passkey", credential=phone.sign(options))
