import "./TabBar.css";
import { Icon, type IconName } from "./Icon";

export interface Tab {
  href: string;
  label: string;
  icon: IconName;
  /** How many wait there; nothing at 0. `countLabel` says what they are. */
  count?: number;
  countLabel?: string;
}

/** The rooms of one person's app, at the foot of the screen. */
export function TabBar({ tabs, current, label }: { tabs: readonly Tab[]; current: string; label: string }) {
  return (
    <nav class="tab-bar" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.href}>
            <a href={tab.href} aria-current={tab.href === current ? "page" : undefined}>
              <span class="tab-pill">
                <Icon name={tab.icon} />
                {tab.count ? (
                  <span class="tab-count">
                    <span aria-hidden="true">{tab.count}</span>
                    <span class="visually-hidden">{tab.countLabel}</span>
                  </span>
                ) : null}
              </span>
              {tab.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
