import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api, ask } from "../api/client";
import { useResource } from "../api/resource";
import type { AuditEntry } from "../api/shapes";
import { dayAndTime } from "../app/dates";
import { language, t } from "../app/language";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { TextField } from "../ui/Field";
import { useAttempt } from "./attempt";
import { OfficerFrame } from "./OfficerFrame";

interface Wanted {
  subject: string;
  action: string;
  person: string;
}

const ALL: Wanted = { subject: "", action: "", person: "" };

/** Who saw or changed what, when and why; and whether the trail is whole. */
export function AuditScreen() {
  const form = useSignal<Wanted>(ALL);
  const wanted = useSignal<Wanted>(ALL);
  const more = useSignal<readonly AuditEntry[]>([]);
  const next = useSignal<string | null>(null);
  const { busy, problem, attempt } = useAttempt();
  const get = (cursor: string) =>
    ask(api.GET("/api/v1/audit", { params: { query: { ...wanted.value, cursor } } }));
  const read = useResource(`${JSON.stringify(wanted.value)}|${language.value}`, () => get(""));
  const found = read.data.value;
  useEffect(() => {
    more.value = [];
    next.value = found?.next ?? null;
  }, [found, more, next]);
  const goOn = () =>
    attempt(async () => {
      const page = await get(next.value ?? "");
      more.value = [...more.value, ...page.items];
      next.value = page.next;
    });
  const set = (change: Partial<Wanted>) => {
    form.value = { ...form.value, ...change };
  };
  const entries = [...(found?.items ?? []), ...more.value];
  const checked = found?.checked;
  return (
    <OfficerFrame
      current="/audit"
      title={t("officer.audit")}
      problem={read.problem.value}
      onRetry={read.again}
      ready={found !== null}
    >
      <p>{t("officer.audit_what")}</p>
      {checked && (
        <Banner kind={checked.is_whole ? "info" : "danger"} urgent={!checked.is_whole}>
          {t(checked.is_whole ? "officer.whole" : "officer.broken", { at: dayAndTime(checked.at) })}
        </Banner>
      )}
      <form
        class="officer-filters"
        onSubmit={(event) => {
          event.preventDefault();
          wanted.value = form.value;
        }}
      >
        <TextField
          label={t("officer.subject")}
          hint={t("officer.subject_hint")}
          value={form.value.subject}
          onInput={(subject) => set({ subject })}
        />
        <TextField
          label={t("officer.action")}
          value={form.value.action}
          onInput={(action) => set({ action })}
        />
        <TextField
          label={t("officer.person")}
          value={form.value.person}
          onInput={(person) => set({ person })}
        />
        <Button type="submit" kind="second" size="small" icon="search">
          {t("officer.find")}
        </Button>
      </form>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys */}
      <section class="officer-scroll" tabIndex={0} aria-label={t("officer.audit")}>
        <table class="officer-table">
          <thead>
            <tr>
              <th scope="col">{t("officer.when")}</th>
              <th scope="col">{t("officer.who")}</th>
              <th scope="col">{t("officer.action")}</th>
              <th scope="col">{t("officer.subject")}</th>
              <th scope="col">{t("officer.reason")}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.seq}>
                <td>{dayAndTime(entry.at)}</td>
                <td>{entry.who ?? "–"}</td>
                <td>{entry.action}</td>
                <td>
                  <bdi>{entry.subject}</bdi>
                </td>
                <td dir="auto">{entry.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {entries.length === 0 && <p class="muted">{t("officer.audit_none")}</p>}
      {problem.value && (
        <Banner kind="danger" urgent>
          {problem.value.words}
        </Banner>
      )}
      {next.value && (
        <Button kind="second" busy={busy.value ? t("officer.busy") : null} onClick={() => void goOn()}>
          {t("officer.more")}
        </Button>
      )}
    </OfficerFrame>
  );
}
