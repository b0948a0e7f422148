import type { Route } from "../app/router";

const roles = ["desk"];
const part = ["desk", "settings"] as const;
const load = () => import("./Desk");

export const routes: readonly Route[] = [
  { path: "/desk", title: "desk.title", part, roles, load },
  { path: "/desk/:department", title: "desk.title", part, roles, load },
  { path: "/desk/:department/:job", title: "desk.title", part, roles, load },
];
