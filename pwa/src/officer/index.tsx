import type { Route } from "../app/router";

const roles = ["officer"];
const part = ["officer", "settings"] as const;

export const routes: readonly Route[] = [
  { path: "/officer", title: "officer.keeping", part, roles, load: () => import("./KeepingScreen") },
  { path: "/officer/holds", title: "officer.holds", part, roles, load: () => import("./HoldsScreen") },
  { path: "/officer/reviews", title: "officer.reviews", part, roles, load: () => import("./ReviewsScreen") },
  { path: "/officer/people", title: "officer.people", part, roles, load: () => import("./PeopleScreen") },
  { path: "/officer/audit", title: "officer.audit", part, roles, load: () => import("./AuditScreen") },
];
