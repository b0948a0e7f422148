import "./RailFrame.css";
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon";
import { Logo } from "./Logo";

interface RailItem {
  href: string;
  label: string;
  icon: IconName;
}

interface RailFrameProps {
  items: readonly RailItem[];
  /** Address of the item that is open. */
  current: string;
  /** Name of the navigation for people who don't see it. */
  label: string;
  children: ComponentChildren;
}

/** A staff screen: its rooms down the side, or along the foot where the screen is narrow. */
export function RailFrame({ items, current, label, children }: RailFrameProps) {
  return (
    <div class="rail-frame">
      <nav class="rail" aria-label={label}>
        <a class="rail-logo" href="/" aria-label="Doorstep">
          <Logo size={38} onBrand />
        </a>
        <ul>
          {items.map((item) => (
            <li key={item.href}>
              <a class="rail-item" href={item.href} aria-current={item.href === current ? "page" : undefined}>
                <span class="rail-pill">
                  <Icon name={item.icon} />
                </span>
                {item.label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="rail-beside">{children}</div>
    </div>
  );
}
