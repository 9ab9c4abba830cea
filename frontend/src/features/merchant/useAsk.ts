import { useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import { useBlock, useOfflineSince, useStandstillSince } from "../../app/network/useBlock.ts";
import type { Ask } from "./askForMoney.ts";

interface Asking {
  /** The network answers and goes on: without its clock no code can be made, and without its events none turns to paid. */
  isReady: boolean;
  isBusy: boolean;
  /** Why no code was made, as a sentence. */
  trouble: string | undefined;
  ask: (ask: Ask) => Promise<void>;
}

/** One code at a time: a second press while the first is answered makes none. */
export function useAsk(onAsk: (ask: Ask) => Promise<void>): Asking {
  const { t } = useLingui();
  const block = useBlock();
  const offlineSince = useOfflineSince();
  const standstillSince = useStandstillSince();
  const isRunning = useRef(false);
  const [isBusy, setIsBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();

  async function ask(wanted: Ask) {
    if (isRunning.current) return;
    isRunning.current = true;
    setIsBusy(true);
    setTrouble(undefined);
    try {
      await onAsk(wanted);
    } catch (error) {
      const { RequestError } = await import("@jiaozi/sdk/request/request-error");
      setTrouble(
        error instanceof RequestError ? error.message : t`No code was made. Try again; nobody was asked for money.`,
      );
    } finally {
      isRunning.current = false;
      setIsBusy(false);
    }
  }
  const isReady = block !== undefined && offlineSince === undefined && standstillSince === undefined;
  return { isReady, isBusy, trouble, ask };
}
