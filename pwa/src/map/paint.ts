import type { MapToken, Palette } from "./palette";
import { type Box, type Drawing, overlaps, type Piece } from "./shapes";

/** What part of a drawing is on a canvas: `scale` CSS pixels to a unit, `left` and `top` in units. */
export interface View {
  scale: number;
  left: number;
  top: number;
  width: number;
  height: number;
  zoom: number;
}

interface AreaStyle {
  fill: MapToken;
  edge?: MapToken;
  /** Of the edge, in metres. */
  edgeWidth?: number;
  opacity?: number;
  from?: number;
}

interface LineStyle {
  color: MapToken;
  /** Metres on the ground. */
  width: number;
  /** Pixels, below which it would no longer be seen. */
  least: number;
  dash?: readonly number[];
  casing?: { color: MapToken; extra: number };
  opacity?: number;
  from?: number;
}

/** Areas in the order in which they are laid, lowest first. `from` is the first zoom at which they are drawn. */
const GROUND: readonly [kind: string, style: AreaStyle][] = [
  ["land", { fill: "land" }],
  ["field", { fill: "block", from: 12 }],
  ["pasture", { fill: "park", opacity: 0.35 }],
  ["works", { fill: "block" }],
  ["block", { fill: "block" }],
  ["estate", { fill: "block", opacity: 0.8 }],
  ["wood", { fill: "park-2", opacity: 0.7 }],
  ["bank", { fill: "park-2", opacity: 0.55 }],
  ["park", { fill: "park" }],
  ["lawn", { fill: "park-2" }],
  ["water", { fill: "water", edge: "water-edge", edgeWidth: 1.5 }],
];

const BUILT: readonly [kind: string, style: AreaStyle][] = [
  ["station", { fill: "building", edge: "building-line", edgeWidth: 0.8 }],
  ["building", { fill: "building", edge: "building-line", edgeWidth: 0.8, from: 14.5 }],
];

const PATH: LineStyle = { color: "road", width: 2.6, least: 1.2, dash: [5, 3.5], opacity: 0.95, from: 14.5 };
const RAIL: LineStyle = { color: "rail", width: 4.5, least: 1.6 };
const RAIL_GAPS: LineStyle = { color: "land", width: 2.3, least: 0.8, dash: [9, 9], from: 13.5 };

/** Roads from the least to the greatest: all edges are laid before all surfaces, so that crossings are open. */
const ROADS: readonly [kind: string, style: LineStyle][] = [
  ["close", { color: "road", width: 8, least: 1, casing: { color: "road-edge", extra: 2 }, from: 13 }],
  ["lane", { color: "road", width: 8, least: 1, casing: { color: "road-edge", extra: 2 }, from: 13 }],
  ["street", { color: "road", width: 10, least: 1.2, casing: { color: "road-edge", extra: 2 }, from: 12 }],
  ["road", { color: "road", width: 11.5, least: 1.4, casing: { color: "road-edge", extra: 2 } }],
  ["main", { color: "main", width: 14, least: 2.2, casing: { color: "main-edge", extra: 2.2 } }],
  ["trunk", { color: "main", width: 20, least: 3, casing: { color: "main-edge", extra: 2.6 } }],
];

const TREE = { radius: 4.6, opacity: 0.75, from: 15 };

/** Draw everything but words. The context is already scaled to the device's pixels. */
export function paint(ctx: CanvasRenderingContext2D, drawing: Drawing, view: View, palette: Palette): void {
  const painter = new Painter(ctx, drawing, view, palette);
  ctx.fillStyle = palette.color("land");
  ctx.fillRect(0, 0, view.width, view.height);
  ctx.save();
  ctx.scale(view.scale, view.scale);
  ctx.translate(-view.left, -view.top);
  ctx.lineJoin = "round";
  for (const [kind, style] of GROUND) painter.areas(kind, style);
  painter.lines("path", PATH);
  painter.trees();
  ctx.lineCap = "butt";
  painter.lines("railway", RAIL);
  painter.lines("railway", RAIL_GAPS);
  ctx.lineCap = "round";
  for (const [kind, style] of ROADS) painter.casing(kind, style);
  for (const [kind, style] of ROADS) painter.lines(kind, style);
  for (const [kind, style] of BUILT) painter.areas(kind, style);
  ctx.restore();
}

