import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "./Button.tsx";
import { EmptyState } from "./EmptyState.tsx";
import { type CameraState, useCamera } from "./useCamera.ts";
import { useCodeInVideo } from "./useCodeInVideo.ts";

interface ScannerProps {
  /** The text of each code seen. It goes on scanning until it is unmounted. */
  onText: (text: string) => void;
}

/** The camera with a frame to aim by. `PhotoPicker` and `PasteCode` stand beside it as ways out. Import it lazily. */
export function Scanner({ onText }: ScannerProps) {
  const [attempt, setAttempt] = useState(0);
  return <CameraPicture key={attempt} onText={onText} askAgain={() => setAttempt(attempt + 1)} />;
}

function CameraPicture({ onText, askAgain }: ScannerProps & { askAgain: () => void }) {
  const { t } = useLingui();
  const { video, state, torch } = useCamera();
  useCodeInVideo(video, state, onText);

  return (
    <div className="hairline relative aspect-square w-full overflow-hidden rounded-card bg-card" data-camera={state}>
      <video
        ref={video}
        autoPlay
        muted
        playsInline
        aria-label={t`Camera picture`}
        className={`absolute inset-0 size-full object-cover ${state === "running" ? "" : "invisible"}`}
      />
      {state === "running" ? (
        <>
          <div aria-hidden="true" className="absolute inset-[14%] rounded-card border-2 border-quiet-zone" />
          {torch && (
            <div className="absolute inset-x-0 bottom-3 flex justify-center">
              <Button icon="torch" aria-pressed={torch.isOn} onClick={torch.toggle}>
                <Trans>Light</Trans>
              </Button>
            </div>
          )}
        </>
      ) : (
        <div aria-live="polite" className="absolute inset-0 flex flex-col items-center justify-center">
          <CameraTrouble state={state} askAgain={askAgain} />
        </div>
      )}
    </div>
  );
}

function CameraTrouble({ state, askAgain }: { state: Exclude<CameraState, "running">; askAgain: () => void }) {
  const tryAgain = (
    <Button onClick={askAgain}>
      <Trans>Try again</Trans>
    </Button>
  );
  if (state === "asking") {
    return (
      <EmptyState icon="camera" title={<Trans>Starting the camera</Trans>}>
        <Trans>If your browser asks, allow it.</Trans>
      </EmptyState>
    );
  }
  if (state === "denied") {
    return (
      <EmptyState icon="camera" title={<Trans>The camera is not allowed here</Trans>} action={tryAgain}>
        <Trans>Allow it in the settings of your browser, or use a photo or the text of the code.</Trans>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="camera" title={<Trans>No camera can be used</Trans>} action={tryAgain}>
      <Trans>
        There is none, another program has it, or this page was not opened over HTTPS. Use a photo or the text of the
        code.
      </Trans>
    </EmptyState>
  );
}
