import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Browser } from "@playwright/test";
import { WORKER } from "./worker.ts";

/** What the fake camera of this worker's browser shows. */
export const CAMERA_FILE = join(import.meta.dirname, `../../../test-results/camera-${WORKER}.y4m`);

const WIDTH = 640;
const HEIGHT = 480;
const FRAMES = 10;
const GREY = 128;

blankCamera();

/** Points the camera at nothing. */
export function blankCamera(): void {
  writeFrames(Buffer.alloc(WIDTH * HEIGHT, GREY));
}

/** Points the camera at a picture of a screen (PNG), as large as fits on a grey table. */
export async function pointCameraAt(picture: Buffer, browser: Browser): Promise<void> {
  writeFrames(await luminance(picture, browser));
}

/** One byte a pixel, drawn by the browser itself: Node has no decoder for pictures. */
async function luminance(picture: Buffer, browser: Browser): Promise<Buffer> {
  const page = await browser.newPage();
  const bytes = await page.evaluate(
    async ({ source, width, height }) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext("2d");
      if (!context) throw new Error("no canvas");
      context.fillStyle = "grey";
      context.fillRect(0, 0, width, height);
      const scale = Math.min(width / image.width, height / image.height) * 0.9;
      const [drawnWidth, drawnHeight] = [image.width * scale, image.height * scale];
      context.drawImage(image, (width - drawnWidth) / 2, (height - drawnHeight) / 2, drawnWidth, drawnHeight);
      const { data } = context.getImageData(0, 0, width, height);
      const grey: number[] = [];
      for (let at = 0; at < data.length; at += 4) {
        grey.push(Math.round(0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)));
      }
      return grey;
    },
    { source: `data:image/png;base64,${picture.toString("base64")}`, width: WIDTH, height: HEIGHT },
  );
  await page.close();
  return Buffer.from(bytes);
}

/** YUV4MPEG2: a line for the stream, then a line and three planes for each frame. */
function writeFrames(luma: Buffer): void {
  const chroma = Buffer.alloc((WIDTH * HEIGHT) / 4, GREY);
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F20:1 Ip A1:1 C420jpeg\n`);
  const frame = [Buffer.from("FRAME\n"), luma, chroma, chroma];
  mkdirSync(dirname(CAMERA_FILE), { recursive: true });
  writeFileSync(CAMERA_FILE, Buffer.concat([header, ...Array.from({ length: FRAMES }, () => frame).flat()]));
}
