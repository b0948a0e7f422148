import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { po } from "gettext-parser";
import type { Plugin } from "vite";

/** Words of rooms that a resident's first screen does not need come in files of their own. */
export const PARTS = [
  "base",
  "settings",
  "report",
  "track",
  "crew",
  "desk",
  "ward",
  "security",
  "cover",
  "check",
  "mydata",
  "officer",
  "senders",
  "first",
] as const;
export type Part = (typeof PARTS)[number];

/** One plain message, or one for each plural category of the language. */
export type Message = string | Record<string, string>;
export interface Catalogue {
  messages: Record<string, Message>;
  /** True where a translator has still to check some of these words (`#, fuzzy` in the .po file). */
  unreviewed: boolean;
}

const CATEGORIES = ["zero", "one", "two", "few", "many", "other"];

/** Families of words that go with a part of another name. */
const WITH: Readonly<Record<string, Part>> = {
  mine: "track",
  signin: "settings",
  nowhere: "settings",
  share: "desk",
  reviewer: "first",
};

/** The part that a key belongs to, by its first word. */
export function partOf(key: string): Part {
  const first = key.split(".", 1)[0] ?? "";
  return PARTS.find((part) => part === first) ?? WITH[first] ?? "base";
}

/**
 * Read one .po file.
 *
 * text      the file. Message ids are keys such as `report.where.title`; `msgstr[n]` are in CLDR's order.
 * language  BCP 47, decides the plural categories
 * Returns   every translated message; an empty one is left out, so that English shows in its place
 */
export function readCatalogue(
  text: Buffer,
  language: string,
): Map<string, { message: Message; fuzzy: boolean }> {
  const found = new Map<string, { message: Message; fuzzy: boolean }>();
  const used = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const categories = CATEGORIES.filter((category) => used.some((one) => one === category));
  for (const entry of Object.values(po.parse(text).translations[""] ?? {})) {
    if (entry.msgid === "" || entry.msgstr.every((one) => one === "")) continue;
    const fuzzy = entry.comments?.flag?.includes("fuzzy") ?? false;
    const message: Message = entry.msgid_plural
      ? Object.fromEntries(entry.msgstr.map((one, at) => [categories[at] ?? "other", one]))
      : (entry.msgstr[0] ?? "");
    found.set(entry.msgid, { message, fuzzy });
  }
  return found;
}

/** The languages for which there is a folder: `en_GB` is `en-GB`. */
export function languagesIn(locale: URL): string[] {
  return readdirSync(fileURLToPath(locale), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .filter((entry) => readdirSync(new URL(`${locale}/${entry.name}/LC_MESSAGES`)).includes("pwa.po"))
    .map((entry) => entry.name.replace("_", "-"))
    .sort((a, b) => Number(b === "en-GB") - Number(a === "en-GB") || a.localeCompare(b));
}

const VIRTUAL = "virtual:catalogue";

/** Vite plugin: each language's part is a module; `virtual:catalogue` knows how to load them. */
export function catalogues(locale: URL): Plugin {
  const fileOf = (language: string) =>
    fileURLToPath(new URL(`${locale}/${language.replace("-", "_")}/LC_MESSAGES/pwa.po`));
  return {
    name: "doorstep-catalogues",
    resolveId: (id) => (id.startsWith(VIRTUAL) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${VIRTUAL}`)) return undefined;
      const [, language, part] = id.split("/");
      if (language === undefined || part === undefined) return index(languagesIn(locale));
      this.addWatchFile(fileOf(language));
      const messages: Record<string, Message> = {};
      let unreviewed = false;
      for (const [key, { message, fuzzy }] of readCatalogue(readFileSync(fileOf(language)), language)) {
        if (partOf(key) !== part) continue;
        messages[key] = message;
        unreviewed ||= fuzzy;
      }
      const catalogue: Catalogue = { messages, unreviewed };
      return `export default ${JSON.stringify(catalogue)}`;
    },
  };
}

function index(languages: string[]): string {
  const loaders = languages.flatMap((language) =>
    PARTS.map((part) => `"${language}/${part}": () => import("${VIRTUAL}/${language}/${part}")`),
  );
  return `import first from "${VIRTUAL}/en-GB/base";
export { first };
export const languages = ${JSON.stringify(languages)};
export const loaders = {${loaders.join(",")}};`;
}
