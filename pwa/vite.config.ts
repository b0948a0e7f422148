import { defineConfig } from "vitest/config";
import { catalogues } from "./build/catalogues.ts";

const server = process.env.DOORSTEP_BASE_URL ?? "http://127.0.0.1:8000";
const served = ["/api", "/r/", "/privacy", "/accessibility", "/unsubscribe", "/healthz"];

export default defineConfig({
  plugins: [catalogues(new URL("../locale", import.meta.url))],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../backend/web",
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    // The policy allows no data: script, and a preload link needs no inline script either.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: {
    host: "127.0.0.1",
    proxy: {
      ...Object.fromEntries(served.map((path) => [path, { target: server }])),
      "/live": { target: server, ws: true },
    },
  },
  preview: {
    host: "127.0.0.1",
    proxy: {
      ...Object.fromEntries(served.map((path) => [path, { target: server }])),
      "/live": { target: server, ws: true },
    },
  },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}", "build/**/*.test.ts"] },
});
