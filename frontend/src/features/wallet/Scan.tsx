import { Trans } from "@lingui/react/macro";
import { requestLink, codeOf } from "@jiaozi/sdk/request/link";
import { useLocation } from "wouter";
import { PasteCode } from "../../components/PasteCode.tsx";
import { PhotoPicker } from "../../components/PhotoPicker.tsx";
import { Scanner } from "../../components/Scanner.tsx";

/** Camera, photo, text or link: each leads to the review, which says what the code is worth. */
export function Scan() {
  const [, navigate] = useLocation();
  // In the fragment: a reload comes back to the review, and no server sees the code
  const review = (brought: string) => navigate(`/review${new URL(requestLink(location.origin, codeOf(brought))).hash}`);
  return (
    <>
      <Scanner onText={review} />
      <p className="text-center text-ink-soft">
        <Trans>Hold the shop's code into the frame.</Trans>
      </p>
      <PhotoPicker onText={review} />
      <PasteCode onText={review} />
    </>
  );
}
