import "./Toast.css";
import { signal } from "@preact/signals";
import { t } from "../app/language";
import { Icon } from "./Icon";

interface Shown {
  id: number;
  words: string;
  action?: { label: string; run: () => void } | undefined;
  stays: boolean;
}

const shown = signal<readonly Shown[]>([]);
let last = 0;

/**
 * A small result at the foot of the screen: gone after six seconds unless it `stays`.
 * Never the only place for news.
 */
export function toast(words: string, options: { action?: Shown["action"]; stays?: boolean } = {}): void {
  last += 1;
  const id = last;
  const stays = options.stays ?? false;
  shown.value = [...shown.value.slice(-1), { id, words, action: options.action, stays }];
  if (!stays) setTimeout(() => dismiss(id), 6000);
}

function dismiss(id: number): void {
  shown.value = shown.value.filter((one) => one.id !== id);
}

/** Where toasts appear; the shell draws it once. */
export function Toasts() {
  return (
    <div class="toasts" role="status">
      {shown.value.map(({ id, words, action }) => (
        <div class="toast" key={id}>
          <Icon name="check" size={20} />
          <span>{words}</span>
          {action && (
            <button
              type="button"
              class="toast-action"
              onClick={() => {
                dismiss(id);
                action.run();
              }}
            >
              {action.label}
            </button>
          )}
          <button type="button" class="toast-close" aria-label={t("ui.dismiss")} onClick={() => dismiss(id)}>
            <Icon name="close" size={18} />
          </button>
        </div>
      ))}
    </div>
  );
}
