import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import type { CataloguePart } from "./language";

export type RouteParams = Readonly<Record<string, string>>;
export interface ViewProps {
  params: RouteParams;
}
export interface Route {
  /** `/r/:ref`; `:name` is one piece of the path. */
  path: string;
  /** The screen, in a chunk of its own: `() => import("./Track")`, its default export. */
  load: () => Promise<{ default: ComponentType<ViewProps> }>;
  /** Catalogue key of the page's title. */
  title: string;
  /** Words it needs beside the base ones. */
  part?: CataloguePart | readonly CataloguePart[];
  /** Only for people who hold one of these roles; everybody else is asked to sign in. */
  roles?: readonly string[];
}

/** The path on the screen, without the query. */
export const path = signal(location.pathname);
/** The query on the screen: `?next=…`. */
export const query = signal(new URLSearchParams(location.search));

/** Go to another screen of the app. `replace` leaves no way back to this one. */
export function navigate(to: string, { replace = false } = {}): void {
  if (replace) history.replaceState({ depth: depth() }, "", to);
  else history.pushState({ depth: depth() + 1 }, "", to);
  follow();
  scrollTo(0, 0);
}

/** Go back, or to `otherwise` when this is the first screen of the app. */
export function back(otherwise: string): void {
  if (depth() > 0) history.back();
  else navigate(otherwise, { replace: true });
}

/** How many of our screens lie behind this one. */
function depth(): number {
  const state: unknown = history.state;
  const known = typeof state === "object" && state !== null && "depth" in state ? Number(state.depth) : 0;
  return known || 0;
}

/** What `:names` of `pattern` stand for in `at`, or null where it does not match. */
export function match(pattern: string, at: string): RouteParams | null {
  const want = pattern.split("/");
  const have = at.replace(/(.)\/$/, "$1").split("/");
  if (want.length !== have.length) return null;
  const params: Record<string, string> = {};
  for (const [index, piece] of want.entries()) {
    const value = have[index] ?? "";
    if (piece.startsWith(":")) params[piece.slice(1)] = decoded(value);
    else if (piece !== value) return null;
  }
  return params;
}

/**
 * Follow the back button, and links to our own screens without loading the page anew.
 * A link with `data-replace` leaves no way back to the screen it stands on.
 */
export function startRouter(isOurs: (path: string) => boolean): void {
  addEventListener("popstate", follow);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;
    if (!link || elsewhere || event.defaultPrevented || link.target || link.hasAttribute("download")) return;
    if (link.origin !== location.origin || link.hash || !isOurs(link.pathname)) return;
    event.preventDefault();
    navigate(link.pathname + link.search, { replace: link.dataset.replace !== undefined });
  });
}

/** A piece of a path; one that was not encoded as it should be stands as it is. */
function decoded(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece;
  }
}

function follow(): void {
  query.value = new URLSearchParams(location.search);
  path.value = location.pathname;
}
