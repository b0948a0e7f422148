import { useEffect } from "preact/hooks";
import type { Report } from "../api/shapes";
import { language, t } from "../app/language";
import { remove } from "../offline/change";
import { enqueue } from "../offline/enqueue";
import { entries, idOf } from "../offline/outbox";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { Dock } from "../ui/Dock";
import { NotifyMe } from "./NotifyMe";
import { Withdraw } from "./Withdraw";
import { whyRefused } from "./whyRefused";

interface AnswerProps {
  report: Report;
  token: string;
  onChanged: () => void;
}

/** What its reporter can still do with a report. */
export function Answer({ report, token, onChanged }: AnswerProps) {
  const target = { ref: report.ref, track_token: token };
  const wishes = entries.value.filter(
    (entry) =>
      (entry.kind === "still_there" || entry.kind === "follow") && entry.body.target?.ref === report.ref,
  );
  const said = wishes.filter((entry) => entry.kind === "still_there");
  const refused = said.find((entry) => entry.state === "refused");
  const isOnItsWay = said.some((entry) => entry.state !== "refused");
  const waiting = wishes.filter((entry) => entry.state !== "refused").length;
  useEffect(() => {
    // What was on its way has arrived, or was refused: the report may stand differently now.
    if (waiting > 0) return onChanged;
  }, [waiting, onChanged]);

  const canSay = report.can.includes("still_there");
  const canWithdraw = report.can.includes("withdraw");
  const canFollow = report.is_open && !report.mine?.gets_push;
  if (!canSay && !canWithdraw && !canFollow) return null;

  async function sayStillThere() {
    if (refused) await remove(refused.id);
    await enqueue({ kind: "still_there", note: "" }, target, language.value);
  }

  return (
    <Dock>
      {canSay ? (
        <>
          <h2 class="track-heading">{t("track.still_question")}</h2>
          {refused && (
            <Banner kind="danger" urgent>
              {whyRefused(refused.problem)}
            </Banner>
          )}
          {isOnItsWay ? (
            <p role="status">{t("track.still_sending")}</p>
          ) : (
            <Button kind="second" icon="alert" onClick={() => void sayStillThere()}>
              {t("track.still_there")}
            </Button>
          )}
        </>
      ) : (
        <div class="pair">
          {canFollow && <NotifyMe of={target} id={idOf(report.ref)} />}
          {canWithdraw && <Withdraw reference={report.ref} onDone={onChanged} />}
        </div>
      )}
    </Dock>
  );
}
