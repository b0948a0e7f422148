import { routes as crew } from "../crew";
import { routes as desk } from "../desk";
import { routes as officer } from "../officer";
import { routes as resident } from "../resident";
import { routes as ward } from "../ward";
import { match, type Route, type RouteParams } from "./router";

const own: readonly Route[] = [
  { path: "/sign-in", title: "signin.title", load: () => import("./SignIn"), part: "settings" },
  {
    path: "/forgot-password",
    title: "signin.forgot_title",
    load: () => import("./ForgotPassword"),
    part: "settings",
  },
  {
    path: "/set-password",
    title: "signin.set_title",
    load: () => import("./SetPassword"),
    part: "settings",
  },
  {
    path: "/security",
    title: "security.title",
    load: () => import("./security/Security"),
    part: ["settings", "security"],
  },
  { path: "/settings", title: "settings.title", load: () => import("./Settings"), part: "settings" },
];

const routes: readonly Route[] = [...resident, ...own, ...crew, ...desk, ...officer, ...ward];

const nowhere: Route = {
  path: "",
  title: "nowhere.title",
  load: () => import("./Nowhere"),
  part: "settings",
};

export interface Found {
  route: Route;
  params: RouteParams;
}

/** The screen for a path; one that says "not here" for any other. */
export function routeFor(path: string): Found {
  for (const route of routes) {
    const params = match(route.path, path);
    if (params) return { route, params };
  }
  return { route: nowhere, params: {} };
}

/** Whether a path is a screen of the app, and not a page that the server draws. */
export function isScreen(path: string): boolean {
  return routeFor(path).route !== nowhere;
}
