import { t } from "../app/language";
import { keysOn, setKeys } from "./keys";

const KEYS = [
  { keys: ["J", "K"], words: "desk.key_move" },
  { keys: ["Enter"], words: "desk.key_open" },
  { keys: ["A"], words: "desk.assign" },
  { keys: ["F"], words: "desk.forward" },
  { keys: ["Esc"], words: "desk.key_close" },
] as const;

/** What the keys do, and the switch that takes single letters away. Only beside a keyboard. */
export function KeysFoot() {
  return (
    <div class="desk-keys">
      {keysOn.value &&
        KEYS.map(({ keys, words }) => (
          <span key={words}>
            {keys.map((key) => (
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
