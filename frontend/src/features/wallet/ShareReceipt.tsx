import { Trans } from "@lingui/react/macro";
import { Button } from "../../components/Button.tsx";

/** Only where the device can share. */
export function ShareReceipt({ title, text }: { title: string; text: string }) {
  if (!("share" in navigator)) return null;
  return (
    <Button icon="link" onClick={() => void navigator.share({ title, text }).catch(() => undefined)}>
      <Trans>Share</Trans>
    </Button>
  );
}
