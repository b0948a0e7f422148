import { computed, signal } from "@preact/signals";
import { api, ask } from "../api/client";
import type { IssueType } from "../api/shapes";
import { language } from "../app/language";

const loaded = signal<{ language: string; items: readonly IssueType[] } | null>(null);

/** Everything that can be reported, in the catalogue's order; null until it has come. */
export const issueTypes = computed(() => loaded.value?.items ?? null);

/** Those that the public map can show. */
export const publicTypes = computed(() =>
  (issueTypes.value ?? []).filter((kind) => kind.visibility !== "prv"),
);

/** Have the list at hand in the language on the screen. Raises Problem. */
export async function loadIssueTypes(): Promise<void> {
  const wanted = language.value;
  if (loaded.peek()?.language === wanted) return;
  const { items } = await ask(api.GET("/api/v1/issue-types"));
  loaded.value = { language: wanted, items };
}

/** One kind by its key. */
export function issueType(key: string | null): IssueType | undefined {
  return issueTypes.value?.find((kind) => kind.key === key);
}

/** Its icon in the sprite. */
export function iconOf(key: string): string {
  return issueType(key)?.icon ?? "alert";
}
