import "./Questions.css";
import type { Question } from "../api/shapes";
import { t } from "../app/language";
import { Chip, ChipChoice } from "../ui/Chip";
import { TextField } from "../ui/Field";
import { Icon } from "../ui/Icon";
import { SizePicker } from "../ui/SizePicker";
import { answer, draft } from "./draft";

/** The questions of one kind, each drawn as it is asked. `missing` are those that still need an answer. */
export function Questions({
  questions,
  missing,
}: {
  questions: readonly Question[];
  missing: readonly string[];
}) {
  return (
    <>
      {questions.map((question) => (
        <div class="asked" key={question.id} id={`ask-${question.id}`}>
          {missing.includes(question.id) && (
            <p class="field-error" role="alert">
              <Icon name="alert" size={18} />
              <span>{t("report.choose_one")}</span>
            </p>
          )}
          <Asked question={question} />
        </div>
      ))}
    </>
  );
}

function Asked({ question }: { question: Question }) {
  const { id, ask, label, hint, options } = question;
  const given = draft.value.answers[id];
  const one = typeof given === "string" ? given : null;
  const choices = options.map((option) => ({
    value: option.key,
    label: option.label,
    picture: option.picture,
  }));
  const set = (value: string) => answer(id, value);
  switch (ask) {
    case "text":
      return (
        <TextField
          label={label}
          hint={hint}
          note={t("report.optional")}
          maxLength={question.most}
          value={one ?? ""}
          onInput={set}
        />
      );
    case "many":
      return <Many question={question} given={typeof given === "object" ? given : []} />;
    case "scale":
      return <Scale question={question} value={one} onChange={set} />;
    case "yes_no":
      return (
        <div class="asked-yes-no">
          <ChipChoice legend={label} name={id} options={choices} value={one} onChange={set} />
        </div>
      );
    default:
      return choices.every((choice) => choice.picture) ? (
        <SizePicker legend={label} name={id} sizes={choices} value={one} onChange={set} />
      ) : (
        <ChipChoice legend={label} name={id} options={choices} value={one} onChange={set} />
      );
  }
}

function Many({ question, given }: { question: Question; given: readonly string[] }) {
  function flip(key: string) {
    const without = given.filter((one) => one !== key && (key === "none" || one !== "none"));
    answer(question.id, given.includes(key) ? without : key === "none" ? ["none"] : [...without, key]);
  }
  return (
    <fieldset>
      <legend class="chip-legend">{question.label}</legend>
      <div class="chips">
        {question.options.map((option) => (
          <Chip key={option.key} chosen={given.includes(option.key)} onClick={() => flip(option.key)}>
            {option.label}
          </Chip>
        ))}
      </div>
    </fieldset>
  );
}

interface ScaleProps {
  question: Question;
  value: string | null;
  onChange: (value: string) => void;
}

function Scale({ question, value, onChange }: ScaleProps) {
  const steps = Array.from({ length: question.most }, (_, step) => String(step + 1));
  const words = new Map([
    ["1", question.low],
    [String(question.most), question.high],
  ]);
  return (
    <fieldset class="scale">
      <legend class="chip-legend">{question.label}</legend>
      <div class="scale-steps">
        {steps.map((step) => (
          <label class="chip scale-step" key={step}>
            <input
              class="visually-hidden"
              type="radio"
              name={question.id}
              checked={step === value}
              onChange={() => onChange(step)}
            />
            {step === value && <Icon name="check" size={18} />}
            <span>{step}</span>
            {words.get(step) && <span class="visually-hidden">{words.get(step)}</span>}
          </label>
        ))}
      </div>
      <p class="scale-ends muted tiny" aria-hidden="true">
        <span>{question.low}</span>
        <span>{question.high}</span>
      </p>
    </fieldset>
  );
}
