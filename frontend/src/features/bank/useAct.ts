import { useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { waitForTransactionReceipt } from "viem/actions";
import type { Signer } from "../../app/keys/Signer.ts";
import { useSigner } from "../../app/keys/useSigner.ts";
import { useNetwork } from "../../app/network/useNetwork.ts";
import { findRefusal } from "../../app/network/findRefusal.ts";

type Write = Signer["write"];

export interface Act {
  isBusy: boolean;
  /** A sentence: why the last try was refused. */
  refusal: string | undefined;
  /** Sends, waits until it is in a block, and reads the chain again. `false`: refused, nothing was changed. */
  run: (send: (write: Write) => ReturnType<Write>) => Promise<boolean>;
}

/** One act of a clerk at a time: a second click while the first is under way does nothing. */
export function useAct(): Act {
  const { t } = useLingui();
  const { client } = useNetwork();
  const signer = useSigner("bank");
  const queries = useQueryClient();
  const isRunning = useRef(false);
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  async function run(send: (write: Write) => ReturnType<Write>): Promise<boolean> {
    if (isRunning.current) return false;
    isRunning.current = true;
    setIsBusy(true);
    setRefusal(undefined);
    try {
      const { status } = await waitForTransactionReceipt(client, { hash: await send(signer.write), timeout: 30_000 });
      await queries.invalidateQueries({ queryKey: ["chain"] });
      if (status !== "success") setRefusal(t`The network refused this in between. Nothing was changed; try again.`);
      return status === "success";
    } catch (error) {
      const unanswered = t`The network did not answer. Look at the list before you try again: it may have been done.`;
      setRefusal((await findRefusal(error))?.sentence ?? unanswered);
      return false;
    } finally {
      isRunning.current = false;
      setIsBusy(false);
    }
  }
  return { isBusy, refusal, run };
}
