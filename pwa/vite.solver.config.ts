import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** What the service worker runs where the server asks for work: a plain script that it imports, hardly ever. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: fileURLToPath(new URL("../backend/web", import.meta.url)),
    emptyOutDir: false,
    target: "es2022",
    rolldownOptions: {
      input: fileURLToPath(new URL("src/offline/challenge.ts", import.meta.url)),
      output: { format: "iife", entryFileNames: "solver.js", name: "solver", exports: "named" },
      preserveEntrySignatures: "strict",
    },
  },
});
