import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/**
 * The service worker: built after the app, on its own, under a name that never changes, and told the
 * names of the files it is to keep. `npm run build` runs both.
 */
const web = fileURLToPath(new URL("../backend/web", import.meta.url));
const kept = readdirSync(web, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `/${relative(web, join(entry.parentPath, entry.name)).replaceAll("\\", "/")}`)
  .filter(
    (path) =>
      !path.startsWith("/.vite/") && path !== "/sw.js" && path !== "/solver.js" && path !== "/index.html",
  )
  .sort();
const version = createHash("sha256")
  .update(kept.join())
  .update(readFileSync(join(web, "index.html")))
  .digest("hex")
  .slice(0, 12);

/** What most names begin with would be a tenth of the worker. */
function short(path: string): string {
  return path.startsWith("/assets/") ? path.slice("/assets/".length) : path;
}

export default defineConfig({
  publicDir: false,
  define: {
    __PRECACHE__: JSON.stringify(["/", ...kept].map(short).join(" ")),
    __VERSION__: JSON.stringify(version),
  },
  build: {
    outDir: web,
    emptyOutDir: false,
    target: "es2022",
    rolldownOptions: {
      input: fileURLToPath(new URL("src/offline/sw.ts", import.meta.url)),
      output: { format: "iife", entryFileNames: "sw.js" },
    },
  },
});
