import type { ComponentChildren } from "preact";
import { t } from "../app/language";
import { RailFrame } from "../ui/RailFrame";

interface DeskRailProps {
  current: "/desk" | "/desk/check" | "/desk/senders" | "/desk/first";
  children: ComponentChildren;
}

/** Where somebody at the desk can go. */
export function DeskRail({ current, children }: DeskRailProps) {
  return (
    <RailFrame
      label={t("desk.rail")}
      current={current}
      items={[
        { href: "/desk", label: t("desk.rail_queue"), icon: "list" },
        { href: "/desk/check", label: t("desk.rail_check"), icon: "eye" },
        { href: "/desk/first", label: t("desk.rail_first"), icon: "person" },
        { href: "/desk/senders", label: t("desk.rail_senders"), icon: "hand" },
        { href: "/ward", label: t("desk.rail_wards"), icon: "map" },
        { href: "/settings", label: t("tabs.settings"), icon: "gear" },
      ]}
    >
      {children}
    </RailFrame>
  );
}
