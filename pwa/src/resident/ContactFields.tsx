import { useState } from "preact/hooks";
import { t } from "../app/language";
import { TextField } from "../ui/Field";
import { Icon } from "../ui/Icon";
import type { Draft } from "./draft";

interface ContactFieldsProps {
  told: Draft;
  onChange: (changes: Partial<Draft>) => void;
  showsWrong: boolean;
}

/** Name, e-mail and phone: all optional, folded away until somebody wants to be written to. */
export function ContactFields({ told, onChange, showsWrong }: ContactFieldsProps) {
  const wrong = showsWrong ? wrongWith(told) : { email: null, phone: null };
  // Said once: emptying the last field must not fold it away from under the person.
  const [isOpen] = useState(Boolean(told.name || told.email || told.phone));
  return (
    <details class="contact" open={isOpen || Object.values(wrong).some(Boolean)}>
      <summary>
        <Icon name="person" size={26} />
        <span class="go-words">
          <span class="go-title">{t("report.contact")}</span>
          <span class="go-hint">{t("report.contact_hint")}</span>
        </span>
        <Icon name="chevron-down" size={22} />
      </summary>
      <div class="stack">
        <TextField
          label={t("report.name")}
          note={t("report.optional")}
          autocomplete="name"
          maxLength={100}
          value={told.name}
          onInput={(name) => onChange({ name })}
        />
        <TextField
          label={t("report.email")}
          note={t("report.optional")}
          hint={t("report.email_hint")}
          error={wrong.email}
          type="email"
          autocomplete="email"
          maxLength={254}
          value={told.email}
          onInput={(email) => onChange({ email })}
        />
        <TextField
          label={t("report.phone")}
          note={t("report.optional")}
          hint={t("report.phone_hint")}
          error={wrong.phone}
          type="tel"
          autocomplete="tel"
          maxLength={30}
          value={told.phone}
          onInput={(phone) => onChange({ phone })}
        />
      </div>
    </details>
  );
}

/** What to do about an e-mail address or number that can't be one; null where there is nothing to do. */
export function wrongWith({
  email,
  phone,
}: Pick<Draft, "email" | "phone">): Record<"email" | "phone", string | null> {
  const digits = phone.replace(/\D/g, "").length;
  return {
    email: email.trim() === "" || /^\S+@\S+\.\S+$/.test(email.trim()) ? null : t("report.email_wrong"),
    phone: phone.trim() === "" || digits >= 7 ? null : t("report.phone_wrong"),
  };
}
