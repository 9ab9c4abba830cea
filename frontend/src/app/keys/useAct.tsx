import { Trans } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import { waitForTransactionReceipt } from "viem/actions";
import { findRefusal } from "../network/findRefusal.ts";
import { useNetwork } from "../network/useNetwork.ts";
import type { Role } from "./role.ts";
import type { Signer } from "./Signer.ts";
import { useSigner } from "./useSigner.ts";
import { Notice } from "../../components/Notice.tsx";

type Write = Signer["write"];

export interface Act {
  isBusy: boolean;
  /** A notice: why the last try was refused, or that nobody knows yet how it ended. */
  refusal: ReactNode;
  /** Sends, waits until it is in a block, and reads the chain again. `false`: refused, nothing was changed. */
  run: (send: (write: Write) => ReturnType<Write>) => Promise<boolean>;
}

const OVERTAKEN = (
  <Notice kind="refused">
    <Trans>The network refused this in between. Nothing was changed; try again.</Trans>
  </Notice>
);

const NOT_SENT = (
  <Notice kind="refused" title={<Trans>Not sent</Trans>}>
    <Trans>The network could not be reached. Nothing was changed; try again when it is back.</Trans>
  </Notice>
);

const UNANSWERED = (
  <Notice kind="attention" title={<Trans>The network did not answer</Trans>}>
    <Trans>This may have been done. Look at the list before you try again.</Trans>
  </Notice>
);

/** One act of a person at a time: a second click while the first is under way does nothing. */
export function useAct(role: Role): Act {
  const { client } = useNetwork();
  const signer = useSigner(role);
  const queries = useQueryClient();
  const isRunning = useRef(false);
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<ReactNode>();

  async function run(send: (write: Write) => ReturnType<Write>): Promise<boolean> {
    if (isRunning.current) return false;
    isRunning.current = true;
    setIsBusy(true);
    setRefusal(undefined);
    let hasLeft = false;
    const write: Write = (call, beforeSend) =>
      signer.write(call, (signed) => {
        hasLeft = true;
        beforeSend?.(signed);
      });
    try {
      const { status } = await waitForTransactionReceipt(client, { hash: await send(write), timeout: 30_000 });
      await queries.invalidateQueries({ queryKey: ["chain"] });
      if (status !== "success") setRefusal(OVERTAKEN);
      return status === "success";
    } catch (error) {
      const refused = await findRefusal(error);
      setRefusal(refused ? <Notice kind="refused">{refused.sentence}</Notice> : hasLeft ? UNANSWERED : NOT_SENT);
      return false;
    } finally {
      isRunning.current = false;
      setIsBusy(false);
    }
  }
  return { isBusy, refusal, run };
}
