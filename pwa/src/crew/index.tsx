import type { Route } from "../app/router";

const roles = ["crew"];
const part = "crew";

export const routes: readonly Route[] = [
  { path: "/crew", title: "crew.title", part, roles, load: () => import("./TodaysRound") },
  { path: "/crew/job/:job", title: "crew.job_title", part, roles, load: () => import("./JobSheet") },
  {
    path: "/crew/job/:job/outcome",
    title: "crew.outcome_title",
    part,
    roles,
    load: () => import("./HowDidItGo"),
  },
  {
    path: "/crew/job/:job/photo",
    title: "crew.photo_title",
    part,
    roles,
    load: () => import("./AfterPhoto"),
  },
];
