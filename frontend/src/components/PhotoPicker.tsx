import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { buttonClass } from "./Button.tsx";
import { Icon } from "./Icon.tsx";
import { readCode } from "./readCode.ts";

/** Larger photos are scaled down: a code that needs more pixels would not be seen by a camera either. */
const MAX_SIDE_PX = 1600;

export function PhotoPicker({ onText }: { onText: (text: string) => void }) {
  const [hasFailed, setHasFailed] = useState(false);

  async function pick(file: File | undefined) {
    if (!file) return;
    const text = await readPhoto(file);
    setHasFailed(text === undefined);
    if (text !== undefined) onText(text);
  }

  return (
    <div className="flex flex-col gap-1">
      <label className={buttonClass("quiet", "full")}>
        <Icon name="photo" />
        <Trans>Choose a photo</Trans>
        <input
          type="file"
          accept="image/*"
          className="sr-only"
          onChange={(event) => {
            void pick(event.target.files?.[0]);
            event.target.value = ""; // the same photo may be tried again
          }}
        />
      </label>
      <p aria-live="polite" className="text-note text-stopped">
        {hasFailed && <Trans>No code was found in this photo. Try one that is sharper and closer.</Trans>}
      </p>
    </div>
  );
}

async function readPhoto(file: File): Promise<string | undefined> {
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, MAX_SIDE_PX / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const context = canvas.getContext("2d");
    if (context === null) return undefined;
    context.fillStyle = "white"; // a code may stand on a transparent ground
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return readCode(context.getImageData(0, 0, canvas.width, canvas.height));
  } catch {
    return undefined; // not a picture that this browser can open
  }
}
