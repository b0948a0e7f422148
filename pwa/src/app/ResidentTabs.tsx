import { entries } from "../offline/outbox";
import { Dock } from "../ui/Dock";
import { TabBar } from "../ui/TabBar";
import { t, tn } from "./language";

/** The three places of a resident's app. */
export function ResidentTabs({ current }: { current: string }) {
  // A report with two photos is one thing that waits.
  const reports = entries.value.map((entry) =>
    entry.kind === "report" ? entry.id : (entry.after ?? entry.id),
  );
  const waiting = new Set(reports).size;
  return (
    <Dock plain>
      <TabBar
        label={t("tabs.label")}
        current={current}
        tabs={[
          { href: "/", label: t("tabs.nearby"), icon: "map" },
          {
            href: "/mine",
            label: t("tabs.mine"),
            icon: "list",
            count: waiting,
            countLabel: tn("tabs.waiting", waiting),
          },
          { href: "/settings", label: t("tabs.settings"), icon: "gear" },
        ]}
      />
    </Dock>
  );
}
