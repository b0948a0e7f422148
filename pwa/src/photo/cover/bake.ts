import { type Area, areaOf, type Covering } from "./geometry";

/** Longest edge of what is baked on a phone, in pixels; a smaller photo keeps its size. */
const MOST_EDGE = 2048;
const QUALITY = 0.85;
const PAINT = "#10201d";

/** This browser can't open the photo (HEIC outside of Safari), or has no room to draw it. It must not be sent as it is. */
export class CannotBake extends Error {
  override name = "CannotBake";
}

/** Where each part of a photo goes on the canvas. All in pixels. */
export interface Plan {
  /** What is cut out of the photo. */
  from: Area;
  /** The canvas, and what one pixel of the photo is on it. */
  width: number;
  height: number;
  scale: number;
}

/** How a photo of so many pixels is drawn. */
export function planOf(width: number, height: number, crop: Area | null, most = MOST_EDGE): Plan {
  const area = areaOf(crop);
  const x = Math.min(width - 1, Math.round(area.x * width));
  const y = Math.min(height - 1, Math.round(area.y * height));
  const w = Math.max(1, Math.min(width - x, Math.round(area.w * width)));
  const h = Math.max(1, Math.min(height - y, Math.round(area.h * height)));
  const scale = Math.min(1, most / Math.max(w, h));
  return {
    from: { x, y, w, h },
    width: Math.max(1, Math.round(w * scale)),
    height: Math.max(1, Math.round(h * scale)),
    scale,
  };
}

/** What is used of a canvas. */
export type Brush = Pick<
  CanvasRenderingContext2D,
  | "fillStyle"
  | "strokeStyle"
  | "lineWidth"
  | "lineCap"
  | "lineJoin"
  | "fillRect"
  | "beginPath"
  | "moveTo"
  | "lineTo"
  | "stroke"
>;

/**
 * Paint the covers, whole and dark. A box grows to full pixels, so that no edge shows through.
 *
 * width, height  of the photo, in pixels
 */
export function paintCovers(
  brush: Brush,
  covering: Covering,
  width: number,
  height: number,
  plan: Plan,
): void {
  const { from, scale } = plan;
  const toX = (x: number) => (x * width - from.x) * scale;
  const toY = (y: number) => (y * height - from.y) * scale;
  brush.fillStyle = PAINT;
  brush.strokeStyle = PAINT;
  brush.lineCap = "round";
  brush.lineJoin = "round";
  for (const cover of covering.covers) {
    if (cover.kind === "box") {
      const [left, top] = [Math.floor(toX(cover.x)), Math.floor(toY(cover.y))];
      brush.fillRect(
        left,
        top,
        Math.ceil(toX(cover.x + cover.w)) - left,
        Math.ceil(toY(cover.y + cover.h)) - top,
      );
      continue;
    }
    brush.lineWidth = Math.max(1, cover.width * Math.max(width, height) * scale);
    brush.beginPath();
    for (const [index, [x, y]] of cover.points.entries()) {
      if (index === 0) brush.moveTo(toX(x), toY(y));
      // A dot is a line that ends where it began; of no length at all it would not be drawn.
      if (index > 0 || cover.points.length === 1) brush.lineTo(toX(x) + (index > 0 ? 0 : 0.01), toY(y));
    }
    brush.stroke();
  }
}

/**
 * The photo as others may see it: covers painted in, cropped, upright, and nothing in it but pixels.
 *
 * Returns  a JPEG whose long edge is at most 2048 px; what the file told of place, time and camera is gone
 * Raises   CannotBake
 */
export async function bake(photo: Blob, covering: Covering): Promise<Blob> {
  const address = URL.createObjectURL(photo);
  const canvas = document.createElement("canvas");
  try {
    // An <img> turns the photo upright by itself in every browser that we serve; bitmaps do so only in some.
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const { naturalWidth, naturalHeight } = picture;
    const plan = planOf(naturalWidth, naturalHeight, covering.crop);
    canvas.width = plan.width;
    canvas.height = plan.height;
    const brush = canvas.getContext("2d", { alpha: false });
    if (!brush) throw new CannotBake();
    const { x, y, w, h } = plan.from;
    brush.imageSmoothingQuality = "high";
    brush.drawImage(picture, x, y, w, h, 0, 0, plan.width, plan.height);
    paintCovers(brush, covering, naturalWidth, naturalHeight, plan);
    return await encoded(canvas);
  } catch {
    throw new CannotBake();
  } finally {
    URL.revokeObjectURL(address);
    // Safari gives the memory back only when the canvas is empty.
    canvas.width = 0;
    canvas.height = 0;
  }
}

function encoded(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob?.type === "image/jpeg" ? resolve(blob) : reject(new CannotBake())),
      "image/jpeg",
      QUALITY,
    );
  });
}
