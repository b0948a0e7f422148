// What a phone has to fetch, against the goals of docs/architecture.md: `npm run sizes`, after a build.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const web = fileURLToPath(new URL("../../backend/web/", import.meta.url));
const KB = 1024;
const FIRST = "src/resident/Nearby.tsx";
const ROOMS = /^src\/(app|resident|crew|desk|officer|ward)\//;

/** @type {Record<string, import("vite").ManifestChunk>} */
const manifest = JSON.parse(readFileSync(`${web}.vite/manifest.json`, "utf8"));

/** Every script file that must be there before this chunk can run.
 * @param {string} name @param {Set<string>} [found] @returns {Set<string>} */
function scripts(name, found = new Set()) {
  const chunk = manifest[name];
  if (!chunk || found.has(chunk.file)) return found;
  if (chunk.file.endsWith(".js")) found.add(chunk.file);
  for (const needed of chunk.imports ?? []) scripts(needed, found);
  return found;
}
/** @param {Iterable<string>} files */
const weigh = (files) =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(web + file), { level: 9 }).length, 0);

const first = new Set([...scripts("index.html"), ...scripts(FIRST)]);
const rows = [
  { name: "first screen", bytes: weigh(first), most: 35 * KB },
  { name: "service worker", bytes: weigh(["sw.js"]), most: 8 * KB },
];
for (const [name, chunk] of Object.entries(manifest)) {
  if (!chunk.isDynamicEntry || name === FIRST || !ROOMS.test(name)) continue;
  const further = [...scripts(name)].filter((file) => !first.has(file));
  rows.push({ name, bytes: weigh(further), most: 20 * KB });
}
const leaflet = Object.values(manifest).filter((chunk) => chunk.src?.startsWith("src/map/"));
for (const chunk of leaflet)
  if (first.has(chunk.file))
    rows.push({ name: "map in the first screen", bytes: Number.POSITIVE_INFINITY, most: 0 });

for (const { name, bytes, most } of rows)
  console.log(
    `${bytes > most ? "TOO BIG" : "ok     "} ${(bytes / KB).toFixed(1).padStart(6)} KB of ${most / KB} KB  ${name}`,
  );
process.exit(rows.some(({ bytes, most }) => bytes > most) ? 1 : 0);
