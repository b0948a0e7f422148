import { useSignal } from "@preact/signals";
import { api, ask } from "../api/client";
import { useResource } from "../api/resource";
import type { Hold } from "../api/shapes";
import { day } from "../app/dates";
import { language, t } from "../app/language";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Dialog } from "../ui/Dialog";
import { Select, TextArea, TextField } from "../ui/Field";
import { Tag } from "../ui/Tag";
import { useAttempt } from "./attempt";
import { OfficerFrame } from "./OfficerFrame";

type Kind = "report" | "person" | "area";

/** Legal holds: what must not be erased, who said so and why. */
export function HoldsScreen() {
  const read = useResource(language.value, () => ask(api.GET("/api/v1/holds")));
  const ending = useSignal<Hold | null>(null);
  const found = read.data.value;
  return (
    <OfficerFrame
      current="/holds"
      title={t("officer.holds")}
      problem={read.problem.value}
      onRetry={read.again}
      ready={found !== null}
    >
      <p>{t("officer.holds_what")}</p>
      <NewHold onDone={read.again} />
      <h2>{t("officer.holds_now")}</h2>
      {found?.length === 0 && <p class="muted">{t("officer.holds_none")}</p>}
      {found?.map((hold) => (
        <Card key={hold.id}>
          <div class="stack">
            <p class="strong">
              {t(`officer.kind_${hold.kind as Kind}`)} {hold.what && <bdi>{hold.what}</bdi>}{" "}
              {hold.ended_at && <Tag shape="done">{t("officer.ended")}</Tag>}
            </p>
            <p dir="auto">{hold.reason}</p>
            <p class="muted small">{t("officer.by", { who: hold.by, day: day(hold.at) })}</p>
            {hold.ended_at ? (
              <p class="muted small">
                {t("officer.ended_by", { who: hold.ended_by ?? "", day: day(hold.ended_at) })}{" "}
                {hold.end_reason}
              </p>
            ) : (
              <Button
                kind="second"
                size="small"
                onClick={() => {
                  ending.value = hold;
                }}
              >
                {t("officer.end_hold")}
              </Button>
            )}
          </div>
        </Card>
      ))}
      {ending.value && (
        <EndHold
          hold={ending.value}
          onClose={() => {
            ending.value = null;
          }}
          onDone={() => {
            ending.value = null;
            read.again();
          }}
        />
      )}
    </OfficerFrame>
  );
}

function NewHold({ onDone }: { onDone: () => void }) {
  const kind = useSignal<Kind>("report");
  const what = useSignal("");
  const reason = useSignal("");
  const { busy, problem, attempt } = useAttempt();
  const field = { report: "ref", person: "email", area: "ward" }[kind.value];
  const set = () =>
    attempt(async () => {
      const body = { kind: kind.value, ref: "", email: "", ward: "", reason: reason.value };
      await ask(api.POST("/api/v1/holds", { body: { ...body, [field]: what.value.trim() } }));
      what.value = reason.value = "";
      onDone();
    });
  return (
    <Card>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void set();
        }}
      >
        <h2>{t("officer.new_hold")}</h2>
        <Select
          label={t("officer.hold_on")}
          value={kind.value}
          options={(["report", "person", "area"] as const).map((one) => ({
            value: one,
            label: t(`officer.kind_${one}`),
          }))}
          onChange={(value) => {
            kind.value = value as Kind;
            what.value = "";
          }}
        />
        <TextField
          label={t(`officer.which_${kind.value}`)}
          hint={t(`officer.which_${kind.value}_hint`)}
          autocomplete="off"
          value={what.value}
          error={problem.value && problem.value.field !== "reason" ? problem.value.words : null}
          onInput={(value) => {
            what.value = value;
          }}
        />
        <TextArea
          label={t("officer.reason")}
          hint={t("officer.reason_hint")}
          maxLength={500}
          value={reason.value}
          error={problem.value?.field === "reason" ? problem.value.words : null}
          onInput={(value) => {
            reason.value = value;
          }}
        />
        <Button type="submit" busy={busy.value ? t("officer.busy") : null}>
          {t("officer.set_hold")}
        </Button>
      </form>
    </Card>
  );
}

function EndHold({ hold, onClose, onDone }: { hold: Hold; onClose: () => void; onDone: () => void }) {
  const reason = useSignal("");
  const { busy, problem, attempt } = useAttempt();
  const end = () =>
    attempt(async () => {
      const params = { path: { hold_id: hold.id } };
      await ask(api.POST("/api/v1/holds/{hold_id}/end", { params, body: { reason: reason.value } }));
      onDone();
    });
  return (
    <Dialog title={t("officer.end_hold_question")} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void end();
        }}
      >
        <p>{t("officer.end_hold_what")}</p>
        <TextArea
          label={t("officer.reason")}
          maxLength={500}
          value={reason.value}
          error={problem.value?.words}
          onInput={(value) => {
            reason.value = value;
          }}
        />
        <Button type="submit" busy={busy.value ? t("officer.busy") : null}>
          {t("officer.end_hold")}
        </Button>
      </form>
    </Dialog>
  );
}
