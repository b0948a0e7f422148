/** How the service worker answers what a page asks for. Only shapes that a page and a worker share are used here. */

/** Lists that change rarely and tell nothing about a person; kept from one visit to the next. */
const READS = "reads-1";
const KEPT_READS: ReadonlySet<string> = new Set([
  "/api/v1/issue-types",
  "/api/v1/photo-care",
  "/api/v1/streets",
  "/api/v1/basemap",
]);
/** Look-ups by place or name are one entry each; older ones make room. */
const MOST_READS = 60;
const NAVIGATION_MS = 3_000;
/** Pages that only the server can draw. */
const SERVER_PAGES =
  /^\/(?:api|live|admin|manage|static|media|healthz|readyz|metrics|privacy|accessibility|unsubscribe)(?:\/|$)/;

/** The app's files of one release: kept whole, or the new worker does not take over. */
export class Shell {
  private readonly cacheName: string;

  constructor(
    version: string,
    private readonly files: readonly string[],
  ) {
    this.cacheName = `shell-${version}`;
  }

  async keep(): Promise<void> {
    const cache = await caches.open(this.cacheName);
    await cache.addAll(this.files.map((file) => new Request(file, { cache: "reload" })));
  }

  async dropOlder(): Promise<void> {
    const names = await caches.keys();
    const old = names.filter((name) => name !== this.cacheName && name !== READS);
    await Promise.all(old.map((name) => caches.delete(name)));
  }

  /**
   * The answer for this request, or null when it is the network's business alone.
   *
   * keepAwake  takes work that goes on after the answer
   */
  answer(request: Request, keepAwake: (work: Promise<unknown>) => void): Promise<Response> | null {
    const url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== location.origin) return null;
    const isFile = url.pathname !== "/" && this.files.includes(url.pathname);
    if (isFile || url.pathname.startsWith("/assets/")) return this.asset(request);
    if (request.mode === "navigate") return SERVER_PAGES.test(url.pathname) ? null : this.page(request);
    // A page that asks for nothing to be kept is about somebody who must be able to say nothing was here.
    const mayKeep = KEPT_READS.has(url.pathname) && request.cache !== "no-store";
    return mayKeep ? staleWhileRevalidate(request, keepAwake) : null;
  }

  /** Network first, for 3 s; then the kept shell, which goes with the kept files. */
  private async page(request: Request): Promise<Response> {
    const kept = await caches.match("/", { cacheName: this.cacheName });
    if (!kept) return fetch(request);
    const network = fetch(request).then(
      (response) => (response.status >= 502 && response.status <= 504 ? kept : response),
      () => kept,
    );
    return Promise.race([network, after(NAVIGATION_MS, kept)]);
  }

  /** These names carry a hash of their content, or belong to the release: what is kept is right. */
  private async asset(request: Request): Promise<Response> {
    const kept = await caches.match(request, { cacheName: this.cacheName, ignoreVary: true });
    return kept ?? fetch(request);
  }
}

async function staleWhileRevalidate(
  request: Request,
  keepAwake: (work: Promise<unknown>) => void,
): Promise<Response> {
  const cache = await caches.open(READS);
  const kept = await cache.match(request);
  const fresh = fetch(request).then(async (response) => {
    if (response.ok) await remember(cache, request, response.clone());
    return response;
  });
  if (!kept) return fresh;
  // Offline is no news to somebody who has an answer already.
  keepAwake(fresh.catch(() => {}));
  return kept;
}

async function remember(cache: Cache, request: Request, response: Response): Promise<void> {
  await cache.put(request, response);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_READS)).map((key) => cache.delete(key)));
}

function after<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(() => resolve(value), ms));
}
