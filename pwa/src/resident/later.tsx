import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { DidNotLoad } from "../ui/DidNotLoad";

/** A part of a screen that comes in a file of its own. `fetch` has it at hand before it is drawn. */
type Later<P> = ComponentType<P> & { fetch: () => void };

/** Draw a part of a screen once its file is here; it is kept on the phone with the rest, so it comes without signal too. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): Later<P> {
  const part = signal<ComponentType<P> | null>(null);
  const failed = signal(false);
  function fetch() {
    if (part.peek()) return;
    failed.value = false;
    load().then(
      (loaded) => {
        part.value = loaded;
      },
      () => {
        failed.value = true;
      },
    );
  }
  function Drawn(props: P) {
    useEffect(fetch, []);
    const Part = part.value;
    if (Part) return <Part {...props} />;
    return failed.value ? <DidNotLoad onRetry={fetch} /> : null;
  }
  return Object.assign(Drawn, { fetch });
}
