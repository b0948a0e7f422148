/** Place and time out of an EXIF block (CIPA DC-008). Hostile blocks give nothing, and never much work. */

export interface Taken {
  place: { lat: number; lon: number } | null;
  at: Date | null;
}

const MOST_TAGS = 400;
const EXIF_IFD = 0x8769;
const GPS_IFD = 0x8825;
const TIME_TAKEN = 0x9003;
const TIME_OFFSET = 0x9011;
const LAT_REF = 1;
const LAT = 2;
const LON_REF = 3;
const LON = 4;
const ASCII = 2;
const LONG = 4;
const RATIONAL = 5;

interface Tag {
  type: number;
  count: number;
  /** Where its value stands: in the tag itself when it is of four bytes or less. */
  at: number;
}

/** Read where and when. `tiff` is the block from its byte-order mark on. */
export function takenFrom(tiff: DataView): Taken {
  const taken: Taken = { place: null, at: null };
  try {
    const order = tiff.getUint16(0);
    if (order !== 0x4949 && order !== 0x4d4d) return taken;
    const block = new Block(tiff, order === 0x4949);
    if (block.short(2) !== 42) return taken;
    const first = block.tags(block.long(4));
    taken.at = timeIn(block, block.tagsBehind(first.get(EXIF_IFD)));
    taken.place = placeIn(block, block.tagsBehind(first.get(GPS_IFD)));
  } catch (error) {
    // Something in it points beyond its end.
    if (!(error instanceof RangeError)) throw error;
  }
  return taken;
}

class Block {
  constructor(
    private readonly view: DataView,
    private readonly little: boolean,
  ) {}

  short(at: number): number {
    return this.view.getUint16(at, this.little);
  }

  long(at: number): number {
    return this.view.getUint32(at, this.little);
  }

  tags(at: number): Map<number, Tag> {
    const found = new Map<number, Tag>();
    const count = Math.min(this.short(at), MOST_TAGS);
    for (let number = 0; number < count; number++) {
      const entry = at + 2 + number * 12;
      const [type, values] = [this.short(entry + 2), this.long(entry + 4)];
      const bytes = values * (type === RATIONAL ? 8 : type === LONG ? 4 : type === ASCII ? 1 : 2);
      found.set(this.short(entry), {
        type,
        count: values,
        at: bytes <= 4 ? entry + 8 : this.long(entry + 8),
      });
    }
    return found;
  }

  tagsBehind(pointer: Tag | undefined): Map<number, Tag> {
    return pointer?.type === LONG ? this.tags(this.long(pointer.at)) : new Map();
  }

  text(tag: Tag | undefined): string {
    if (tag?.type !== ASCII || tag.count > 64) return "";
    let text = "";
    for (let number = 0; number < tag.count; number++) {
      const code = this.view.getUint8(tag.at + number);
      if (code === 0) break;
      text += String.fromCharCode(code);
    }
    return text;
  }

  /** Degrees, minutes, seconds as degrees; NaN when they are not that. */
  degrees(tag: Tag | undefined): number {
    if (tag?.type !== RATIONAL || tag.count !== 3) return Number.NaN;
    const [whole, minutes, seconds] = [0, 8, 16].map(
      (by) => this.long(tag.at + by) / this.long(tag.at + by + 4),
    );
    // Many phones write the seconds as 0/0 when the minutes hold the fraction.
    return (whole ?? 0) + (minutes ?? 0) / 60 + (seconds || 0) / 3600;
  }
}

function placeIn(block: Block, tags: Map<number, Tag>): Taken["place"] {
  const [north, east] = [block.text(tags.get(LAT_REF)), block.text(tags.get(LON_REF))];
  if (!/^[NS]$/.test(north) || !/^[EW]$/.test(east)) return null;
  const lat = block.degrees(tags.get(LAT)) * (north === "S" ? -1 : 1);
  const lon = block.degrees(tags.get(LON)) * (east === "W" ? -1 : 1);
  const isPlace = Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  // 0°, 0° is what a phone without a fix writes.
  return isPlace && (lat !== 0 || lon !== 0) ? { lat, lon } : null;
}

function timeIn(block: Block, tags: Map<number, Tag>): Date | null {
  const match = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(block.text(tags.get(TIME_TAKEN)));
  if (!match) return null;
  const offset = /^[+-]\d\d:\d\d$/.exec(block.text(tags.get(TIME_OFFSET)))?.[0] ?? "";
  // Without an offset it is the time on the wall where this phone is.
  const at = new Date(`${match[1]}-${match[2]}-${match[3]}T${match[4]}${offset}`);
  return Number.isNaN(at.getTime()) ? null : at;
}
