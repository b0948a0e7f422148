import { signal } from "@preact/signals";
import { api, ask } from "../api/client";
import type { IssueType } from "../api/shapes";
import { language } from "../app/language";

/** Everything that can be reported, to filter by; empty until it has come. */
export const catalogue = signal<readonly IssueType[]>([]);
let catalogueIn = "";

/** Have the catalogue at hand in the language on the screen. A screen is of use without it: never throws. */
export async function loadCatalogue(): Promise<void> {
  const wanted = language.value;
  if (catalogueIn === wanted) return;
  catalogueIn = wanted;
  try {
    const { items } = await ask(api.GET("/api/v1/issue-types"));
    if (catalogueIn === wanted) catalogue.value = items;
  } catch {
    catalogueIn = "";
  }
}
