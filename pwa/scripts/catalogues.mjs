// Holds the words against the code: `npm run catalogues`.
// Fails on a key that no English catalogue has, an English message nobody uses, a Welsh message without its English,
// placeholders that differ between languages, and Welsh that is missing.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { po } from "gettext-parser";

const src = fileURLToPath(new URL("../src", import.meta.url));
const locale = new URL("../../locale/", import.meta.url);
/** Languages that must be whole before a release. */
const WHOLE = ["en_GB", "cy"];

/** @param {string} name */
function read(name) {
  const file = new URL(`${name}/LC_MESSAGES/pwa.po`, locale);
  const entries = Object.values(po.parse(readFileSync(file)).translations[""] ?? {});
  return new Map(entries.filter((one) => one.msgid).map((one) => [one.msgid, one.msgstr]));
}

/** @param {string[]} messages */
const placeholders = (messages) =>
  [...new Set(messages.flatMap((one) => one.match(/\{\w+\}/g) ?? []))].sort().join(" ");

const code = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && !name.endsWith("schema.ts"))
  .map((name) => readFileSync(`${src}/${name}`, "utf8"))
  .join("\n");

const english = read("en_GB");
/** @type {string[]} */
const faults = [];

// A key may stand anywhere as a whole string; `a.${b}` uses every key that begins with `a.`.
const strings = new Set([...code.matchAll(/["'`]([a-z][\w-]*(?:\.[\w-]+)+)["'`]/g)].map((one) => one[1]));
const prefixes = [...code.matchAll(/`([a-z][\w.-]*[._])\$\{/g)].map((one) => one[1] ?? "");
const asked = [...code.matchAll(/\btn?\(\s*"([^"]+)"/g)].map((one) => one[1] ?? "");

for (const key of new Set(asked)) if (!english.has(key)) faults.push(`unknown key: ${key}`);
for (const key of english.keys())
  if (!strings.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)))
    faults.push(`nobody uses: ${key}`);

const languages = readdirSync(locale, { withFileTypes: true }).filter((entry) => entry.isDirectory());
for (const { name } of languages) {
  if (!readdirSync(new URL(`${name}/LC_MESSAGES`, locale)).includes("pwa.po")) continue;
  const words = read(name);
  for (const [key, messages] of words) {
    const source = english.get(key);
    if (!source) faults.push(`${name}: no such English message: ${key}`);
    else if (messages.some(Boolean) && placeholders(messages) !== placeholders(source))
      faults.push(`${name}: other placeholders than the English: ${key}`);
  }
  if (!WHOLE.includes(name)) continue;
  for (const key of english.keys())
    if (!words.get(key)?.every(Boolean)) faults.push(`${name}: not translated: ${key}`);
}

for (const fault of faults.sort()) console.error(fault);
console.log(`${english.size} messages, ${languages.length} languages, ${faults.length} faults`);
process.exit(faults.length > 0 ? 1 : 0);
