import "./Card.css";
import type { ComponentChildren } from "preact";

interface CardProps {
  children: ComponentChildren;
  /** Kept on the phone, not sent yet: a dashed edge. */
  waiting?: boolean;
  /** Something went wrong: red edge and ground. */
  wrong?: boolean;
  padded?: boolean;
}

/** One thing, one tap target, up to two actions. */
export function Card({ children, waiting = false, wrong = false, padded = true }: CardProps) {
  const classes = ["card", padded && "card--padded", waiting && "card--waiting", wrong && "card--wrong"];
  return <div class={classes.filter(Boolean).join(" ")}>{children}</div>;
}
