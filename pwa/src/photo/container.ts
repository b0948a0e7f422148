/** What a photo's file is, by its content alone: kind, size, and where its EXIF block lies. Nothing is decoded. */

export type PhotoType = "image/jpeg" | "image/png" | "image/webp" | "image/heic";

export interface Container {
  type: PhotoType;
  /** Pixels, before any turning; null where the file does not say. */
  width: number | null;
  height: number | null;
  /** The TIFF block inside EXIF, null where there is none. */
  exif: DataView | null;
}

interface Found {
  width: number | null;
  height: number | null;
  exif: DataView | null;
}

/** Nothing in a photo needs more; a file that says so is made to keep us busy. */
const MOST_PARTS = 2_000;

/** Look into a file. Null when it is none of the four kinds; a damaged one gives what could be read. */
export function containerOf(bytes: ArrayBuffer): Container | null {
  const view = new DataView(bytes);
  const type = typeOf(view);
  if (!type) return null;
  const found: Found = { width: null, height: null, exif: null };
  try {
    WALKS[type](view, found);
  } catch (error) {
    // It ends before it should, or points beyond its end.
    if (!(error instanceof RangeError)) throw error;
  }
  return { type, ...found };
}

const HEIF_BRANDS = new Set(["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]);

function typeOf(view: DataView): PhotoType | null {
  if (view.byteLength < 12) return null;
  if (view.getUint16(0) === 0xffd8 && view.getUint8(2) === 0xff) return "image/jpeg";
  if (view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a) return "image/png";
  if (word(view, 0) === "RIFF" && word(view, 8) === "WEBP") return "image/webp";
  return word(view, 4) === "ftyp" && HEIF_BRANDS.has(word(view, 8)) ? "image/heic" : null;
}

const WALKS: Record<PhotoType, (view: DataView, found: Found) => void> = {
  "image/jpeg": walkJpeg,
  "image/png": walkPng,
  "image/webp": walkWebp,
  "image/heic": walkHeif,
};

function walkJpeg(view: DataView, found: Found): void {
  let at = 2;
  for (let part = 0; part < MOST_PARTS; part++) {
    if (view.getUint8(at) !== 0xff) return;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xda || marker === 0xd9) return;
    const length = view.getUint16(at + 2);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      found.height = view.getUint16(at + 5);
      found.width = view.getUint16(at + 7);
    } else if (marker === 0xe1 && word(view, at + 4) === "Exif") {
      found.exif ??= slice(view, at + 10, length - 8);
    }
    at += 2 + length;
  }
}

function walkPng(view: DataView, found: Found): void {
  let at = 8;
  for (let part = 0; part < MOST_PARTS; part++) {
    const length = view.getUint32(at);
    const name = word(view, at + 4);
    if (name === "IHDR") {
      found.width = view.getUint32(at + 8);
      found.height = view.getUint32(at + 12);
    } else if (name === "eXIf") found.exif = slice(view, at + 8, length);
    else if (name === "IEND") return;
    at += 12 + length;
  }
}

function walkWebp(view: DataView, found: Found): void {
  let at = 12;
  for (let part = 0; part < MOST_PARTS && at + 8 <= view.byteLength; part++) {
    const name = word(view, at);
    const length = view.getUint32(at + 4, true);
    const data = at + 8;
    if (name === "VP8X") {
      found.width = 1 + uint24(view, data + 4);
      found.height = 1 + uint24(view, data + 7);
    } else if (name === "VP8 ") {
      found.width ??= view.getUint16(data + 6, true) & 0x3fff;
      found.height ??= view.getUint16(data + 8, true) & 0x3fff;
    } else if (name === "VP8L") {
      const bits = view.getUint32(data + 1, true);
      found.width ??= 1 + (bits & 0x3fff);
      found.height ??= 1 + ((bits >>> 14) & 0x3fff);
    } else if (name === "EXIF") {
      // Some writers leave the JPEG's own prefix before it.
      const prefix = length >= 6 && word(view, data) === "Exif" ? 6 : 0;
      found.exif = slice(view, data + prefix, length - prefix);
    }
    at = data + length + (length % 2);
  }
}

