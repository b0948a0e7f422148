import { match, navigate, path, query } from "../../app/router";
import { isTyping, keysOn } from "../keys";
import { check, photoAt } from "./check";
import { type Place, press } from "./decisions";
import { photosIn } from "./draft";
import { besides, checkAddress, wantedOf } from "./list";

/** What the keys do, told at the foot. */
export const KEYS = [
  { keys: ["J", "K"], words: "check.key_move" },
  { keys: ["P"], words: "check.pass" },
  { keys: ["R"], words: "check.redact" },
  { keys: ["H"], words: "check.hide" },
  { keys: ["1", "2"], words: "check.key_photo" },
];

/** Follow the keyboard until the function that is returned is called. */
export function listenToCheckKeys(): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !keysOn.value) return;
    if (document.querySelector("dialog[open]") || isTyping(event.target)) return;
    const at = here();
    if (at && act(event.key.toLowerCase(), at)) event.preventDefault();
  };
  document.addEventListener("keydown", onKey);
  return () => document.removeEventListener("keydown", onKey);
}

/** By the address at this moment: whoever presses twice is a step ahead of the screen. */
function here(): Place | null {
  const at = path.peek();
  const params = match("/desk/:department/check/:ref", at) ?? match("/desk/:department/check", at);
  if (!params?.department) return null;
  return { department: params.department, wanted: wantedOf(query.peek()), ref: params.ref ?? null };
}

function act(key: string, at: Place): boolean {
  if (key === "j" || key === "k") return step(key === "j" ? 1 : -1, at);
  // Never decide of one what was meant for another that is still on its way.
  if (!check.value || check.value.ref !== at.ref) return false;
  if (key === "p") void press("pass", at);
  else if (key === "h") void press("hide", at);
  else if (key === "r") redact();
  else if (/^[1-9]$/.test(key) && photosIn(check.value)[Number(key) - 1]) photoAt.value = Number(key) - 1;
  else return false;
  return true;
}

function step(by: number, { department, wanted, ref }: Place): boolean {
  const line = besides(ref, by);
  if (!line) return false;
  navigate(checkAddress(department, wanted, line.ref), { replace: ref !== null });
  return true;
}

/** To where something can be taken out: the photo, and from there the words, and back. */
export function redact(): void {
  const paper = document.querySelector<HTMLElement>(".cover-paper");
  const words = document.querySelector<HTMLElement>(".check-piece[tabindex='0']");
  const isInPhoto = document.activeElement?.closest(".cover-editor") != null;
  const to = isInPhoto
    ? (words ?? paper)
    : document.activeElement === words
      ? (paper ?? words)
      : (paper ?? words);
  to?.focus();
  to?.scrollIntoView({ block: "nearest" });
}
