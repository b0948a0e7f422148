import type { Route } from "../app/router";

const officer = {
  title: "officer.rail",
  part: ["officer", "settings"],
  roles: ["officer"],
  load: () => import("./Officer"),
} as const;

export const routes: readonly Route[] = [
  { path: "/officer", ...officer },
  { path: "/officer/:place", ...officer },
];
