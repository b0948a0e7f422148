import { type View, windowOf } from "./paint";
import type { Palette } from "./palette";
import { type Box, type Drawing, overlaps, type Piece } from "./shapes";

interface LabelStyle {
  form: Piece["form"];
  color: "label" | "label-water" | "label-park";
  halo: boolean;
  italic: boolean;
  /** First zoom at which it is written, and the one from which on it is not. */
  from: number;
  to?: number;
}

/** Most important first: what comes later gives way. */
const STYLES: readonly [kind: string, style: LabelStyle][] = [
  ["ward", { form: "area", color: "label", halo: true, italic: false, from: 12, to: 14.5 }],
  ["park", { form: "area", color: "label-park", halo: true, italic: false, from: 14 }],
  ["water_line", { form: "line", color: "label-water", halo: false, italic: true, from: 13.5 }],
  ["trunk", { form: "line", color: "label", halo: true, italic: false, from: 14 }],
  ["main", { form: "line", color: "label", halo: true, italic: false, from: 14 }],
  ["station", { form: "area", color: "label", halo: true, italic: false, from: 15 }],
  ["road", { form: "line", color: "label", halo: true, italic: false, from: 15 }],
  ["street", { form: "line", color: "label", halo: true, italic: false, from: 15.5 }],
  ["lane", { form: "line", color: "label", halo: true, italic: false, from: 16 }],
  ["close", { form: "line", color: "label", halo: true, italic: false, from: 16 }],
  ["water", { form: "area", color: "label-water", halo: false, italic: true, from: 16 }],
  ["estate", { form: "area", color: "label", halo: true, italic: false, from: 15.5 }],
  ["path", { form: "line", color: "label-park", halo: true, italic: false, from: 17 }],
];

/** A name is written again after so many pixels of its street. */
const EVERY_PX = 340;
/** The same name not nearer than this to itself. */
const APART_PX = 180;
const SHARPEST_BEND = 0.5;

/** One letter (or, for an area, one line of words) and where its middle stands, in CSS pixels. */
export interface Glyph {
  text: string;
  x: number;
  y: number;
  angle: number;
  width: number;
}

type Measure = (text: string) => number;

/** Write the names of streets along them and those of parks in them, where there is room. */
export function paintLabels(
  ctx: CanvasRenderingContext2D,
  drawing: Drawing,
  view: View,
  palette: Palette,
): void {
  const size = view.zoom >= 17 ? 13 : 11.5;
  const taken: Box[] = [];
  const written: { name: string; x: number; y: number }[] = [];
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const [kind, style] of STYLES) {
    if (view.zoom < style.from || view.zoom >= (style.to ?? Infinity)) continue;
    ctx.font = `${style.italic ? "italic " : ""}600 ${size}px ${palette.font}`;
    ctx.fillStyle = palette.color(style.color);
    ctx.strokeStyle = palette.color("halo");
    ctx.lineWidth = size * 0.29;
    const measure: Measure = (text) => ctx.measureText(text).width;
    for (const piece of named(drawing, kind, style.form, view)) {
      for (const glyphs of placings(piece, view, size, measure)) {
        const middle = glyphs[glyphs.length >> 1];
        if (!middle || written.some((one) => isNear(one, piece.name, middle))) continue;
        const boxes = glyphs.map((glyph) => boxAround(glyph, size));
        if (boxes.some((box) => taken.some((other) => overlaps(box, other)))) continue;
        taken.push(...boxes);
        written.push({ name: piece.name, x: middle.x, y: middle.y });
        write(ctx, glyphs, style.halo);
      }
    }
  }
}

function named(drawing: Drawing, kind: string, form: Piece["form"], view: View): Piece[] {
  const seen = windowOf(view);
  const pieces = drawing.byKind.get(kind) ?? [];
  return pieces.filter((piece) => piece.name && piece.form === form && overlaps(piece.box, seen));
}

/** Where a piece's name could stand. Depends on the whole piece, so that names stay put when the map is moved. */
function placings(piece: Piece, view: View, size: number, measure: Measure): Glyph[][] {
  const run = piece.runs[0];
  if (!run) return [];
  const onScreen = Float64Array.from(run, (value, at) =>
    at % 2 === 0 ? (value - view.left) * view.scale : (value - view.top) * view.scale,
  );
  if (piece.form === "area") {
    const width = (piece.box.maxX - piece.box.minX) * view.scale;
    return [linesIn(onScreen, piece.name, width, size, measure)];
  }
  const length = lengthOf(onScreen);
  const count = Math.max(1, Math.floor(length / EVERY_PX));
  return Array.from({ length: count }, (_, at) => {
    const middle = ((at + 0.5) / count) * length;
    return along(onScreen, piece.name, middle, measure);
  });
}

/**
 * The letters of a name along a line, upright to a reader. Empty where the line is too short or bends too much.
 *
 * line    x, y, x, y … in pixels
 * middle  where the middle of the name stands, in pixels from the line's start
 */
