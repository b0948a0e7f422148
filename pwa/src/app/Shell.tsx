import "./Shell.css";
import { effect, signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { newRelease, takeNewRelease } from "../offline/release";
import { Toasts, toast } from "../ui/Toast";
import { ErrorBoundary } from "./ErrorBoundary";
import { isUnreviewed, language, needPart, t } from "./language";
import { navigate, path, type ViewProps } from "./router";
import { type Found, routeFor } from "./routes";
import { holds, homeOf, loadSession, session } from "./session";

interface Open extends Found {
  View: ComponentType<ViewProps>;
  at: string;
}

/** The screen that is drawn; the one before it stays until the next is ready. */
const open = signal<Open | null>(null);
const didFail = signal(false);

/** Load the screen for the current path. Returns when it can be drawn. */
export async function openPath(): Promise<void> {
  const at = path.value;
  const found = routeFor(at);
  try {
    const [module] = await Promise.all([
      found.route.load(),
      ...[found.route.part ?? []].flat().map(needPart),
      found.route.roles && session.value === undefined && loadSession(),
    ]);
    if (path.value !== at) return;
    if (found.route.roles && !holds(session.value, found.route.roles)) {
      // Whoever is signed in and may not open this would only be asked to sign in again.
      const instead = session.value ? homeOf(session.value) : `/sign-in?next=${encodeURIComponent(at)}`;
      navigate(instead, { replace: true });
      return;
    }
    didFail.value = false;
    open.value = { ...found, View: module.default, at };
  } catch {
    if (path.value === at) didFail.value = true;
  }
}

/** Follow the path from now on. */
export function followPath(): void {
  effect(() => {
    if (path.value !== open.peek()?.at) void openPath();
  });
}

/** Everything on the screen: the view of the path, and what lies over every view. */
export function Shell() {
  const now = open.value;
  useEffect(() => {
    if (now) document.title = t("app.page_title", { title: t(now.route.title) });
  }, [now, language.value]);
  useEffect(() => {
    if (now && hasMoved(now.at)) document.querySelector<HTMLElement>("h1[tabindex='-1']")?.focus();
  }, [now?.at]);
  useEffect(() => {
    if (newRelease.value)
      toast(t("app.new_release"), {
        action: { label: t("app.take_new_release"), run: takeNewRelease },
        stays: true,
      });
  }, [newRelease.value]);
  return (
    <>
      {isUnreviewed.value && <aside class="shell-unreviewed">{t("app.unreviewed")}</aside>}
      <ErrorBoundary resetKey={`${now?.at}${didFail.value}`}>
        {didFail.value ? <Failed /> : now && <now.View params={now.params} />}
      </ErrorBoundary>
      <Toasts />
    </>
  );
}

function Failed(): never {
  throw new Error("This screen's files did not arrive.");
}

let before: string | null = null;

/** The first screen keeps the focus where the browser put it; later ones take it to their heading. */
function hasMoved(at: string): boolean {
  const moved = before !== null && before !== at;
  before = at;
  return moved;
}
