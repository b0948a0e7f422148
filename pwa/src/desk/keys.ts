import { signal } from "@preact/signals";
import { navigate } from "../app/router";
import { asking, job } from "./job";
import { addressOf, type Filter, queue } from "./queue";

const STORED = "doorstep.keys";

/** Whether single letters do things; they can be switched off for those who speak to their computer. */
export const keysOn = signal(localStorage.getItem(STORED) !== "off");

/** Switch the letters on or off, and remember it on this device. */
export function setKeys(on: boolean): void {
  keysOn.value = on;
  if (on) localStorage.removeItem(STORED);
  else localStorage.setItem(STORED, "off");
}

/** Where the keyboard is: which queue is shown, and which of its jobs is open. */
export interface Place {
  department: string;
  filter: Filter;
  open: number | null;
}

/** Follow the keyboard until the function that is returned is called. `place` is asked at each key. */
export function listenToKeys(place: () => Place): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector("dialog[open]") || isTyping(event.target)) return;
    const at = place();
    if (event.key === "Escape" && at.open !== null) navigate(addressOf(at.department, at.filter));
    else if (!keysOn.value || !act(event.key.toLowerCase(), at)) return;
    event.preventDefault();
  };
  document.addEventListener("keydown", onKey);
  return () => document.removeEventListener("keydown", onKey);
}

function act(key: string, at: Place): boolean {
  if (key === "j" || key === "k") return step(key === "j" ? 1 : -1, at);
  const kind = { a: "assign", f: "forward" }[key] as "assign" | "forward" | undefined;
  const id = at.open ?? focused();
  if (!kind || id === null) return false;
  if (at.open === id && !job.value?.can.includes(kind)) return false;
  asking.value = { kind };
  if (at.open !== id) navigate(addressOf(at.department, at.filter, id));
  return true;
}

/** With a job open, the next one opens; otherwise the focus moves from row to row. */
function step(by: number, at: Place): boolean {
  const ids = (queue.value?.items ?? []).map((line) => line.id);
  const current = at.open ?? focused();
  const from = current === null ? (by > 0 ? -1 : ids.length) : ids.indexOf(current);
  const id = ids[Math.min(ids.length - 1, Math.max(0, from + by))];
  if (id === undefined) return false;
  if (at.open !== null) navigate(addressOf(at.department, at.filter, id), { replace: true });
  else focusRow(id);
  return true;
}

/** Put the focus on a job's row. False when it is not on the screen. */
export function focusRow(id: number): boolean {
  const row = document.getElementById(`job-${id}`);
  row?.focus();
  return row !== null;
}

function focused(): number | null {
  const id = /^job-(\d+)$/.exec(document.activeElement?.id ?? "")?.[1];
  return id ? Number(id) : null;
}

/** Whether a key is for a field of a form. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName))
  );
}
