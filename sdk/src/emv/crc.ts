/**
 * The check value of object 63: CRC-16/CCITT-FALSE (ISO/IEC 13239, polynomial 1021, start FFFF) over the UTF-8 bytes
 * of the code up to and including "6304", as four capital hexadecimal digits. It finds misreadings, not forgeries.
 */
export function crcText(text: string): string {
  let crc = 0xffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, "0");
}
