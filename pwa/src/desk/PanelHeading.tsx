import type { ComponentChildren } from "preact";
import { isWide } from "./wide";

/** Heading of a part of a job: one level under the job's own, which on a narrow screen is the page's. */
export function PanelHeading({ children }: { children: ComponentChildren }) {
  const Heading = isWide.value ? "h3" : "h2";
  return <Heading class="panel-heading">{children}</Heading>;
}
