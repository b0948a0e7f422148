import { defineConfig } from "vitest/config";
import { catalogues } from "./build/catalogues.ts";

const server = process.env.DOORSTEP_BASE_URL ?? "http://127.0.0.1:8000";
const served = ["/api", "/r/", "/privacy", "/accessibility", "/unsubscribe", "/healthz"];

const FIRST_SCREENS = /\/(?:Nearby|Report)-/;

export default defineConfig({
  plugins: [catalogues(new URL("../locale", import.meta.url))],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../backend/web",
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    // The policy allows no data: script, and a preload link needs no inline script either.
    modulePreload: {
      polyfill: false,
      // The list of what belongs to each screen is part of the first one. It is worth its size for the screens that
      // residents wait for; others are on the phone already, or load in two steps instead of one.
      resolveDependencies: (file, needed, { hostType }) =>
        hostType === "html" || FIRST_SCREENS.test(file) ? needed : [],
    },
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // The service worker names every file: what tells them apart is the dearest part of it.
        entryFileNames: "assets/[name]-[hash:7].js",
        chunkFileNames: "assets/[name]-[hash:7].js",
        assetFileNames: "assets/[name]-[hash:6][extname]",
      },
    },
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
