import "../desk.css";
import "../senders/senders.css";
import "./first.css";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { FirstLook } from "../../api/shapes";
import { day } from "../../app/dates";
import { t } from "../../app/language";
import { useSignInAgain } from "../../app/signInAgain";
import { watch } from "../../live/watch";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { DidNotLoad } from "../../ui/DidNotLoad";
import { EmptyState } from "../../ui/EmptyState";
import { Skeleton } from "../../ui/Skeleton";
import { Tag } from "../../ui/Tag";
import { DeskRail } from "../DeskRail";
import { Myself } from "../DeskTop";
import { departments, loadDepartments, myDepartments } from "../departments";
import { administered } from "../reviewer/reviewer";
import { WhoReads } from "../reviewer/WhoReads";
import { DecideDialog } from "./DecideDialog";
import { loadLooks, looks, looksProblem } from "./first";

/** Reports that a named person reads before any queue has them. */
export default function FirstScreen() {
  const heading = useRef<HTMLHeadingElement>(null);
  const open = useSignal<FirstLook | null>(null);
  useSignInAgain(looksProblem.value);
  useEffect(() => {
    void loadLooks();
    void loadDepartments();
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  const topics = myDepartments.value.map((one) => `queue:${one.key}`).join(" ");
  useEffect(() => (topics ? watch(topics.split(" "), () => void loadLooks()) : undefined), [topics]);
  const all = looks.value;
  return (
    <DeskRail current="/desk/first">
      <main class="desk">
        <div class="desk-top">
          <h1 ref={heading} tabIndex={-1}>
            {t("desk.first_title")}
          </h1>
          <span class="desk-gap" />
          <Myself />
        </div>
        <div class="senders">
          <p class="senders-how">{t("first.how")}</p>
          {looksProblem.value && (
            <DidNotLoad words={looksProblem.value.detail} onRetry={() => void loadLooks()} />
          )}
          {!all && !looksProblem.value && <Skeleton rows={4} />}
          {all?.length === 0 && <EmptyState title={t("first.none")}>{t("first.none_what")}</EmptyState>}
          <ul class="senders-list first-list">
            {all?.map((look) => (
              <li key={look.ref}>
                <Card>
                  <p class="senders-head">
                    <b>{look.title}</b>
                    {!look.waits && <Tag shape="late">{t("first.urgent")}</Tag>}
                  </p>
                  <p class="small">
                    {look.because === "repeated"
                      ? t("first.repeated", { n: look.count })
                      : t("first.blocked")}
                  </p>
                  <p class="muted small">
                    {look.ref} · {look.department.name} · {day(look.received_at)}
                  </p>
                  {look.earlier.length > 0 && (
                    <p class="muted small">{t("first.earlier", { refs: look.earlier.join(", ") })}</p>
                  )}
                  <Button size="small" icon="eye" onClick={() => (open.value = look)}>
                    {t("first.read")}
                  </Button>
                </Card>
              </li>
            ))}
          </ul>
          <WhoReads departments={administered(departments.value ?? [])} />
        </div>
      </main>
      {open.value && <DecideDialog look={open.value} onClose={() => (open.value = null)} />}
    </DeskRail>
  );
}
