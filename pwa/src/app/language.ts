import { first, languages, loaders } from "virtual:catalogue";
import { computed, signal } from "@preact/signals";
import type { Message, Part } from "../../build/catalogues";

export type CataloguePart = Part;
export type Params = Record<string, string | number>;

const ENGLISH = "en-GB";
const STORED = "doorstep.language";
const RIGHT_TO_LEFT = new Set(["ur", "ar", "fa", "ps", "he"]);

/** Languages by their own names. Browsers that don't speak one name it in English, so the names are written here. */
const OWN_NAMES: Readonly<Record<string, string>> = {
  "en-GB": "English",
  cy: "Cymraeg",
  pl: "Polski",
  ur: "اردو",
};

/** What the language switch offers. */
export const LANGUAGES: readonly { tag: string; name: string }[] = languages.map((tag) => ({
  tag,
  name: OWN_NAMES[tag] ?? tag,
}));

/** BCP 47 tag of the language on the screen. */
export const language = signal<string>(ENGLISH);

const english = signal<Readonly<Record<string, Message>>>(first.messages);
const own = signal<Readonly<Record<string, Message>>>({});
const fuzzyParts = signal<ReadonlySet<string>>(new Set());
const wanted = new Set<CataloguePart>(["base"]);
const loaded = new Set<string>([`${ENGLISH}/base`]);

/** True while words on the screen still wait for a translator's check. */
export const isUnreviewed = computed(() =>
  [...fuzzyParts.value].some((part) => part.startsWith(`${language.value}/`)),
);

/**
 * The words for `key` in the language on the screen, English where there are none yet.
 * `{name}` in them is replaced by `params.name`; numbers are written as that language writes them.
 */
export function t(key: string, params: Params = {}): string {
  const message = messageFor(key);
  return filled(typeof message === "string" ? message : (message?.other ?? key), params);
}

/** Like `t`, for words that change with a count; `{n}` is the count. */
export function tn(key: string, n: number, params: Params = {}): string {
  const message = messageFor(key);
  if (message === undefined || typeof message === "string") return filled(message ?? key, { n, ...params });
  const spoken = own.value[key] === undefined ? ENGLISH : language.value;
  const category = new Intl.PluralRules(spoken).select(n);
  return filled(message[category] ?? message.other ?? Object.values(message).at(-1) ?? key, { n, ...params });
}

/** Have the words of a part ready before its screen is drawn. */
export async function needPart(part: CataloguePart): Promise<void> {
  wanted.add(part);
  await Promise.all([load(ENGLISH, part), load(language.value, part)]);
}

/** Show everything in another language, and remember the choice on this device. */
export async function setLanguage(tag: string): Promise<void> {
  if (!languages.includes(tag)) return;
  remember(tag);
  await adopt(tag);
}

/** Start with the language chosen before on this device, else with the browser's first that we have. */
export async function startLanguage(): Promise<void> {
  const stored = localStorage.getItem(STORED);
  const spoken = stored ?? navigator.languages.map(closest).find((tag) => tag !== undefined) ?? ENGLISH;
  await adopt(languages.includes(spoken) ? spoken : ENGLISH);
}

async function adopt(tag: string): Promise<void> {
  if (tag !== language.value) {
    own.value = {};
    for (const key of [...loaded].filter((key) => !key.startsWith(ENGLISH))) loaded.delete(key);
  }
  await Promise.all([...wanted].map((part) => load(tag, part)));
  language.value = tag;
  document.documentElement.lang = tag;
  document.documentElement.dir = RIGHT_TO_LEFT.has(tag.split("-")[0] ?? tag) ? "rtl" : "ltr";
}

async function load(tag: string, part: CataloguePart): Promise<void> {
  const name = `${tag}/${part}`;
  if (loaded.has(name)) return;
  const catalogue = (await loaders[name]?.())?.default;
  if (catalogue === undefined) return;
  loaded.add(name);
  const target = tag === ENGLISH ? english : own;
  target.value = { ...target.value, ...catalogue.messages };
  if (catalogue.unreviewed) fuzzyParts.value = new Set([...fuzzyParts.value, name]);
}

function messageFor(key: string): Message | undefined {
  return own.value[key] ?? english.value[key];
}

function filled(words: string, params: Params): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? new Intl.NumberFormat(language.value).format(value) : value;
  });
}

function closest(tag: string): string | undefined {
  return (
    languages.find((one) => one === tag) ?? languages.find((one) => one.split("-")[0] === tag.split("-")[0])
  );
}

function remember(tag: string): void {
  try {
    localStorage.setItem(STORED, tag);
  } catch {
    // A browser that keeps nothing still shows the language until it is closed.
  }
}
