import { useSignal } from "@preact/signals";
import { Problem } from "../api/problem";
import type { ServedReport } from "../api/shapes";
import { t } from "../app/language";
import { online } from "../offline/start";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { ChipChoice } from "../ui/Chip";
import { Dialog } from "../ui/Dialog";
import { Icon } from "../ui/Icon";
import { toast } from "../ui/Toast";
import { hideable, hidePart, type Part, passable, passPart } from "./spot";

const REASONS = ["household", "phone", "plate", "face", "accuses", "not_about"] as const;
type Reason = (typeof REASONS)[number];

interface OnTheSpotProps {
  report: ServedReport;
  /** Something was passed or hidden. */
  onDone: () => void;
}

/** What the public sees of a report; a crew that stands there can pass or hide it at once. */
export function OnTheSpot({ report, onDone }: OnTheSpotProps) {
  const isOpen = useSignal(false);
  const state = report.private ? "private" : report.shown;
  const canAct = report.can_moderate && !report.private;
  return (
    <div class="crew-public">
      <p class="small">
        <Icon name={state === "private" ? "lock" : state === "nothing" ? "eye-off" : "eye"} size={20} />
        <span>
          {t(`crew.public_${state}`)}{" "}
          {report.description &&
            state === "all" &&
            t(report.words_passed ? "crew.public_words_passed" : "crew.public_words_private")}{" "}
          {report.photos.some((photo) => photo.hidden) && t("crew.public_photo_hidden")}
        </span>
      </p>
      {canAct && (
        <Button kind="second" size="small" icon="eye-off" onClick={() => (isOpen.value = true)}>
          {t("crew.public")}
        </Button>
      )}
      {isOpen.value && (
        <Ways
          report={report}
          onClose={() => {
            isOpen.value = false;
          }}
          onDone={onDone}
        />
      )}
    </div>
  );
}

function Ways({ report, onClose, onDone }: OnTheSpotProps & { onClose: () => void }) {
  const what = useSignal<string | null>(null);
  const why = useSignal<Reason | null>(null);
  const isAsked = useSignal(false);
  const busy = useSignal<string | null>(null);
  const problem = useSignal<string | null>(null);
  const toHide = hideable(report);

  async function act(key: string, send: () => Promise<void>, words: string) {
    if (busy.value) return;
    busy.value = key;
    problem.value = null;
    try {
      await send();
      toast(words);
      onDone();
      onClose();
    } catch (cause) {
      problem.value = (cause instanceof Problem && cause.detail) || t("crew.public_no_answer");
    } finally {
      busy.value = null;
    }
  }
  function hide() {
    isAsked.value = true;
    const part = toHide.find((one) => keyOf(one) === what.value);
    const reason = why.value;
    if (part && reason)
      void act("hide", () => hidePart(report.ref, part, t(`crew.why_${reason}`)), t("crew.hid"));
  }

  return (
    <Dialog title={t("crew.public")} onClose={onClose}>
      <div class="stack">
        {!online.value && <Banner kind="offline">{t("crew.public_needs_signal")}</Banner>}
        {problem.value && (
          <Banner kind="danger" urgent>
            {problem.value}
          </Banner>
        )}
        {passable(report).map((part) => (
          <Button
            key={keyOf(part)}
            kind="quiet"
            size="large"
            icon="eye"
            busy={busy.value === keyOf(part) ? t("crew.public") : null}
            onClick={() => void act(keyOf(part), () => passPart(report.ref, part), t("crew.passed"))}
          >
            {t(`crew.pass_${part.what}`, { n: part.n })}
          </Button>
        ))}
        {toHide.length > 0 && (
          <>
            <ChipChoice
              legend={t("crew.to_hide")}
              name="spot-what"
              options={toHide.map((part) => ({
                value: keyOf(part),
                label: t(`crew.hide_${part.what}`, { n: part.n }),
              }))}
              value={what.value}
              onChange={(value) => {
                what.value = value;
              }}
            />
            <ChipChoice
              legend={t("crew.why_hide")}
              name="spot-why"
              options={REASONS.map((value) => ({ value, label: t(`crew.why_${value}`) }))}
              value={why.value}
              onChange={(value) => {
                why.value = value;
              }}
            />
            {isAsked.value && !(what.value && why.value) && (
              <p class="crew-asks" role="alert">
                <Icon name="alert" size={20} />
                {t("crew.choose_both")}
              </p>
            )}
            <Button
              kind="danger"
              size="large"
              icon="eye-off"
              busy={busy.value === "hide" ? t("crew.hiding") : null}
              onClick={hide}
            >
              {t("crew.hide_now")}
            </Button>
          </>
        )}
      </div>
    </Dialog>
  );
}

function keyOf(part: Part): string {
  return part.photo ?? part.what;
}
