import { useSignal } from "@preact/signals";
import { api, ask } from "../api/client";
import { Problem } from "../api/problem";
import type { Report } from "../api/shapes";
import { shortDay } from "../app/dates";
import { t, tn } from "../app/language";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Dialog } from "../ui/Dialog";
import { TextArea } from "../ui/Field";

type Own = NonNullable<Report["mine"]>;

interface OthersSeeProps {
  report: Report;
  own: Own;
  onChanged: () => void;
}

/** For its author: what others don't see of the report, not yet or not at all, why, and the one objection. */
export function OthersSee({ report, own, onChanged }: OthersSeeProps) {
  const waits = sayWaits(own.waits);
  return (
    <>
      {own.answer && (
        <Banner kind="info" title={t("track.answer")}>
          <p dir="auto">{own.answer}</p>
        </Banner>
      )}
      {!report.private && waits.length > 0 && (
        <Banner kind="info" icon="eye-off">
          {waits.map((words) => (
            <p key={words}>{words}</p>
          ))}
        </Banner>
      )}
      {own.changed && <Changed reference={report.ref} changed={own.changed} onChanged={onChanged} />}
    </>
  );
}

/** A held report waits as a whole: its words and photos are not said again. */
function sayWaits(waits: Own["waits"]): string[] {
  if (waits.includes("report")) return [t("track.held")];
  const photos = waits.filter((one) => one === "photo").length;
  return [
    ...(waits.includes("words") ? [t("track.words_wait")] : []),
    ...(photos > 0 ? [tn("track.photos_wait", photos)] : []),
  ];
}

interface ChangedProps {
  reference: string;
  changed: NonNullable<Own["changed"]>;
  onChanged: () => void;
}

function Changed({ reference, changed, onChanged }: ChangedProps) {
  const asks = useSignal(false);
  return (
    <section>
      <h2 class="track-heading">{t("track.changed")}</h2>
      <Card>
        <div class="stack">
          {changed.what.map((words) => (
            <p key={words}>{words}</p>
          ))}
          {changed.why.length > 0 && (
            <p class="small">
              <span class="muted">{t("track.changed_why")}</span> {changed.why.join("; ")}
            </p>
          )}
          {changed.objected_at && (
            <p class="small">
              {t(changed.answered_at ? "track.objected_before" : "track.objected", {
                day: shortDay(changed.objected_at),
              })}
            </p>
          )}
          {changed.answered_at && (
            <div>
              <p class="small muted">{t("track.object_answer", { day: shortDay(changed.answered_at) })}</p>
              <p dir="auto">{changed.answer}</p>
            </div>
          )}
          {changed.can_object && (
            <>
              <p class="small">{t("track.object_once")}</p>
              <Button
                kind="second"
                size="small"
                onClick={() => {
                  asks.value = true;
                }}
              >
                {t("track.object")}
              </Button>
            </>
          )}
        </div>
      </Card>
      {asks.value && (
        <Dialog
          title={t("track.object")}
          onClose={() => {
            asks.value = false;
          }}
        >
          <Objecting
            reference={reference}
            onDone={() => {
              asks.value = false;
              onChanged();
            }}
          />
        </Dialog>
      )}
    </section>
  );
}

function Objecting({ reference, onDone }: { reference: string; onDone: () => void }) {
  const text = useSignal("");
  const isBusy = useSignal(false);
  const wrong = useSignal<string | null>(null);
  const problem = useSignal<string | null>(null);

  async function object(event: SubmitEvent) {
    event.preventDefault();
    const said = text.value.trim();
    wrong.value = said ? null : t("track.object_needed");
    problem.value = null;
    if (!said || isBusy.value) return;
    isBusy.value = true;
    try {
      await ask(
        api.POST("/api/v1/reports/{ref}/object", {
          params: { path: { ref: reference } },
          body: { text: said },
        }),
      );
      onDone();
    } catch (cause) {
      problem.value = (cause instanceof Problem && cause.detail) || t("track.wrong_no_signal");
    } finally {
      isBusy.value = false;
    }
  }

  return (
    <form class="stack" onSubmit={object} noValidate>
      <p>{t("track.object_once")}</p>
      <TextArea
        label={t("track.object_what")}
        maxLength={1000}
        value={text.value}
        error={wrong.value}
        onInput={(value) => {
          text.value = value;
        }}
      />
      {problem.value && (
        <Banner kind="danger" urgent>
          {problem.value}
        </Banner>
      )}
      <Button type="submit" busy={isBusy.value ? t("track.object_busy") : null}>
        {t("track.object_send")}
      </Button>
    </form>
  );
}
