/** The shapes that stand on the map, as in the tags: a status is never told by colour alone. */

export type MapStatus = "new" | "doing" | "done" | "late" | "wait";

const SHADOW = '<ellipse class="mk-shadow" cy="17" rx="12" ry="3.5"/>';

const SHAPES: Record<MapStatus, string> = {
  new: '<circle class="mk-fill" r="14"/><circle class="mk-sign" r="7" stroke-width="2.6"/><circle class="mk-dot" r="2.6"/>',
  doing:
    '<path class="mk-fill" d="M0-18.5 18.5 0 0 18.5-18.5 0z"/><path class="mk-sign" d="M0-7.5V0l5 3.2" stroke-width="2.8"/>',
  done: '<rect class="mk-fill" x="-13.5" y="-13.5" width="27" height="27" rx="6.5"/><path class="mk-sign" d="m-6.2.4 4.3 4.3L6.2-4.6" stroke-width="3"/>',
  late: '<path class="mk-fill" d="M0-17.5 18 14.5H-18z"/><path class="mk-sign" d="M0-6.5V3.3M0 9v.01" stroke-width="3.2"/>',
  wait: '<circle class="mk-fill" r="14"/><circle class="mk-ring" r="9.5" stroke-dasharray="4.2 3.26"/>',
};

/** One report. `chosen` is the one whose card is open. */
export function markerSvg(status: MapStatus, chosen: boolean): string {
  const halo = chosen ? '<circle class="mk-halo" r="27"/>' : "";
  const scale = chosen ? ' transform="scale(1.12)"' : "";
  return svg(60, `mk--${status}`, `<g${scale}>${SHADOW}${halo}${SHAPES[status]}</g>`);
}

/** A stop of a crew's round, by its number; the next one stands out. */
export function stopSvg(number: number, next: boolean): string {
  const r = next ? 16 : 13;
  return svg(
    44,
    next ? "mk--next" : "mk--stop",
    `<circle class="mk-disc" r="${r}"/>${words(String(number), 15)}`,
  );
}

/** Several reports: how many, and a ring that shows the share of each status. */
export function clusterSvg(statuses: readonly MapStatus[]): string {
  const radius = 19;
  const round = 2 * Math.PI * radius;
  const gap = 2;
  const kinds = [...new Set(statuses)];
  let from = 0;
  const arcs = kinds.map((status) => {
    const length = (statuses.filter((one) => one === status).length / statuses.length) * round;
    const drawn = kinds.length > 1 ? Math.max(1, length - gap) : length;
    const arc = `<circle class="mk-arc mk--${status}" r="${radius}" transform="rotate(-90)" stroke-dasharray="${drawn.toFixed(1)} ${(round - drawn).toFixed(1)}" stroke-dashoffset="${(-from).toFixed(1)}"/>`;
    from += length;
    return arc;
  });
  const count = statuses.length > 999 ? "999+" : String(statuses.length);
  const shadow = '<ellipse class="mk-shadow" cy="22" rx="17" ry="4"/>';
  return svg(
    60,
    "",
    `${shadow}<circle class="mk-plate" r="23.5"/>${arcs.join("")}${words(count, count.length > 2 ? 12 : 15)}`,
  );
}

/** Where the phone is. */
export const HERE_SVG = svg(
  60,
  "",
  '<circle class="mk-near" r="26"/><circle class="mk-plate" r="11"/><circle class="mk-here" r="7.5"/>',
);

function svg(size: number, name: string, inside: string): string {
  const half = size / 2;
  return `<svg class="mk ${name}" viewBox="${-half} ${-half} ${size} ${size}" width="${size}" height="${size}" aria-hidden="true" focusable="false">${inside}</svg>`;
}

function words(text: string, size: number): string {
  return `<text class="mk-words" text-anchor="middle" dy=".36em" font-size="${size}">${text}</text>`;
}
