import { useState } from "react";
import { useSigner } from "../../app/keys/useSigner.ts";
import { useBlock } from "../../app/network/useBlock.ts";
import { useNetwork } from "../../app/network/useNetwork.ts";
import type { Place } from "../../components/PlaceLink.tsx";
import type { Ask } from "./askForMoney.ts";
import { KeyAmount } from "./KeyAmount.tsx";
import { dropPendingCode, keepPendingCode, loadPendingCode } from "./pendingCode.ts";
import { ShowCode } from "./ShowCode.tsx";
import { Today } from "./Today.tsx";
import type { Till } from "./useTill.ts";

/** Key an amount in, show its code, see it paid, next customer. A reload comes back to the code. */
export function Charge({ till, places }: { till: Till; places: readonly Place[] }) {
  const network = useNetwork();
  const signer = useSigner("till");
  const block = useBlock();
  const { genesisHash } = network.deployment;
  const [pending, setPending] = useState(() => loadPendingCode("dynamic", genesisHash, till.terminal));
  const aside = <Today till={till} />;

  async function ask(wanted: Ask) {
    if (!block) throw new Error("the network has not answered yet");
    const { askForMoney } = await import("./askForMoney.ts"); // loaded while the amount is keyed in
    const code = await askForMoney(wanted, till, network, signer, block.timestamp);
    keepPendingCode("dynamic", genesisHash, till.terminal, code);
    setPending(code);
  }

  function next() {
    dropPendingCode("dynamic", genesisHash, till.terminal);
    setPending(undefined);
  }

  if (!pending) return <KeyAmount till={till} places={places} aside={aside} onAsk={ask} />;
  return <ShowCode key={pending.digest} code={pending} till={till} onNext={next} onAsk={ask} aside={aside} />;
}
