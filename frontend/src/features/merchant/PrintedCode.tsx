import { Trans } from "@lingui/react/macro";
import { formatAmount } from "@jiaozi/sdk/money";
import { type ReactNode, useState } from "react";
import { useSigner } from "../../app/keys/useSigner.ts";
import { useBlock } from "../../app/network/useBlock.ts";
import { useNetwork } from "../../app/network/useNetwork.ts";
import { Button } from "../../components/Button.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PhonePlace } from "../../components/PhonePlace.tsx";
import type { Place } from "../../components/PlaceLink.tsx";
import { type Ask, askForMoney } from "./askForMoney.ts";
import { dropPendingCode, keepPendingCode, loadPendingCode } from "./pendingCode.ts";
import { PrintedSheet } from "./PrintedSheet.tsx";
import { useAsk } from "./useAsk.ts";
import type { Till } from "./useTill.ts";

interface PrintedCodeProps {
  till: Till;
  places: readonly Place[];
}

/** A static code to hang on the wall: its payer enters the amount. One at a time, so that each can be withdrawn. */
export function PrintedCode({ till, places }: PrintedCodeProps) {
  const network = useNetwork();
  const signer = useSigner("till");
  const block = useBlock();
  const { genesisHash } = network.deployment;
  const [code, setCode] = useState(() => loadPendingCode("static", genesisHash, till.terminal));
  const [wasWithdrawn, setWasWithdrawn] = useState(false);

  async function make(wanted: Ask) {
    if (!block) throw new Error("the network has not answered yet");
    const made = await askForMoney(wanted, till, network, signer, block.timestamp);
    keepPendingCode("static", genesisHash, till.terminal, made);
    setCode(made);
    setWasWithdrawn(false);
  }

  function drop() {
    dropPendingCode("static", genesisHash, till.terminal);
    setCode(undefined);
    setWasWithdrawn(true);
  }

  if (!code) {
    return (
      <MakeCode till={till} places={places} onAsk={make}>
        {wasWithdrawn && (
          <Notice kind="settled" title={<Trans>Withdrawn</Trans>}>
            <Trans>Nobody can pay by the old code any more. Take it off the wall.</Trans>
          </Notice>
        )}
      </MakeCode>
    );
  }
  if (block && block.timestamp >= code.expiresAt) {
    return (
      <MakeCode till={till} places={places} onAsk={make}>
        <Notice kind="attention" title={<Trans>Expired</Trans>}>
          <Trans>The printed code has run out. Take it off the wall and print a new one.</Trans>
        </Notice>
      </MakeCode>
    );
  }
  return <PrintedSheet key={code.digest} code={code} till={till} places={places} onWithdrawn={drop} />;
}

interface MakeCodeProps extends PrintedCodeProps {
  onAsk: (ask: Ask) => Promise<void>;
  /** What became of the one before. */
  children: ReactNode;
}

function MakeCode({ till, places, onAsk, children }: MakeCodeProps) {
  const { isReady, isBusy, trouble, ask } = useAsk(onAsk);
  const cap = formatAmount(till.staticCapMinor, till.currency);
  return (
    <PhonePlace title={till.merchant.name} places={places}>
      {children}
      <EmptyState
        icon="print"
        title={<Trans>A code for the wall</Trans>}
        action={
          <Button
            kind="primary"
            icon="code"
            isBusy={isBusy}
            disabled={!isReady}
            onClick={() => void ask({ amountMinor: 0n })}
          >
            <Trans>Make a printed code</Trans>
          </Button>
        }
      >
        <Trans>Your customers scan it and enter the amount themselves, up to {cap} each time.</Trans>
      </EmptyState>
      {trouble && <Notice kind="refused">{trouble}</Notice>}
    </PhonePlace>
  );
}
