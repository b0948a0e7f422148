import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { needPart, t } from "../../app/language";
import { DidNotLoad } from "../../ui/DidNotLoad";
import { Skeleton } from "../../ui/Skeleton";
import type { CoverEditorProps } from "./CoverEditor";

/** The editor and its words, fetched when somebody first wants to cover something. */
export function LazyCoverEditor(props: CoverEditorProps) {
  const Editor = useSignal<ComponentType<CoverEditorProps> | null>(null);
  const failed = useSignal(false);
  function load() {
    failed.value = false;
    Promise.all([import("./CoverEditor"), needPart("cover")]).then(
      ([module]) => {
        // A component is a function, and a signal would not call it.
        Editor.value = module.CoverEditor;
      },
      () => {
        failed.value = true;
      },
    );
  }
  useEffect(load, []);
  if (Editor.value) return <Editor.value {...props} />;
  if (failed.value) return <DidNotLoad words={t("ui.nothing_lost")} onRetry={load} />;
  return <Skeleton rows={1} tall />;
}
