import { type RefObject, useEffect, useEffectEvent } from "react";
import { readCode } from "./readCode.ts";

/** The same code held before the camera is told once in this time. */
const REPEAT_MS = 3_000;

/** Reads frame after frame while `state` is "running". */
export function useCodeInVideo(
  video: RefObject<HTMLVideoElement | null>,
  state: string,
  onText: (text: string) => void,
): void {
  const tell = useEffectEvent(onText);

  useEffect(() => {
    const shown = video.current;
    if (state !== "running" || shown === null) return undefined;
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (context === null) return undefined;
    let last = { text: "", at: 0 };
    let isGone = false;

    function readFrame(frame: HTMLVideoElement, pixels: CanvasRenderingContext2D) {
      if (isGone) return;
      const { videoWidth: width, videoHeight: height } = frame;
      if (width > 0 && height > 0) {
        if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
        pixels.drawImage(frame, 0, 0);
        const text = readCode(pixels.getImageData(0, 0, width, height));
        const now = performance.now();
        if (text !== undefined && (text !== last.text || now - last.at > REPEAT_MS)) {
          last = { text, at: now };
          tell(text);
        }
      }
      next(frame, pixels);
    }

    function next(frame: HTMLVideoElement, pixels: CanvasRenderingContext2D) {
      if ("requestVideoFrameCallback" in frame) frame.requestVideoFrameCallback(() => readFrame(frame, pixels));
      else requestAnimationFrame(() => readFrame(frame, pixels));
    }

    next(shown, context);
    return () => {
      isGone = true;
    };
  }, [video, state]);
}
