import { useEffect, useRef } from "preact/hooks";
import { duration } from "../../app/durations";
import { t, tn } from "../../app/language";
import { navigate } from "../../app/router";
import { Select } from "../../ui/Field";
import { now } from "../clock";
import { LiveMark, Myself } from "../DeskTop";
import { myDepartments } from "../departments";
import type { Wanted } from "./list";
import { checkAddress, list } from "./list";

/** What this is, how much waits and for how long, and by when we mean to look. */
export function CheckTop({ department, wanted }: { department: string; wanted: Wanted }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Only when the desk is opened: later the focus goes with the check that is opened.
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  const shown = list.value;
  const mine = myDepartments.value;
  const oldest = shown?.oldest_at;
  return (
    <div class="desk-top">
      <h1 ref={heading} tabIndex={-1}>
        {t("desk.check_title")}
      </h1>
      {shown && shown.counts.all > 0 && oldest && (
        <span class="muted">
          {tn("check.to_read", shown.counts.all, { age: duration(now.value - Date.parse(oldest)) })}{" "}
          {t("check.aim")}
        </span>
      )}
      <span class="desk-gap" />
      {mine.length > 1 && (
        <Select
          inline
          label={t("desk.department")}
          value={department}
          options={mine.map((one) => ({ value: one.key, label: one.name }))}
          onChange={(key) => navigate(checkAddress(key, wanted))}
        />
      )}
      <LiveMark />
      <Myself />
    </div>
  );
}
