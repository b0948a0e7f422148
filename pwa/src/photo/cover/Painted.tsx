import { useId } from "preact/hooks";
import { areaOf, type Covering } from "./geometry";

interface PaintedProps {
  /** Address of the whole, upright photo. */
  src: string;
  /** Its size in pixels, of whatever size it is served in: only the ratio counts. */
  width: number;
  height: number;
  covering: Covering;
  /** What it shows, in words; without it, it is decoration. */
  alt?: string;
}

/** A photo as it will look: the covers painted over it, the rest cut off. */
export function Painted({ src, width, height, covering, alt }: PaintedProps) {
  const id = useId();
  const long = Math.max(width, height);
  const area = areaOf(covering.crop);
  const blurred = covering.covers.filter((cover) => cover.kind === "box" && cover.style === "blur");
  const box = [area.x * width, area.y * height, area.w * width, area.h * height];
  return (
    <svg
      class="painted"
      viewBox={box.join(" ")}
      preserveAspectRatio="xMidYMid meet"
      role={alt ? "img" : undefined}
      aria-label={alt}
      aria-hidden={alt ? undefined : "true"}
      focusable="false"
    >
      <image href={src} width={width} height={height} preserveAspectRatio="none" />
      {blurred.length > 0 && (
        <>
          <filter id={`${id}f`} x="0" y="0" width="1" height="1">
            <feGaussianBlur stdDeviation={long / 45} edgeMode="duplicate" />
          </filter>
          <clipPath id={`${id}c`}>
            {blurred.map(
              (cover, index) =>
                cover.kind === "box" && (
                  <rect
                    key={index}
                    x={cover.x * width}
                    y={cover.y * height}
                    width={cover.w * width}
                    height={cover.h * height}
                  />
                ),
            )}
          </clipPath>
          <g clip-path={`url(#${id}c)`}>
            <image
              href={src}
              width={width}
              height={height}
              preserveAspectRatio="none"
              filter={`url(#${id}f)`}
            />
          </g>
        </>
      )}
      {covering.covers.map((cover, index) =>
        cover.kind === "stroke" ? (
          <polyline
            key={index}
            class="painted-stroke"
            points={dotted(cover.points)
              .map(([x, y]) => `${x * width},${y * height}`)
              .join(" ")}
            stroke-width={cover.width * long}
          />
        ) : (
          cover.style === "cover" && (
            <rect
              key={index}
              class="painted-box"
              x={cover.x * width}
              y={cover.y * height}
              width={cover.w * width}
              height={cover.h * height}
            />
          )
        ),
      )}
    </svg>
  );
}

/** A single point is drawn as a line to itself: a dot. */
function dotted<T>(points: readonly T[]): readonly T[] {
  return points.length === 1 ? [...points, ...points] : points;
}
