import { useSignal } from "@preact/signals";
import { Icon, type IconName } from "./Icon";
import "./Picture.css";

interface PictureProps {
  src: string;
  alt: string;
  /** Stands in its place where this browser can't show it: a HEIC photo outside of Safari. */
  icon?: IconName;
}

/** A photo as it lies on the phone, or a sign of one. */
export function Picture({ src, alt, icon = "photo" }: PictureProps) {
  const isShown = useSignal(true);
  if (!isShown.value)
    return (
      <span class="picture-sign" role="img" aria-label={alt}>
        <Icon name={icon} size={28} />
      </span>
    );
  return (
    <img
      src={src}
      alt={alt}
      onError={() => {
        isShown.value = false;
      }}
    />
  );
}
