import { t } from "../app/language";
import { keysOn, setKeys } from "./keys";

interface Key {
  keys: readonly string[];
  /** Catalogue key of what it does. */
  words: string;
}

const KEYS: readonly Key[] = [
  { keys: ["J", "K"], words: "desk.key_move" },
  { keys: ["Enter"], words: "desk.key_open" },
  { keys: ["A"], words: "desk.assign" },
  { keys: ["F"], words: "desk.forward" },
  { keys: ["Esc"], words: "desk.key_close" },
];

/** What the keys do, and the switch that takes single letters away. Only beside a keyboard. */
export function KeysFoot({ keys = KEYS }: { keys?: readonly Key[] }) {
  return (
    <div class="desk-keys">
      {keysOn.value &&
        keys.map(({ keys: caps, words }) => (
          <span key={words}>
            {caps.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}{" "}
            {t(words)}
          </span>
        ))}
      <span class="desk-gap" />
      <label class="desk-keys-switch">
        <input
          type="checkbox"
          checked={keysOn.value}
          onChange={({ currentTarget }) => setKeys(currentTarget.checked)}
        />
        {t("desk.keys_on")}
      </label>
    </div>
  );
}
