import "./Field.css";
import { useId } from "preact/hooks";
import { Icon } from "./Icon";

interface Common {
  label: string;
  hint?: string | undefined;
  /** What to do about it, not only what is wrong. Stands between hint and box. */
  error?: string | null | undefined;
  /** Said after the label: "optional". */
  note?: string;
  value: string;
  onInput: (value: string) => void;
}

interface TextFieldProps extends Common {
  type?: "text" | "email" | "tel" | "password" | "search";
  autocomplete?:
    | "name"
    | "email"
    | "tel"
    | "username"
    | "current-password"
    | "new-password"
    | "one-time-code"
    | "off";
  required?: boolean;
  name?: string;
  maxLength?: number;
  /** Which keyboard a phone shows. */
  inputMode?: "numeric";
}

/** One line of words. */
export function TextField(props: TextFieldProps) {
  const id = useId();
  return (
    <FieldFrame {...props} id={id}>
      <input
        id={id}
        class="field-box"
        // Preact types the attributes of each kind of box apart; those used here are alike for all.
        type={(props.type ?? "text") as "text"}
        name={props.name}
        value={props.value}
        required={props.required}
        maxLength={props.maxLength}
        autocomplete={props.autocomplete}
        inputMode={props.inputMode}
        aria-invalid={props.error ? "true" : undefined}
        aria-describedby={described(props, id)}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </FieldFrame>
  );
}

/** Several lines of words; grows with them. */
export function TextArea(props: Common & { rows?: number; maxLength?: number }) {
  const id = useId();
  return (
    <FieldFrame {...props} id={id}>
      <textarea
        id={id}
        class="field-box field-box--area"
        rows={props.rows ?? 3}
        maxLength={props.maxLength}
        dir="auto"
        value={props.value}
        aria-invalid={props.error ? "true" : undefined}
        aria-describedby={described(props, id)}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </FieldFrame>
  );
}

interface SelectProps extends Omit<Common, "onInput"> {
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
  /** In a bar of filters: the label stands beside the box, smaller. */
  inline?: boolean;
}

/** One of many, by the browser's own list. */
export function Select(props: SelectProps) {
  const id = useId();
  return (
    <FieldFrame {...props} id={id}>
      <select
        id={id}
        class="field-box field-box--select"
        value={props.value}
        aria-invalid={props.error ? "true" : undefined}
        aria-describedby={described(props, id)}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      >
        {props.options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === props.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

interface FrameProps extends Pick<Common, "label" | "hint" | "error" | "note"> {
  id: string;
  inline?: boolean;
  children: preact.ComponentChildren;
}

function FieldFrame({ id, label, hint, error, note, inline, children }: FrameProps) {
  return (
    <div class={inline ? "field field--inline" : "field"}>
      <label class="field-label" for={id}>
        {label}
        {note && <span class="field-note"> {note}</span>}
      </label>
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          <Icon name="alert" size={18} />
          <span>{error}</span>
        </p>
      )}
      {children}
    </div>
  );
}

function described({ hint, error }: Pick<Common, "hint" | "error">, id: string): string | undefined {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
}
