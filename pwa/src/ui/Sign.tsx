import "./Sign.css";
import { Icon } from "./Icon";

/** A hazard, a need, or that none were told. For crews and desk only. */
export function Sign({ kind, children }: { kind: "hazard" | "need" | "none"; children: string }) {
  const icon = { hazard: "alert", need: "hand", none: "check" }[kind];
  return (
    <span class={`sign sign--${kind}`}>
      <Icon name={icon} size={18} />
      <span>{children}</span>
    </span>
  );
}