/** ISO 23008-12: the item of type Exif, and the largest size that any item has. */
function walkHeif(view: DataView, found: Found): void {
  const meta = boxes(view, 0, view.byteLength).find((box) => box.name === "meta");
  if (!meta) return;
  const inside = boxes(view, meta.from + 4, meta.to);
  const properties = inside
    .filter((box) => box.name === "iprp")
    .flatMap((box) => boxes(view, box.from, box.to));
  for (const list of properties.filter((box) => box.name === "ipco")) {
    for (const { name, from } of boxes(view, list.from, list.to)) {
      if (name !== "ispe") continue;
      const [width, height] = [view.getUint32(from + 4), view.getUint32(from + 8)];
      if (width * height <= (found.width ?? 0) * (found.height ?? 0)) continue;
      found.width = width;
      found.height = height;
    }
  }
  const infos = inside.find((box) => box.name === "iinf");
  const places = inside.find((box) => box.name === "iloc");
  const item = infos && exifItem(view, infos);
  const extent = item !== undefined && places ? firstExtent(view, places, item) : null;
  if (!extent) return;
  // The block begins with how far its TIFF header lies behind these four bytes.
  const skip = 4 + view.getUint32(extent.offset);
  found.exif = slice(view, extent.offset + skip, extent.length - skip);
}

interface Box {
  name: string;
  from: number;
  to: number;
}

function boxes(view: DataView, start: number, end: number): Box[] {
  const found: Box[] = [];
  let at = start;
  while (at + 8 <= end && found.length < MOST_PARTS) {
    const short = view.getUint32(at);
    const long = short === 1;
    const size = long ? Number(view.getBigUint64(at + 8)) : short === 0 ? end - at : short;
    const head = long ? 16 : 8;
    if (size < head || at + size > end) break;
    found.push({ name: word(view, at + 4), from: at + head, to: at + size });
    at += size;
  }
  return found;
}

function exifItem(view: DataView, box: Box): number | undefined {
  const counted = view.getUint8(box.from) === 0 ? 6 : 8;
  for (const info of boxes(view, box.from + counted, box.to)) {
    const version = view.getUint8(info.from);
    if (info.name !== "infe" || version < 2) continue;
    const wide = version > 2;
    const id = wide ? view.getUint32(info.from + 4) : view.getUint16(info.from + 4);
    if (word(view, info.from + (wide ? 10 : 8)) === "Exif") return id;
  }
  return undefined;
}

function firstExtent(view: DataView, box: Box, item: number): { offset: number; length: number } | null {
  const version = view.getUint8(box.from);
  const sizes = view.getUint16(box.from + 4);
  const [offsetSize, lengthSize] = [sizes >> 12, (sizes >> 8) & 15];
  const [baseSize, indexSize] = [(sizes >> 4) & 15, version > 0 ? sizes & 15 : 0];
  const wide = version > 1;
  const count = wide ? view.getUint32(box.from + 6) : view.getUint16(box.from + 6);
  let at = box.from + (wide ? 10 : 8);
  for (let number = 0; number < Math.min(count, MOST_PARTS); number++) {
    const id = wide ? view.getUint32(at) : view.getUint16(at);
    at += wide ? 4 : 2;
    const method = version > 0 ? view.getUint16(at) & 15 : 0;
    at += version > 0 ? 4 : 2;
    const base = uint(view, at, baseSize);
    at += baseSize;
    const extents = view.getUint16(at);
    at += 2;
    if (id === item) {
      if (method !== 0 || extents === 0) return null;
      const offset = base + uint(view, at + indexSize, offsetSize);
      return { offset, length: uint(view, at + indexSize + offsetSize, lengthSize) };
    }
    at += extents * (indexSize + offsetSize + lengthSize);
  }
  return null;
}

function uint(view: DataView, at: number, size: number): number {
  if (size === 0) return 0;
  if (size === 4) return view.getUint32(at);
  if (size === 8) return Number(view.getBigUint64(at));
  throw new RangeError(`a number of ${size} bytes`);
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}

function word(view: DataView, at: number): string {
  return String.fromCharCode(
    view.getUint8(at),
    view.getUint8(at + 1),
    view.getUint8(at + 2),
    view.getUint8(at + 3),
  );
}

/** Part of a file; RangeError when it is not all there. */
function slice(view: DataView, at: number, length: number): DataView {
  return new DataView(view.buffer, at, length);
}
