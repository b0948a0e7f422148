import { useSignal } from "@preact/signals";
import { Problem } from "../api/problem";
import type { MyData } from "../api/shapes";
import { t, tn } from "../app/language";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { TextField } from "../ui/Field";
import { CopyAndErase } from "./CopyAndErase";
import { askForCode, copyAll, eraseAll, type Key, look, showCode } from "./myData";

/** Show by a mailed code that an address is one's own, and then see, copy or erase what came with it. */
export function MyDataByEmail() {
  const email = useSignal("");
  const code = useSignal("");
  const asked = useSignal<string | null>(null);
  const key = useSignal<Key | null>(null);
  const found = useSignal<MyData | null>(null);
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);
  const done = useSignal<string | null>(null);

  async function attempt(act: () => Promise<void>) {
    busy.value = true;
    problem.value = null;
    try {
      await act();
    } catch (cause) {
      problem.value = (cause instanceof Problem && cause.detail) || t("mydata.no_signal");
    } finally {
      busy.value = false;
    }
  }
  const send = () =>
    attempt(async () => {
      asked.value = await askForCode(email.value.trim());
      code.value = "";
      done.value = null;
    });
  const open = () =>
    attempt(async () => {
      const opened = await showCode(asked.value ?? "", email.value.trim(), code.value.trim());
      found.value = await look(opened);
      key.value = opened;
    });

  if (done.value)
    return (
      <Banner kind="info" title={t("mydata.erased")} urgent>
        {done.value}
      </Banner>
    );
  const opened = key.value;
  if (opened && found.value) {
    const { reports } = found.value;
    return (
      <Card>
        <div class="stack">
          <p class="strong" role="status">
            {reports.length > 0 ? tn("mydata.found", reports.length) : t("mydata.found_none")}
          </p>
          <ul class="my-data-list">
            {reports.map((report) => (
              <li key={report.ref}>
                <bdi>{report.ref}</bdi> · {report.title} · {report.status_words}
                {report.held && <span class="muted"> · {t("mydata.held")}</span>}
              </li>
            ))}
          </ul>
          <CopyAndErase
            about={opened.email}
            onCopy={() => copyAll(opened)}
            onErase={() => eraseAll(opened)}
            onDone={(words) => {
              done.value = words;
            }}
          />
        </div>
      </Card>
    );
  }
  return (
    <Card>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void (asked.value ? open() : send());
        }}
      >
        {!asked.value && (
          <TextField
            label={t("mydata.email")}
            hint={t("mydata.email_hint")}
            type="email"
            autocomplete="email"
            value={email.value}
            error={problem.value}
            onInput={(value) => {
              email.value = value;
            }}
          />
        )}
        {asked.value && (
          <>
            <p role="status">{t("mydata.sent", { email: email.value.trim() })}</p>
            <TextField
              label={t("mydata.code")}
              hint={t("mydata.code_hint")}
              autocomplete="off"
              maxLength={12}
              value={code.value}
              error={problem.value}
              onInput={(value) => {
                code.value = value;
              }}
            />
          </>
        )}
        <Button type="submit" kind="second" busy={busy.value ? t("mydata.busy") : null}>
          {t(asked.value ? "mydata.open" : "mydata.send_code")}
        </Button>
        {asked.value && (
          <Button
            kind="link"
            onClick={() => {
              asked.value = null;
              problem.value = null;
            }}
          >
            {t("mydata.other_email")}
          </Button>
        )}
      </form>
    </Card>
  );
}
