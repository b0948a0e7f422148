import { waitingCount } from "../offline/outbox";
import { Dock } from "../ui/Dock";
import { TabBar } from "../ui/TabBar";
import { t, tn } from "./language";

/** The three places of a resident's app. */
export function ResidentTabs({ current }: { current: string }) {
  const waiting = waitingCount.value;
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
