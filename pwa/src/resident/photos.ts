import { t } from "../app/language";
import { newId } from "../offline/id";
import { PhotoUnreadable, readPhoto } from "../photo/read";
import { amend, type DraftPhoto, draft, MOST_PHOTOS } from "./draft";

/** Take photos into the report, as many as there is room for. Returns a sentence when one could not be used, else null. */
export async function addPhotos(files: readonly Blob[]): Promise<string | null> {
  let problem: string | null = null;
  for (const file of files) {
    if (draft.value.photos.length >= MOST_PHOTOS) break;
    try {
      const photo = await read(file);
      amend({ photos: [...draft.value.photos, photo] });
    } catch (cause) {
      problem = t(`photo.refused_${cause instanceof PhotoUnreadable ? cause.why : "broken"}`);
    }
  }
  return problem;
}

async function read(file: Blob): Promise<DraftPhoto> {
  const { blob, place, takenAt } = await readPhoto(file);
  return {
    id: newId(),
    blob,
    src: URL.createObjectURL(blob),
    place: place && { ...place, accuracy_m: null, source: "photo" },
    takenAt,
  };
}
