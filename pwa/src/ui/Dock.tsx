import "./Dock.css";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/**
 * The foot of the screen, with its main action in reach of a thumb. It sticks, unless large text has made
 * it taller than a third of the screen: then it stands at the end of the page instead.
 */
export function Dock({ children, plain = false }: { children: ComponentChildren; plain?: boolean }) {
  const ref = useRef<HTMLDivElement>(null);
  const [sticks, setSticks] = useState(true);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setSticks(element.offsetHeight <= innerHeight / 3);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    addEventListener("resize", measure);
    return () => {
      observer.disconnect();
      removeEventListener("resize", measure);
    };
  }, []);
  const classes = ["dock", sticks && "dock--sticks", plain && "dock--plain"].filter(Boolean).join(" ");
  return (
    <div class={classes} ref={ref}>
      {children}
    </div>
  );
}
