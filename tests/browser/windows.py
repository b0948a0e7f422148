"""The windows that people open: a resident's phone, a crew's phone, a desk, a councillor's screen."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar, cast

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request, Response

from browser.borough import Exampleton, Place
from browser.pushes import Pushes
from demo.people import PASSWORD
from push_service import PushService

SCREENSHOTS = Path(__file__).parent / "screenshots"
#: Any permission that is not named in the list is denied, so all that a phone may give are.
_PERMISSIONS = ["geolocation", "camera", "notifications", "background-sync"]
_DESK = {"width": 1440, "height": 900}
#: How long something that happens by itself may take to be seen, on a busy machine.
PATIENCE_MS = 15_000
_READABLE = {"locale": "en-GB", "timezone_id": "Europe/London"}


class Window:
    """One window, and whatever it complained of."""

    def __init__(self, context: BrowserContext, url: str, forgives: tuple[str, ...]) -> None:
        self.context, self.url = context, url
        self._forgives = forgives
        self.complaints: list[str] = []
        context.on("console", self._hear)
        context.on("weberror", lambda error: self._complain(f"a script failed: {error.error}"))
        context.on("request", self._look_where)
        context.on("response", self._look_how)
        context.set_default_timeout(PATIENCE_MS)
        self.page: Page = context.new_page()

    def open(self, path: str) -> Page:
        """Open an address of Doorstep."""
        self.page.goto(f"{self.url}{path}")
        return self.page

    def shoot(self, name: str) -> None:
        """Keep a picture of what is on the screen."""
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png", scale="css")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._complain(f"{message.text} ({message.location.get('url', '')})")

    def _look_where(self, request: Request) -> None:
        if not request.url.startswith((f"{self.url}/", "blob:", "data:")):
            self._complain(f"asked another host: {request.url}")

    def _look_how(self, response: Response) -> None:
        if response.status >= 500:
            self._complain(f"{response.status} for {response.url}")

    def _complain(self, what: str) -> None:
        if not any(words in what for words in self._forgives):
            self.complaints.append(what)


class Phone(Window):
    """A resident's phone, with notices on."""

    def __init__(
        self, context: BrowserContext, url: str, forgives: tuple[str, ...], pushes: Pushes | None
    ) -> None:
        if pushes is not None:
            pushes.prepare(context)
        super().__init__(context, url, forgives)
        self._pushes = pushes

    @property
    def pushes(self) -> Pushes:
        """What reaches it from the push service."""
        assert self._pushes is not None, "this phone was opened without its service worker"
        return self._pushes


W = TypeVar("W", bound=Window)


class Windows:
    """Opens windows, and looks at each when it closes them."""

    def __init__(
        self,
        chromium: Browser,
        playwright: Playwright,
        exampleton: Exampleton,
        push_service: PushService,
        signed_in: dict[str, dict[str, object]],
    ) -> None:
        self._chromium, self._exampleton, self._push_service = chromium, exampleton, push_service
        self._signed_in = signed_in
        pixel = {**playwright.devices["Pixel 7"], **_READABLE}
        pixel.pop("default_browser_type")
        self._pixel: dict[str, Any] = pixel
        self._open: list[Window] = []

    def phone(
        self, at: Place | None = None, *, worker: bool = True, forgives: tuple[str, ...] = (), **more: Any
    ) -> Phone:
        """A resident's phone in a street; `worker` says whether it has Doorstep's service worker."""
        options = {**self._pixel, "permissions": _PERMISSIONS, **self._works(worker), **more}
        if at:
            options["geolocation"] = {"latitude": at.lat, "longitude": at.lon, "accuracy": 8}
        pushes = Pushes(self._exampleton.url, self._push_service) if worker else None
        return self._keep(
            Phone(self._chromium.new_context(**options), self._exampleton.url, forgives, pushes)
        )

    def crew(self, email: str, *, worker: bool = True) -> Window:
        """A phone on which somebody of a crew is signed in."""
        options = {**self._pixel, "permissions": _PERMISSIONS, **self._works(worker)}
        return self._staff(email, options)

    def desk(
        self, email: str | None, *, worker: bool = True, forgives: tuple[str, ...] = (), **more: Any
    ) -> Window:
        """A large screen on which somebody is signed in, or nobody."""
        options = {**_READABLE, "viewport": _DESK, **self._works(worker), **more}
        return self._staff(email, options, forgives) if email else self._new(options, forgives)

    def close(self, name: str) -> None:
        """Close all. Fails with what they complained of."""
        found = [complaint for window in self._open for complaint in window.complaints]
        for window in self._open:
            window.context.close()
        assert found == [], f"In the windows of {name}:\n" + "\n".join(found)

    def _works(self, worker: bool) -> Mapping[str, str]:
        return {} if worker else {"service_workers": "block"}

    def _staff(self, email: str, options: Mapping[str, Any], forgives: tuple[str, ...] = ()) -> Window:
        if email not in self._signed_in:
            self._signed_in[email] = self._sign_in(email)
        return self._new({**options, "storage_state": self._signed_in[email]}, forgives)

    def _new(self, options: Mapping[str, Any], forgives: tuple[str, ...] = ()) -> Window:
        return self._keep(Window(self._chromium.new_context(**options), self._exampleton.url, forgives))

    def _keep(self, window: W) -> W:
        self._open.append(window)
        return window

    def _sign_in(self, email: str) -> dict[str, object]:
        """The cookies of somebody who signs in over the API; the screen for it has a test of its own."""
        context = self._chromium.new_context()
        session = f"{self._exampleton.url}/api/v1/session"
        context.request.get(session)
        token = next(c["value"] for c in context.cookies() if c["name"] == "csrftoken")
        said = json.dumps({"email": email, "password": PASSWORD})
        headers = {"X-CSRFToken": token, "Content-Type": "application/json", "Origin": self._exampleton.url}
        reply = context.request.post(session, data=said, headers=headers)
        assert reply.ok, f"{email} could not sign in: {reply.status} {reply.text()}"
        state = cast("dict[str, object]", context.storage_state())
        context.close()
        return state
