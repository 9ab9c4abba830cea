import { type RefObject, useEffect, useRef, useState } from "react";

/** `none`: no camera here, or the page has no secure origin and so may not ask for one. */
export type CameraState = "asking" | "running" | "denied" | "none";

interface Torch {
  isOn: boolean;
  toggle: () => void;
}

interface Camera {
  /** For the `<video>` that shows the picture. */
  video: RefObject<HTMLVideoElement | null>;
  state: CameraState;
  /** Only where the camera has a lamp. */
  torch: Torch | undefined;
}

/** The camera that looks away from the person; its tracks stop when the component goes. */
export function useCamera(): Camera {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>("asking");
  const [lamp, setLamp] = useState<MediaStreamTrack>();
  const [isLit, setIsLit] = useState(false);

  useEffect(() => {
    let stream: MediaStream | undefined;
    let isGone = false;

    async function start() {
      const opened = await openCamera();
      if (typeof opened === "string") {
        if (!isGone) setState(opened);
        return;
      }
      stream = opened;
      if (isGone || video.current === null) {
        stopTracks(stream);
        return;
      }
      video.current.srcObject = stream;
      const [track] = stream.getVideoTracks();
      track?.addEventListener("ended", () => setState("none"));
      setLamp(track && hasTorch(track) ? track : undefined);
      setState("running");
    }

    void start();
    return () => {
      isGone = true;
      stopTracks(stream);
    };
  }, []);

  async function toggleTorch(track: MediaStreamTrack) {
    await track.applyConstraints({ advanced: [{ torch: !isLit } as MediaTrackConstraintSet] });
    setIsLit(!isLit);
  }

  return { video, state, torch: lamp && { isOn: isLit, toggle: () => void toggleTorch(lamp) } };
}

async function openCamera(): Promise<MediaStream | "denied" | "none"> {
  // Left out by browsers on an origin that is not secure, whatever the types say
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) return "none";
  try {
    // More pixels decode slower and not better
    return await devices.getUserMedia({
      audio: false,
      video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } },
    });
  } catch (error) {
    return error instanceof DOMException && error.name === "NotAllowedError" ? "denied" : "none";
  }
}

function stopTracks(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

function hasTorch(track: MediaStreamTrack): boolean {
  return "getCapabilities" in track && "torch" in track.getCapabilities();
}