export function along(line: Float64Array, name: string, middle: number, measure: Measure): Glyph[] {
  const letters = [...name].map((text) => ({ text, width: measure(text) }));
  const width = letters.reduce((sum, letter) => sum + letter.width, 0);
  const start = middle - width / 2;
  if (start < 4 || start + width + 4 > lengthOf(line)) return [];
  const first = pointAt(line, start);
  const last = pointAt(line, start + width);
  const backwards = last.x < first.x;
  const glyphs: Glyph[] = [];
  let before = 0;
  for (const { text, width: own } of letters) {
    const from = start + (backwards ? width - before - own / 2 : before + own / 2);
    const { x, y, angle } = pointAt(line, from);
    glyphs.push({ text, x, y, width: own, angle: backwards ? angle + Math.PI : angle });
    before += own;
  }
  const bends = glyphs.some(
    (glyph, at) => at > 0 && turn(glyph.angle, glyphs[at - 1]?.angle ?? 0) > SHARPEST_BEND,
  );
  return bends ? [] : glyphs;
}

function linesIn(ring: Float64Array, name: string, width: number, size: number, measure: Measure): Glyph[] {
  const lines: string[] = [];
  for (const word of name.split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && measure(`${line} ${word}`) <= 96) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  const widest = Math.max(...lines.map(measure));
  if (widest > width * 1.4) return [];
  const { x, y } = centreOf(ring);
  const top = y - ((lines.length - 1) * size * 1.2) / 2;
  return lines.map((text, at) => ({ text, x, y: top + at * size * 1.2, angle: 0, width: measure(text) }));
}

function write(ctx: CanvasRenderingContext2D, glyphs: readonly Glyph[], halo: boolean): void {
  // Every halo before every letter, or one letter's halo would cut into the next.
  for (const layer of halo ? (["strokeText", "fillText"] as const) : (["fillText"] as const)) {
    for (const { text, x, y, angle } of glyphs) {
      ctx.save();
      ctx.translate(x, y);
      ctx.rotate(angle);
      ctx[layer](text, 0, 0);
      ctx.restore();
    }
  }
}

function pointAt(line: Float64Array, distance: number): { x: number; y: number; angle: number } {
  let left = distance;
  for (let at = 2; at + 1 < line.length; at += 2) {
    const [x, y] = [line[at - 2] ?? 0, line[at - 1] ?? 0];
    const [dx, dy] = [(line[at] ?? 0) - x, (line[at + 1] ?? 0) - y];
    const length = Math.hypot(dx, dy);
    if (left <= length || at + 3 >= line.length) {
      const share = length > 0 ? Math.min(1, left / length) : 0;
      return { x: x + dx * share, y: y + dy * share, angle: Math.atan2(dy, dx) };
    }
    left -= length;
  }
  return { x: line[0] ?? 0, y: line[1] ?? 0, angle: 0 };
}

function lengthOf(line: Float64Array): number {
  let length = 0;
  for (let at = 2; at + 1 < line.length; at += 2) {
    length += Math.hypot((line[at] ?? 0) - (line[at - 2] ?? 0), (line[at + 1] ?? 0) - (line[at - 1] ?? 0));
  }
  return length;
}

/** Centre of gravity of a ring; the mean of its corners where it has no size. */
function centreOf(ring: Float64Array): { x: number; y: number } {
  let [area, cx, cy, sx, sy] = [0, 0, 0, 0, 0];
  const count = ring.length / 2;
  for (let at = 0; at < count; at++) {
    const next = (at + 1) % count;
    const [x, y] = [ring[at * 2] ?? 0, ring[at * 2 + 1] ?? 0];
    const [nx, ny] = [ring[next * 2] ?? 0, ring[next * 2 + 1] ?? 0];
    const cross = x * ny - nx * y;
    area += cross;
    cx += (x + nx) * cross;
    cy += (y + ny) * cross;
    sx += x;
    sy += y;
  }
  return Math.abs(area) < 1e-6
    ? { x: sx / count, y: sy / count }
    : { x: cx / (3 * area), y: cy / (3 * area) };
}

function boxAround({ x, y, width, angle }: Glyph, size: number): Box {
  const halfX = (Math.abs(Math.cos(angle)) * width + Math.abs(Math.sin(angle)) * size) / 2 + 2;
  const halfY = (Math.abs(Math.sin(angle)) * width + Math.abs(Math.cos(angle)) * size) / 2 + 2;
  return { minX: x - halfX, minY: y - halfY, maxX: x + halfX, maxY: y + halfY };
}

function isNear(
  one: { name: string; x: number; y: number },
  name: string,
  at: { x: number; y: number },
): boolean {
  return one.name === name && Math.hypot(one.x - at.x, one.y - at.y) < APART_PX;
}

function turn(one: number, other: number): number {
  const difference = Math.abs(one - other) % (2 * Math.PI);
  return Math.min(difference, 2 * Math.PI - difference);
}
