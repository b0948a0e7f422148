import "../desk.css";
import "./senders.css";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { SenderMark } from "../../api/shapes";
import { day } from "../../app/dates";
import { t } from "../../app/language";
import { query } from "../../app/router";
import { useSignInAgain } from "../../app/signInAgain";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DidNotLoad } from "../../ui/DidNotLoad";
import { Tag } from "../../ui/Tag";
import { DeskRail } from "../DeskRail";
import { Myself } from "../DeskTop";
import { DecideDialog } from "./DecideDialog";
import { EndDialog } from "./EndDialog";
import { loadMarks, marks, marksProblem } from "./senders";

/** Who is limited in one channel, or trusted, by whom, why and until when. It never says who they are. */
export default function SendersScreen() {
  const heading = useRef<HTMLHeadingElement>(null);
  const isDeciding = useSignal(query.value.has("ref"));
  const ending = useSignal<SenderMark | null>(null);
  useSignInAgain(marksProblem.value);
  useEffect(() => {
    void loadMarks();
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  const all = marks.value;
  const live = all?.filter((mark) => mark.is_live) ?? [];
  const over = all?.filter((mark) => !mark.is_live) ?? [];
  return (
    <DeskRail current="/desk/senders">
      <main class="desk">
        <div class="desk-top">
          <h1 ref={heading} tabIndex={-1}>
            {t("desk.senders_title")}
          </h1>
          <span class="desk-gap" />
          <Myself />
        </div>
        <div class="senders">
          <p class="senders-how">{t("senders.how")}</p>
          <Button icon="hand" onClick={() => (isDeciding.value = true)}>
            {t("senders.decide")}
          </Button>
          {marksProblem.value && (
            <DidNotLoad words={marksProblem.value.detail} onRetry={() => void loadMarks()} />
          )}
          {all && live.length === 0 && <p class="muted">{t("senders.none")}</p>}
          <Marks title={t("senders.live")} marks={live} onEnd={(mark) => (ending.value = mark)} />
          <Marks title={t("senders.over")} marks={over} />
        </div>
      </main>
      {isDeciding.value && (
        <DecideDialog ref_={query.value.get("ref") ?? ""} onClose={() => (isDeciding.value = false)} />
      )}
      {ending.value && <EndDialog mark={ending.value} onClose={() => (ending.value = null)} />}
    </DeskRail>
  );
}

interface MarksProps {
  title: string;
  marks: readonly SenderMark[];
  onEnd?: (mark: SenderMark) => void;
}

function Marks({ title, marks, onEnd }: MarksProps) {
  if (marks.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul class="senders-list">
        {marks.map((mark) => (
          <li key={mark.id}>
            <Card>
              <p class="senders-head">
                <b>{mark.scope_words}</b>
                {mark.review_is_due && <Tag shape="late">{t("senders.review_due")}</Tag>}
              </p>
              <p class="small">
                {mark.ref ? t("senders.of_report", { who: mark.who_words, ref: mark.ref }) : mark.who_words}
              </p>
              <p dir="auto">{mark.reason}</p>
              <p class="muted small">
                {t("senders.by", { name: mark.by, since: day(mark.since), until: day(mark.until) })}{" "}
                {mark.is_live && t("senders.review", { day: day(mark.review_on) })}
              </p>
              {mark.ended_by && (
                <p class="muted small">
                  {t("senders.ended_by", { name: mark.ended_by, reason: mark.end_reason ?? "" })}
                </p>
              )}
              {mark.told && mark.is_live && (
                <details class="small">
                  <summary>{t("senders.told")}</summary>
                  <p>{mark.told}</p>
                </details>
              )}
              {onEnd && (
                <Button kind="second" size="small" onClick={() => onEnd(mark)}>
                  {t("senders.end")}
                </Button>
              )}
            </Card>
          </li>
        ))}
      </ul>
    </section>
  );
}
