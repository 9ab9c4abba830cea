import { Trans } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { PasteCode } from "../../components/PasteCode.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";

const PhotoPicker = lazy(async () => ({ default: (await import("../../components/PhotoPicker.tsx")).PhotoPicker }));
const Scanner = lazy(async () => ({ default: (await import("../../components/Scanner.tsx")).Scanner }));

interface BringCodeProps {
  onText: (text: string) => void;
  error: string | undefined;
}

/** An enrolment code, by camera, photo or as text. */
export function BringCode({ onText, error }: BringCodeProps) {
  const [isScanning, setIsScanning] = useState(false);
  return (
    <div className="flex flex-col gap-3">
      <PasteCode onText={onText} error={error} />
      {isScanning ? (
        <Suspense fallback={<Skeleton shape="code" />}>
          <Scanner onText={onText} />
        </Suspense>
      ) : (
        <Button icon="camera" width="full" onClick={() => setIsScanning(true)}>
          <Trans>Scan it with the camera</Trans>
        </Button>
      )}
      <Suspense fallback={<Skeleton shape="row" />}>
        <PhotoPicker onText={onText} />
      </Suspense>
    </div>
  );
}
