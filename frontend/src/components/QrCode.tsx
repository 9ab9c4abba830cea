import { encodeQR } from "qr";
import { useMemo } from "react";

const QUIET_ZONE_MODULES = 4;

interface QrCodeProps {
  text: string;
  /** What a screen reader says in place of the picture. */
  label: string;
}

/** Black on white whatever the theme, level L, byte mode, a quiet zone of four modules: as large as its place allows. */
export function QrCode({ text, label }: QrCodeProps) {
  const { path, size } = useMemo(() => drawModules(text), [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="mx-auto block aspect-square w-full min-w-[min(var(--container-code),100%)] max-w-phone rounded-card bg-quiet-zone"
    >
      <rect width={size} height={size} className="fill-quiet-zone" />
      <path d={path} className="fill-module" />
    </svg>
  );
}

function drawModules(text: string): { path: string; size: number } {
  const rows = encodeQR(text, "raw", { ecc: "low", encoding: "byte", border: QUIET_ZONE_MODULES });
  let path = "";
  for (const [y, row] of rows.entries()) {
    for (let x = 0; x < row.length; x++) {
      let end = x;
      while (row[end]) end++;
      if (end === x) continue;
      path += `M${x} ${y}h${end - x}v1h${x - end}z`;
      x = end;
    }
  }
  return { path, size: rows.length };
}
