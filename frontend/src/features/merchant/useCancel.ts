import { useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import { useSigner } from "../../app/keys/useSigner.ts";
import { findRefusal } from "../../app/network/findRefusal.ts";
import { useNetwork } from "../../app/network/useNetwork.ts";
import type { PendingCode } from "./pendingCode.ts";

export interface Cancellation {
  state: "no" | "sent" | "done";
  /** Why it is not cancelled, as a sentence. */
  trouble: string | undefined;
  cancel: () => Promise<void>;
}

/** Cancels a code once, however often it is pressed. `onPaid`: the customer was faster. */
export function useCancel(code: PendingCode, onPaid?: () => Promise<unknown>): Cancellation {
  const { t } = useLingui();
  const network = useNetwork();
  const signer = useSigner("till");
  const isRunning = useRef(false);
  const [state, setState] = useState<Cancellation["state"]>("no");
  const [trouble, setTrouble] = useState<string>();

  async function cancel() {
    if (isRunning.current) return;
    isRunning.current = true;
    setState("sent");
    setTrouble(undefined);
    try {
      const { cancelRequest } = await import("./cancelRequest.ts");
      const outcome = await cancelRequest(code, network, signer);
      if (outcome === "paid") await onPaid?.();
      setState(outcome === "cancelled" ? "done" : "no");
    } catch (error) {
      const refusal = await findRefusal(error);
      setTrouble(refusal?.sentence ?? t`It is not known to be cancelled: the network did not answer. Try again.`);
      setState("no");
    } finally {
      isRunning.current = false;
    }
  }
  return { state, trouble, cancel };
}
