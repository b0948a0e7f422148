/** Which folder may lean on which. The rules of docs/architecture.md, held by a machine. */
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "rooms-apart",
      comment: "What two kinds of people need lives in ui, app, api, offline, map, photo or live.",
      severity: "error",
      from: { path: "^src/(resident|crew|desk|officer|ward)/" },
      to: { path: "^src/(resident|crew|desk|officer|ward)/", pathNot: "^src/$1/" },
    },
    {
      name: "only-app-opens-rooms",
      severity: "error",
      from: { path: "^src/(ui|api|offline|map|photo|live)/" },
      to: { path: "^src/(resident|crew|desk|officer|ward)/" },
    },
    {
      name: "ui-knows-no-data",
      comment: "A component shows what it is given. Language is the one thing of app that it needs.",
      severity: "error",
      from: { path: "^src/ui/" },
      to: { path: "^src/(app/(?!language)|api|offline|map|photo|live)" },
    },
    {
      name: "only-offline-stores",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/offline/" },
      to: { path: "node_modules/(idb|fake-indexeddb)/" },
    },
    {
      name: "only-api-and-offline-fetch",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(api|offline)/" },
      to: { path: "node_modules/openapi-fetch/" },
    },
    {
      name: "only-map-draws-maps",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/map/" },
      to: { path: "node_modules/leaflet/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};
