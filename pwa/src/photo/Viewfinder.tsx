import "./Viewfinder.css";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../app/language";
import { Icon } from "../ui/Icon";
import { closeCamera, hasLight, NoCamera, openCamera, setLight, shoot, type WhyNoCamera } from "./camera";

interface ViewfinderProps {
  /** What is said over the picture; to residents: to stay safe. */
  says?: string;
  /** There are as many photos as a report may have. */
  full: boolean;
  /** The camera is being opened: the moment to ask where the phone is. */
  onOpen: () => void;
  /** Shots and chosen files, as they are; to be read by `readPhoto`. */
  onPhotos: (photos: readonly Blob[]) => void;
}

/**
 * What the camera sees, with a button to take it, and the gallery beside it.
 * Without a camera of ours, the phone's own camera app and the gallery.
 */
export function Viewfinder({ says, full, onOpen, onPhotos }: ViewfinderProps) {
  const video = useRef<HTMLVideoElement>(null);
  const open = useRef(onOpen);
  open.current = onOpen;
  const stream = useSignal<MediaStream | null>(null);
  const missing = useSignal<WhyNoCamera | null>(null);
  const isLit = useSignal(false);
  const isShooting = useSignal(false);

  useEffect(() => {
    let wanted = false;
    const start = async () => {
      wanted = true;
      try {
        const opened = await openCamera();
        if (!wanted || stream.value) return closeCamera(opened);
        stream.value = opened;
        missing.value = null;
        // Another app may take it away, or the person may in the browser's own menu.
        opened.getVideoTracks()[0]?.addEventListener("ended", () => {
          if (stream.value === opened) stop();
          missing.value ??= "busy";
        });
      } catch (cause) {
        if (wanted) missing.value = cause instanceof NoCamera ? cause.why : "none";
      }
    };
    const stop = () => {
      wanted = false;
      if (stream.value) closeCamera(stream.value);
      stream.value = null;
      isLit.value = false;
    };
    const onVisible = () => {
      if (document.visibilityState === "hidden") stop();
      else if (!stream.value) void start();
    };
    open.current();
    void start();
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      document.removeEventListener("visibilitychange", onVisible);
      stop();
    };
  }, [stream, missing, isLit]);

  const live = stream.value;
  useEffect(() => {
    if (!video.current || !live) return;
    video.current.srcObject = live;
    // Refused where a page may not play by itself; the first frame is there all the same.
    video.current.play().catch(() => {});
  }, [live]);

  const take = async () => {
    if (!video.current || isShooting.value) return;
    isShooting.value = true;
    try {
      onPhotos([await shoot(video.current)]);
    } catch (cause) {
      missing.value = cause instanceof NoCamera ? cause.why : "busy";
    } finally {
      isShooting.value = false;
    }
  };
  const light = async () => {
    if (!live) return;
    await setLight(live, !isLit.value);
    isLit.value = !isLit.value;
  };

  if (missing.value) {
    return (
      <div class="viewfinder viewfinder--none">
        <p class="small">{t(`photo.camera_${missing.value}`)}</p>
        <div class="viewfinder-files">
          {hasCameraApp() && <Files way="take" full={full} onPhotos={onPhotos} />}
          <Files way="choose" full={full} onPhotos={onPhotos} />
        </div>
      </div>
    );
  }
  return (
    <div class="viewfinder">
      <video
        ref={video}
        class="viewfinder-sight"
        aria-label={t("photo.viewfinder")}
        muted
        playsInline
        autoPlay
      />
      <i class="viewfinder-corner viewfinder-corner--start" />
      <i class="viewfinder-corner viewfinder-corner--end" />
      <p class="viewfinder-safe">{live ? (says ?? t("photo.stay_safe")) : t("photo.camera_starting")}</p>
      <div class="viewfinder-bar">
        <Files way="gallery" full={full} onPhotos={onPhotos} />
        <button
          type="button"
          class="viewfinder-shutter"
          aria-label={t("photo.take")}
          disabled={full || !live}
          onClick={() => void take()}
        >
          <Icon name="camera" size={26} />
        </button>
        {live && hasLight(live) ? (
          <button
            type="button"
            class="viewfinder-round"
            aria-label={t(isLit.value ? "photo.turn_light_off" : "photo.turn_light_on")}
            onClick={() => void light()}
          >
            <Icon name="flash" />
          </button>
        ) : (
          <span />
        )}
      </div>
    </div>
  );
}

/** Elsewhere "capture" opens the same list of files as the gallery. */
function hasCameraApp(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}

interface FilesProps {
  /** take: the phone's camera app. choose, gallery: photos that are there already. */
  way: "take" | "choose" | "gallery";
  full: boolean;
  onPhotos: ViewfinderProps["onPhotos"];
}

function Files({ way, full, onPhotos }: FilesProps) {
  return (
    <label class={way === "gallery" ? "viewfinder-round" : "viewfinder-file"}>
      <input
        class="visually-hidden"
        type="file"
        accept="image/*"
        capture={way === "take" ? "environment" : undefined}
        multiple={way !== "take"}
        disabled={full}
        aria-label={way === "gallery" ? t("photo.choose") : undefined}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // The same file may be chosen again after it was taken out.
          currentTarget.value = "";
          if (files.length > 0) onPhotos(files);
        }}
      />
      <Icon name={way === "take" ? "camera" : "photo"} />
      {way !== "gallery" && <span>{t(way === "take" ? "photo.take" : "photo.choose")}</span>}
    </label>
  );
}
