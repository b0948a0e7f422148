import type { Route } from "../app/router";

const load = () => import("./WardView");

export const routes: readonly Route[] = [
  { path: "/ward", title: "ward.title", part: "ward", load },
  { path: "/ward/:slug", title: "ward.title", part: "ward", load },
];
