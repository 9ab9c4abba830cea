import { decodeQR } from "qr/decode.js";

const utf8 = new TextDecoder();

/** The text of the QR code in a picture, or none. Loaded with the scanner only: nobody else needs a decoder. */
export function readCode(picture: ImageData): string | undefined {
  try {
    return decodeQR(picture, { textDecoder: (bytes) => utf8.decode(bytes) });
  } catch {
    return undefined; // no code in this picture: the usual case, frame after frame
  }
}
