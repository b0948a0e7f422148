"""What a phone keeps, read as somebody would who takes it out of another's hand."""

from typing import Any

from playwright.sync_api import Page

_KEPT = """
async () => {
  const db = await new Promise((resolve, reject) => {
    const asked = indexedDB.open("doorstep");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const all = (name) => new Promise((resolve) => {
    db.transaction(name).objectStore(name).getAll().onsuccess = ({ target }) => resolve(target.result);
  });
  const stores = {};
  for (const name of db.objectStoreNames) stores[name] = await all(name);
  db.close();
  const cached = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const { pathname, search } = new URL(request.url);
      if (pathname.startsWith("/api/")) cached[pathname + search] = await (await cache.match(request)).text();
    }
  }
  return { stores, cached, local: { ...localStorage }, session: { ...sessionStorage } };
}
"""


#: What the phone may keep of the API's answers: the same for everybody, asked for or not.
PLAIN_READS = {"/api/v1/issue-types", "/api/v1/basemap", "/api/v1/photo-care"}


def kept_on(page: Page) -> dict[str, Any]:
    """The rows of each store, kept answers of the API by address, and the browser's own two stores."""
    kept: dict[str, Any] = page.evaluate(_KEPT)
    return kept
