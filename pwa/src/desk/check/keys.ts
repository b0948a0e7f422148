import { navigate } from "../../app/router";
import { isTyping, keysOn } from "../keys";
import { check, photoAt } from "./check";
import { type Place, press } from "./decisions";
import { photosIn } from "./draft";
import { besides, checkAddress } from "./list";

/** What the keys do, told at the foot. */
export const KEYS = [
  { keys: ["J", "K"], words: "check.key_move" },
  { keys: ["P"], words: "check.pass" },
  { keys: ["R"], words: "check.redact" },
  { keys: ["H"], words: "check.hide" },
  { keys: ["1", "2"], words: "check.key_photo" },
];

/** Follow the keyboard until the function that is returned is called. `place` is asked at each key. */
export function listenToCheckKeys(place: () => Place): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !keysOn.value) return;
    if (document.querySelector("dialog[open]") || isTyping(event.target)) return;
    if (act(event.key.toLowerCase(), place())) event.preventDefault();
  };
  document.addEventListener("keydown", onKey);
  return () => document.removeEventListener("keydown", onKey);
}

function act(key: string, at: Place): boolean {
  if (key === "j" || key === "k") return step(key === "j" ? 1 : -1, at);
  if (!at.ref || !check.value) return false;
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
