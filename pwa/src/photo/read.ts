import { containerOf, type PhotoType } from "./container";
import { takenFrom } from "./exif";

/** The server's own limits, told before anything is sent. */
const MOST_BYTES = 25 * 1024 * 1024;
const MOST_PIXELS = 50_000_000;

/** Why a file can't be sent as a photo. The words for it are `photo.refused_<why>`. */
export type WhyUnreadable = "empty" | "bytes" | "type" | "pixels" | "broken";

export class PhotoUnreadable extends Error {
  override name = "PhotoUnreadable";

  constructor(readonly why: WhyUnreadable) {
    super(why);
  }
}

export interface ReadPhoto {
  /** The file's bytes as they are, with the type that they have by their content. */
  blob: Blob;
  type: PhotoType;
  /** Pixels, before any turning; null where the file does not say. */
  width: number | null;
  height: number | null;
  /** Where it says it was taken, WGS84 degrees. */
  place: { lat: number; lon: number } | null;
  takenAt: Date | null;
}

/** Read what a photo tells of itself, before anything is changed in it. Raises PhotoUnreadable. */
export async function readPhoto(file: Blob): Promise<ReadPhoto> {
  if (file.size === 0) throw new PhotoUnreadable("empty");
  if (file.size > MOST_BYTES) throw new PhotoUnreadable("bytes");
  const bytes = await bytesOf(file);
  const container = containerOf(bytes);
  if (!container) throw new PhotoUnreadable("type");
  const { type, width, height, exif } = container;
  if (width === 0 || height === 0 || (width === null && type !== "image/heic"))
    throw new PhotoUnreadable("broken");
  if ((width ?? 0) * (height ?? 0) > MOST_PIXELS) throw new PhotoUnreadable("pixels");
  const taken = exif ? takenFrom(exif) : { place: null, at: null };
  return { blob: new Blob([bytes], { type }), type, width, height, place: taken.place, takenAt: taken.at };
}

/** The gallery may have taken the file away, or it lies in a cloud that does not answer. */
async function bytesOf(file: Blob): Promise<ArrayBuffer> {
  try {
    return await file.arrayBuffer();
  } catch {
    throw new PhotoUnreadable("broken");
  }
}
