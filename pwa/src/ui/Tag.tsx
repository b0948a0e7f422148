import "./Tag.css";
import type { ComponentChildren } from "preact";
import { Icon } from "./Icon";

/** The five shapes; the same ones stand on the map. */
export type TagShape = "new" | "doing" | "done" | "late" | "wait";

/** A status: shape, word and soft ground. Never a button. */
export function Tag({ shape, children }: { shape: TagShape; children: ComponentChildren }) {
  return (
    <span class={`tag tag--${shape}`}>
      <Icon name={`st-${shape}`} size={14} />
      <span>{children}</span>
    </span>
  );
}
