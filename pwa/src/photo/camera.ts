/** denied: the person or the page's rules said no. none: there is none. busy: another app has it. */
export type WhyNoCamera = "denied" | "none" | "busy";

export class NoCamera extends Error {
  override name = "NoCamera";

  constructor(readonly why: WhyNoCamera) {
    super(why);
  }
}

const WHY: Record<string, WhyNoCamera> = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "none",
  OverconstrainedError: "none",
  NotReadableError: "busy",
  AbortError: "busy",
};
const JPEG_QUALITY = 0.9;

/** Long enough for a camera that another app has just let go of, or that wakes slowly. */
const AGAIN_MS = 700;

/**
 * Open the camera that looks away from the person, at a second try where it is busy. The caller closes it.
 * Raises NoCamera.
 */
export async function openCamera(): Promise<MediaStream> {
  // Missing without HTTPS.
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
  if (!mediaDevices?.getUserMedia) throw new NoCamera("none");
  try {
    return await ask(mediaDevices);
  } catch (cause) {
    if (!(cause instanceof NoCamera) || cause.why !== "busy") throw cause;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    return ask(mediaDevices);
  }
}

async function ask(mediaDevices: MediaDevices): Promise<MediaStream> {
  try {
    return await mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: { ideal: "environment" }, width: { ideal: 2560 }, height: { ideal: 1920 } },
    });
  } catch (cause) {
    throw new NoCamera((cause instanceof DOMException && WHY[cause.name]) || "none");
  }
}

/** Let go of the camera; its light goes out. */
export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** What the camera sees now, as a JPEG in the camera's own size. Raises NoCamera when there is no picture. */
export async function shoot(video: HTMLVideoElement): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  const shot = await new Promise<Blob | null>((resolve) =>
    canvas.toBlob(resolve, "image/jpeg", JPEG_QUALITY),
  );
  if (!shot || canvas.width === 0) throw new NoCamera("busy");
  return shot;
}

/** The torch is not in the type library yet. */
interface TorchTrack extends MediaStreamTrack {
  getCapabilities(): MediaTrackCapabilities & { torch?: boolean };
}

/** Whether this camera has a light of its own. */
export function hasLight(stream: MediaStream): boolean {
  const [track] = stream.getVideoTracks() as TorchTrack[];
  return track?.getCapabilities?.().torch === true;
}

/** Turn the camera's light on or off. */
export async function setLight(stream: MediaStream, on: boolean): Promise<void> {
  const [track] = stream.getVideoTracks();
  await track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
}