/** The part of a drawing that a view shows, in units, with a margin for edges. */
export function windowOf(view: View): Box {
  const margin = 40 / view.scale;
  return {
    minX: view.left - margin,
    minY: view.top - margin,
    maxX: view.left + view.width / view.scale + margin,
    maxY: view.top + view.height / view.scale + margin,
  };
}

class Painter {
  private readonly window: Box;

  constructor(
    private readonly ctx: CanvasRenderingContext2D,
    private readonly drawing: Drawing,
    private readonly view: View,
    private readonly palette: Palette,
  ) {
    this.window = windowOf(view);
  }

  areas(kind: string, style: AreaStyle): void {
    if (!this.isDrawn(style.from)) return;
    this.ctx.globalAlpha = style.opacity ?? 1;
    this.ctx.fillStyle = this.palette.color(style.fill);
    if (style.edge) {
      this.ctx.strokeStyle = this.palette.color(style.edge);
      this.ctx.lineWidth = this.width(style.edgeWidth ?? 1, 0.4);
    }
    for (const piece of this.seen(kind, "area")) {
      const path = pathOf(piece);
      this.ctx.fill(path, "evenodd");
      if (style.edge) this.ctx.stroke(path);
    }
    this.ctx.globalAlpha = 1;
  }

  casing(kind: string, { casing, width, least, from }: LineStyle): void {
    if (!casing || !this.isDrawn(from)) return;
    this.ctx.strokeStyle = this.palette.color(casing.color);
    this.ctx.lineWidth = this.width(width, least) + this.width(casing.extra, 1.2);
    for (const piece of this.seen(kind, "line")) this.ctx.stroke(pathOf(piece));
  }

  lines(kind: string, style: LineStyle): void {
    if (!this.isDrawn(style.from)) return;
    const width = this.width(style.width, style.least);
    this.ctx.globalAlpha = style.opacity ?? 1;
    this.ctx.strokeStyle = this.palette.color(style.color);
    this.ctx.lineWidth = width;
    this.ctx.setLineDash((style.dash ?? []).map((length) => (length * width) / style.width));
    for (const piece of this.seen(kind, "line")) this.ctx.stroke(pathOf(piece));
    this.ctx.setLineDash([]);
    this.ctx.globalAlpha = 1;
  }

  trees(): void {
    if (!this.isDrawn(TREE.from)) return;
    this.ctx.globalAlpha = TREE.opacity;
    this.ctx.fillStyle = this.palette.color("tree");
    this.ctx.beginPath();
    for (const piece of this.seen("tree", "point")) {
      const { minX, minY } = piece.box;
      // No two alike, and each the same every time.
      const radius = TREE.radius * (0.7 + ((Math.abs(minX * 7 + minY * 13) | 0) % 10) / 14);
      const inUnits = radius * this.drawing.unitsPerMetre;
      this.ctx.moveTo(minX + inUnits, minY);
      this.ctx.arc(minX, minY, inUnits, 0, 2 * Math.PI);
    }
    this.ctx.fill();
    this.ctx.globalAlpha = 1;
  }

  private isDrawn(from = 0): boolean {
    return this.view.zoom >= from;
  }

  private seen(kind: string, form: Piece["form"]): Piece[] {
    const pieces = this.drawing.byKind.get(kind) ?? [];
    return pieces.filter((piece) => piece.form === form && overlaps(piece.box, this.window));
  }

  /** Metres as units, but at least so many pixels. */
  private width(metres: number, leastPixels: number): number {
    return Math.max(metres * this.drawing.unitsPerMetre, leastPixels / this.view.scale);
  }
}

const paths = new WeakMap<Piece, Path2D>();

function pathOf(piece: Piece): Path2D {
  const known = paths.get(piece);
  if (known) return known;
  const path = new Path2D();
  for (const run of piece.runs) {
    for (let at = 0; at + 1 < run.length; at += 2) {
      if (at === 0) path.moveTo(run[0] ?? 0, run[1] ?? 0);
      else path.lineTo(run[at] ?? 0, run[at + 1] ?? 0);
    }
    if (piece.form === "area") path.closePath();
  }
  paths.set(piece, path);
  return path;
}
