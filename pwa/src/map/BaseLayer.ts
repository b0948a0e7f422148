import {
  DomUtil,
  type LatLng,
  Layer,
  type LeafletEventHandlerFn,
  type Map as LeafletMap,
  type ZoomAnimEvent,
} from "leaflet";
import { paintLabels } from "./labels";
import { paint, type View } from "./paint";
import { onSchemeChange, paletteOf } from "./palette";
import { type Drawing, ZOOM } from "./shapes";

/** How much is drawn beyond each edge, as a share of the map, so that a finger finds something there. */
const BEYOND = 0.25;
const SHARPEST = 2;

/** The base map under everything: one canvas, drawn anew when the map has moved, stretched while it zooms. */
export class BaseLayer extends Layer {
  private readonly canvas = DomUtil.create("canvas", "map-base leaflet-zoom-animated");
  private on_: LeafletMap | null = null;
  private drawing: Drawing | null = null;
  /** What the canvas shows now. */
  private shown: { centre: LatLng; zoom: number } | null = null;
  private frame = 0;
  private endScheme: () => void = () => {};

  /** Show this map from now on. */
  setDrawing(drawing: Drawing): void {
    this.drawing = drawing;
    this.redrawSoon();
  }

  override onAdd(map: LeafletMap): this {
    this.on_ = map;
    this.canvas.setAttribute("aria-hidden", "true");
    map.getPane("tilePane")?.append(this.canvas);
    this.endScheme = onSchemeChange(() => this.redrawSoon());
    this.redraw();
    return this;
  }

  override onRemove(): this {
    cancelAnimationFrame(this.frame);
    this.endScheme();
    this.canvas.remove();
    this.on_ = null;
    return this;
  }

  override getEvents(): Record<string, LeafletEventHandlerFn> {
    return {
      viewreset: () => this.redraw(),
      moveend: () => this.redraw(),
      resize: () => this.redraw(),
      move: () => this.keepUp(),
      zoom: () => this.stretch(),
      zoomanim: (event) => this.stretch((event as ZoomAnimEvent).center, (event as ZoomAnimEvent).zoom),
    };
  }

  /** A long drag would come to the end of what is drawn. */
  private keepUp(): void {
    const map = this.on_;
    if (!map || !this.shown || map.getZoom() !== this.shown.zoom) return;
    const moved = map.project(map.getCenter()).subtract(map.project(this.shown.centre));
    const size = map.getSize();
    if (Math.abs(moved.x) > size.x * BEYOND || Math.abs(moved.y) > size.y * BEYOND) this.redrawSoon();
  }

  private redrawSoon(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.redraw());
  }

  private redraw(): void {
    const map = this.on_;
    const ctx = this.canvas.getContext("2d");
    if (!map || !ctx) return;
    const size = map.getSize();
    const [width, height] = [Math.ceil(size.x * (1 + 2 * BEYOND)), Math.ceil(size.y * (1 + 2 * BEYOND))];
    const ratio = Math.min(SHARPEST, window.devicePixelRatio || 1);
    const corner = map.containerPointToLayerPoint([-size.x * BEYOND, -size.y * BEYOND]).round();
    this.shown = { centre: map.getCenter(), zoom: map.getZoom() };
    this.canvas.width = width * ratio;
    this.canvas.height = height * ratio;
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    DomUtil.setTransform(this.canvas, corner, 1);
    if (!this.drawing) return;
    const world = map.getPixelOrigin().add(corner);
    const scale = 2 ** (this.shown.zoom - ZOOM);
    const view: View = {
      scale,
      left: world.x / scale - this.drawing.origin.x,
      top: world.y / scale - this.drawing.origin.y,
      width,
      height,
      zoom: this.shown.zoom,
    };
    const palette = paletteOf(map.getContainer());
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    paint(ctx, this.drawing, view, palette);
    paintLabels(ctx, this.drawing, view, palette);
  }

  /** Move and scale the last picture to where it belongs at another centre and zoom. */
  private stretch(centre = this.on_?.getCenter(), zoom = this.on_?.getZoom()): void {
    const map = this.on_;
    if (!map || !this.shown || !centre || zoom === undefined) return;
    const scale = map.getZoomScale(zoom, this.shown.zoom);
    const half = map.getSize().divideBy(2);
    const origin = map
      .project(centre, zoom)
      .subtract(half)
      .add(map.layerPointToContainerPoint([0, 0]))
      .round();
    const corner = map
      .project(this.shown.centre, zoom)
      .subtract(half.multiplyBy((1 + 2 * BEYOND) * scale))
      .subtract(origin);
    DomUtil.setTransform(this.canvas, corner, scale);
  }
}
