import createClient, { type Middleware } from "openapi-fetch";
import { Problem, problemFrom } from "./problem";
import type { paths } from "./schema";

/** What every request says about this phone; the app fills it in. */
export const speaker = { language: "en-GB" };

const trackTokens = new Map<string, string>();

/** From now on, requests about this report show that they come from its reporter's phone. */
export function rememberToken(reference: string, token: string): void {
  trackTokens.set(reference, token);
}

/** From now on, no request shows that it comes from a reporter's phone; or only none about this report. */
export function forgetTokens(reference?: string): void {
  if (reference === undefined) trackTokens.clear();
  else trackTokens.delete(reference);
}

const headers: Middleware = {
  onRequest({ request }) {
    request.headers.set("Accept-Language", speaker.language);
    if (request.method !== "GET") {
      const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
      if (token) request.headers.set("X-CSRFToken", decodeURIComponent(token));
    }
    const reference = /\/api\/v1\/reports\/([^/?]+)/.exec(request.url)?.[1];
    const trackToken = reference && trackTokens.get(decodeURIComponent(reference));
    if (!trackToken) return request;
    request.headers.set("Track-Token", trackToken);
    // What only its reporter may see is not left in the browser's own cache either.
    return new Request(request, { cache: "no-store" });
  },
};

/** Every operation of `backend/openapi.json`, typed. Wrap a call in `ask` to have its data or a Problem. */
export const api = createClient<paths>({
  baseUrl: location.origin,
  credentials: "same-origin",
  fetch: (request) => fetch(request),
});
api.use(headers);

interface Replied<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The data of a reply. Raises Problem, also when nothing answered. */
export async function ask<T>(call: Promise<Replied<T>>): Promise<T> {
  let reply: Replied<T>;
  try {
    reply = await call;
  } catch {
    throw new Problem(0, "/problems/offline", "");
  }
  if (!reply.response.ok) throw problemFrom(reply.response.status, reply.error);
  return reply.data as T;
}
