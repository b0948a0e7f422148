import { useEffect, useRef } from "preact/hooks";
import { t, tn } from "../app/language";
import { navigate } from "../app/router";
import { session } from "../app/session";
import { liveState } from "../live/watch";
import { online } from "../offline/start";
import { Select } from "../ui/Field";
import { Icon } from "../ui/Icon";
import { myDepartments } from "./departments";
import { addressOf, type Filter, queue } from "./queue";

/** Which queue this is, whether it is live, and who looks at it. */
export function DeskTop({ department, filter }: { department: string; filter: Filter }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Only when the desk is opened: later the focus goes with the job that is opened.
    const element = heading.current;
    if (!element || document.activeElement !== document.body) return;
    element.tabIndex = -1;
    element.focus();
  }, []);
  const mine = myDepartments.value;
  const shown = queue.value;
  const name = shown?.department.name ?? mine.find((one) => one.key === department)?.name ?? t("desk.title");
  return (
    <div class="desk-top">
      <h1 ref={heading} onBlur={({ currentTarget }) => currentTarget.removeAttribute("tabindex")}>
        {name}
      </h1>
      {shown && <span class="muted">{tn("desk.open_n", shown.counts.open)}</span>}
      <span class="desk-gap" />
      {mine.length > 1 && (
        <Select
          inline
          label={t("desk.department")}
          value={department}
          options={mine.map((one) => ({ value: one.key, label: one.name }))}
          onChange={(key) => navigate(addressOf(key, { ...filter, issue_type: "", ward: "" }))}
        />
      )}
      <LiveMark />
      <Myself />
    </div>
  );
}

/** Who looks at the desk. */
export function Myself() {
  if (!session.value) return null;
  return (
    <span class="desk-person" title={session.value.person}>
      <span aria-hidden="true">{initials(session.value.person)}</span>
      <span class="visually-hidden">{t("settings.signed_in_as", { name: session.value.person })}</span>
    </span>
  );
}

/** Whether what is on the screen follows by itself. */
export function LiveMark() {
  const isOffline = !online.value;
  const isLive = liveState.value === "live" && !isOffline;
  const words = isOffline ? t("desk.offline") : isLive ? t("desk.live") : t("desk.connecting");
  return (
    <span class={isLive ? "desk-live" : "desk-live desk-live--away"} role="status">
      {isOffline ? <Icon name="offline" size={18} /> : <i />}
      {words}
    </span>
  );
}

function initials(name: string): string {
  const [first = "", ...rest] = name.split(/\s+/);
  return `${[...first][0] ?? ""}${[...(rest.at(-1) ?? "")][0] ?? ""}`.toLocaleUpperCase();
}
