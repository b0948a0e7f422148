import { signal } from "@preact/signals";

/** How a person is told of a report: by push to this phone, or by e-mail. */
export type Told = "on" | "mailed";

/** What was asked for since this page was opened, by the report's id on this phone. In memory only. */
const asked = signal<ReadonlyMap<string, Told>>(new Map());

export function toldBy(id: string): Told | null {
  return asked.value.get(id) ?? null;
}

/** Remember that notices were switched on, or (null) off again. */
export function rememberTold(id: string, by: Told | null): void {
  const next = new Map(asked.value);
  if (by) next.set(id, by);
  else next.delete(id);
  asked.value = next;
}
