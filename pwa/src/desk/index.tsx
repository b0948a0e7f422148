import type { Route } from "../app/router";

const roles = ["desk"];
const part = ["desk", "settings"] as const;
const load = () => import("./Desk");
const check = {
  title: "desk.check_title",
  part: ["desk", "settings", "check"] as const,
  roles,
  load: () => import("./check/CheckScreen"),
};

const senders = {
  title: "desk.senders_title",
  part: ["desk", "settings", "senders"] as const,
  roles,
  load: () => import("./senders/SendersScreen"),
};

const first = {
  title: "desk.first_title",
  part: ["desk", "settings", "first"] as const,
  roles,
  load: () => import("./first/FirstScreen"),
};

export const routes: readonly Route[] = [
  { path: "/desk", title: "desk.title", part, roles, load },
  { path: "/desk/check", ...check },
  { path: "/desk/senders", ...senders },
  { path: "/desk/first", ...first },
  { path: "/desk/:department/check", ...check },
  { path: "/desk/:department/check/:ref", ...check },
  { path: "/desk/:department", title: "desk.title", part, roles, load },
  { path: "/desk/:department/:job", title: "desk.title", part, roles, load },
];
