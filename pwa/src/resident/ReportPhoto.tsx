import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Edge, photoBytes, photoUrl } from "../api/photos";

interface ReportPhotoProps {
  id: string;
  edge: Edge;
  alt: string;
  /** The reporter's key, for a photo that others may not see; an address alone can't carry it. */
  token: string | null;
}

/** A photo of a report, also of one that is not public yet. */
export function ReportPhoto({ id, edge, alt, token }: ReportPhotoProps) {
  const src = useSignal<string | null>(token === null ? photoUrl(id, edge) : null);
  useEffect(() => {
    if (token === null) {
      src.value = photoUrl(id, edge);
      return;
    }
    let made: string | null = null;
    let ended = false;
    photoBytes(id, edge, token).then(
      (blob) => {
        if (ended) return;
        made = URL.createObjectURL(blob);
        src.value = made;
      },
      () => {
        // It stays a grey field; the report's words are all there.
      },
    );
    return () => {
      ended = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [id, edge, token, src]);
  return src.value ? (
    <img src={src.value} alt={alt} loading="lazy" decoding="async" />
  ) : (
    <span class="photo-waits" role="img" aria-label={alt} />
  );
}
