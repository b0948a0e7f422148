import type { Route } from "../app/router";

/** What a resident opens; each screen is a chunk of its own. */
export const routes: readonly Route[] = [
  { path: "/", title: "nearby.title", load: () => import("./Nearby") },
  { path: "/mine", title: "mine.title", load: () => import("./Mine"), part: ["track", "report"] },
  { path: "/my-data", title: "mydata.title", load: () => import("./MyData"), part: "mydata" },
  { path: "/r/:reference", title: "track.title", load: () => import("./Track"), part: ["track", "report"] },
  { path: "/report", title: "report.title", load: () => import("./Report"), part: "report" },
  { path: "/report/:step", title: "report.title", load: () => import("./Report"), part: "report" },
];
