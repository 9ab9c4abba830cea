import encodeQR from "qr";

const WIDTH = 1280;
const HEIGHT = 720;
const QUIET_ZONE_MODULES = 4;
/** A hand holds no phone upright, nor fills the picture with the code. */
const TILT_RADIANS = (4 * Math.PI) / 180;
const SHARE_OF_HEIGHT = 0.75;
const BEHIND_THE_CODE = 128;

export interface Frame {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** Of the code as the till draws it: byte mode, level L. */
export function qrVersion(text: string): number {
  return (modulesOf(text).length - 2 * QUIET_ZONE_MODULES - 17) / 4;
}

/** A camera's picture in RGBA, 1280 × 720, of a code on a screen held a little askew. */
export function frameOf(text: string): Frame {
  const modules = modulesOf(text);
  const pixelsOfModule = (HEIGHT * SHARE_OF_HEIGHT) / modules.length;
  return draw((x, y) => {
    const across = (x * Math.cos(TILT_RADIANS) + y * Math.sin(TILT_RADIANS)) / pixelsOfModule;
    const down = (y * Math.cos(TILT_RADIANS) - x * Math.sin(TILT_RADIANS)) / pixelsOfModule;
    const module = modules[Math.floor(down + modules.length / 2)]?.[Math.floor(across + modules.length / 2)];
    return module === undefined ? BEHIND_THE_CODE : module ? 0 : 255;
  });
}

/** What a camera sees most of the time: a gradient, and no code in it. */
export function frameWithoutCode(): Frame {
  return draw((x, y) => 128 + (x + y) / 20);
}

/** What looking at every pixel once costs: no decoder can do with less. */
export function meanBrightness({ data }: Frame): number {
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) {
    sum += ((data[at] ?? 0) + 2 * (data[at + 1] ?? 0) + (data[at + 2] ?? 0)) >> 2;
  }
  return (sum * 4) / data.length;
}

function modulesOf(text: string): boolean[][] {
  return encodeQR(text, "raw", { ecc: "low", encoding: "byte", border: QUIET_ZONE_MODULES });
}

/** `grey` takes the place of a pixel, seen from the middle. */
function draw(grey: (x: number, y: number) => number): Frame {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
  for (let at = 0, y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++, at += 4) {
      data.fill(grey(x - WIDTH / 2 + 0.5, y - HEIGHT / 2 + 0.5), at, at + 3);
      data[at + 3] = 255;
    }
  }
  return { width: WIDTH, height: HEIGHT, data };
}
