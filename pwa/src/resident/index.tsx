import type { Route } from "../app/router";

/** What a resident opens; each screen is a chunk of its own. */
export const routes: readonly Route[] = [];
