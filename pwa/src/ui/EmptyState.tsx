import "./EmptyState.css";
import type { ComponentChildren } from "preact";

interface EmptyStateProps {
  title: string;
  children: ComponentChildren;
  /** The one thing to do. */
  action?: ComponentChildren;
}

/** Says why there is nothing here, and offers one thing to do. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div class="empty-state">
      <svg width="96" height="40" viewBox="0 0 96 40" fill="none" aria-hidden="true" focusable="false">
        <g class="empty-houses" stroke-width="1.75" stroke-linejoin="round" stroke-linecap="round">
          <path d="M16 37V17l11-8 11 8v20z" />
          <path d="M58 37V13l10-9 10 9v24z" />
          <circle cx="48" cy="22" r="5" />
        </g>
        <path class="empty-ground" d="M2 37h92M48 27v10" stroke-width="1.75" stroke-linecap="round" />
      </svg>
      <div>
        <p class="empty-title">{title}</p>
        <p class="muted">{children}</p>
        {action && <div class="empty-action">{action}</div>}
      </div>
    </div>
  );
}
