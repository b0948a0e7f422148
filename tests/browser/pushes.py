"""Push on a phone in a test: a subscription at the fake push service, and the browser's own half by hand.

Chromium under test cannot reach a push network, so `pushManager.subscribe` is answered here, with an endpoint
and keys that are real. What the service then receives is decrypted there, and handed to the page's service
worker through the DevTools protocol, as the browser would.
"""

import json
from typing import Any, TypedDict

from playwright.sync_api import BrowserContext, CDPSession, Page

from push_service import PushService
from services import until

_SUBSCRIBE = """
((subscription) => {
  const made = (options) => ({
    endpoint: subscription.endpoint,
    options,
    toJSON: () => subscription,
    unsubscribe: async () => true,
  });
  let current = null;
  PushManager.prototype.getSubscription = async () => current;
  PushManager.prototype.subscribe = async (options) => {
    current = made({ ...options, applicationServerKey: options.applicationServerKey.buffer });
    return current;
  };
})(%s);
"""

_NOTICES = """
async () => {
  const registration = await navigator.serviceWorker.ready;
  const notices = await registration.getNotifications();
  return notices.map(({ title, body, tag, data }) => ({ title, body, tag, url: data.url }));
}
"""

#: A made click may neither be waited for nor bring a window to the front, so the worker's doors are watched.
_TAP = """
async () => {
  const [notice] = await self.registration.getNotifications();
  const work = [];
  let asked = "nothing";
  self.clients.openWindow = async (url) => { asked = `open ${url}`; return null; };
  WindowClient.prototype.focus = async function () { asked = "focus"; return this; };
  const event = new NotificationEvent("notificationclick", { notification: notice });
  event.waitUntil = (promise) => work.push(promise);
  self.dispatchEvent(event);
  await Promise.all(work);
  return asked;
}
"""


class Notice(TypedDict):
    """A notice as it stands on the phone."""

    title: str
    body: str
    tag: str
    url: str


class Pushes:
    """One phone's push."""

    def __init__(self, origin: str, service: PushService) -> None:
        self._origin = origin
        self._browser = service.subscribe()
        self._cdp: CDPSession | None = None
        self._registration = ""

    def prepare(self, context: BrowserContext) -> None:
        """Before its first page: what `pushManager.subscribe` will give."""
        subscription = {"endpoint": self._browser.endpoint, "keys": self._browser.keys}
        context.add_init_script(_SUBSCRIBE % json.dumps(subscription))

    def wait_for(self, title: str) -> dict[str, Any]:
        """The message with that in its title, as the push service took it, decrypted."""
        found = until(
            f"a push that says {title!r}",
            lambda: [message for message in self._browser.heard if title in message["title"]],
        )
        return found[-1]

    def deliver(self, page: Page, message: dict[str, Any]) -> Notice:
        """Give the message to the page's service worker; the notice that it shows."""
        if self._cdp is None:
            self._cdp = page.context.new_cdp_session(page)
            self._cdp.on("ServiceWorker.workerRegistrationUpdated", self._learn)
            self._cdp.send("ServiceWorker.enable")
        until("the worker's registration", lambda: page.evaluate("1") and self._registration)
        self._cdp.send(
            "ServiceWorker.deliverPushMessage",
            {
                "origin": self._origin,
                "registrationId": self._registration,
                "data": json.dumps(message),
            },
        )
        shown: list[Notice] = until("a notice on the phone", lambda: page.evaluate(_NOTICES))
        return shown[0]

    def tap(self, page: Page) -> str:
        """Tap the notice. What the worker then asked of the browser: "focus", or "open" and an address."""
        [worker] = page.context.service_workers
        asked: str = worker.evaluate(_TAP)
        return asked

    def _learn(self, event: dict[str, Any]) -> None:
        for registration in event["registrations"]:
            if registration["scopeURL"].startswith(self._origin) and not registration["isDeleted"]:
                self._registration = registration["registrationId"]
