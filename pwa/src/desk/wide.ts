import { signal } from "@preact/signals";

const query = matchMedia("(min-width: 60em)");

/** Whether there is room for a table; a list of cards otherwise. */
export const isWide = signal(query.matches);

query.addEventListener("change", () => {
  isWide.value = query.matches;
});
