import { Trans, useLingui } from "@lingui/react/macro";
import { formatAmount } from "@jiaozi/sdk/money";
import { useState } from "react";
import { useSigner } from "../../app/keys/useSigner.ts";
import { useBlock } from "../../app/network/useBlock.ts";
import { useNetwork } from "../../app/network/useNetwork.ts";
import { Button } from "../../components/Button.tsx";
import { ConfirmDialog } from "../../components/ConfirmDialog.tsx";
import { EmptyState } from "../../components/EmptyState.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PhonePlace } from "../../components/PhonePlace.tsx";
import type { Place } from "../../components/PlaceLink.tsx";
import { QrCode } from "../../components/QrCode.tsx";
import { askForMoney } from "./askForMoney.ts";
import { cancelRequest } from "./cancelRequest.ts";
import { dropPendingCode, keepPendingCode, loadPendingCode } from "./pendingCode.ts";
import type { Till } from "./useTill.ts";
import { findRefusal } from "../../app/network/findRefusal.ts";

/** A static code to hang on the wall: its payer enters the amount. */
export function PrintedCode({ till, places }: { till: Till; places: readonly Place[] }) {
  const { t, i18n } = useLingui();
  const network = useNetwork();
  const signer = useSigner("till");
  const block = useBlock();
  const { genesisHash } = network.deployment;
  const [code, setCode] = useState(() => loadPendingCode("static", genesisHash, till.terminal));
  const [withdrawal, setWithdrawal] = useState<"no" | "asked" | "sent">("no");
  const [trouble, setTrouble] = useState<string>();
  const cap = formatAmount(till.staticCapMinor, till.currency);

  async function make() {
    if (!block) return;
    const made = await askForMoney({ amountMinor: 0n }, till, network, signer, block.timestamp);
    keepPendingCode("static", genesisHash, till.terminal, made);
    setCode(made);
  }

  async function withdraw() {
    if (!code) return;
    setWithdrawal("sent");
    setTrouble(undefined);
    try {
      await cancelRequest(code, network, signer);
      dropPendingCode("static", genesisHash, till.terminal);
      setCode(undefined);
      setWithdrawal("no");
    } catch (error) {
      setTrouble(
        (await findRefusal(error))?.sentence ?? t`It is not withdrawn: the network did not answer. Try again.`,
      );
      setWithdrawal("asked");
    }
  }

  if (!code) {
    return (
      <PhonePlace title={till.merchant.name} places={places}>
        <EmptyState
          icon="print"
          title={<Trans>A code for the wall</Trans>}
          action={
            <Button kind="primary" icon="code" disabled={!block} onClick={() => void make()}>
              <Trans>Make a printed code</Trans>
            </Button>
          }
        >
          <Trans>Your customers scan it and enter the amount themselves, up to {cap} each time.</Trans>
        </EmptyState>
      </PhonePlace>
    );
  }
  const until = i18n.date(new Date(code.expiresAt * 1000), { dateStyle: "long" });
  return (
    <PhonePlace
      title={till.merchant.name}
      places={places}
      corner={
        <Button kind="danger" onClick={() => setWithdrawal("asked")}>
          <Trans>Withdraw</Trans>
        </Button>
      }
      action={
        <Button kind="primary" icon="print" width="full" onClick={() => print()}>
          <Trans>Print</Trans>
        </Button>
      }
    >
      <article className="flex flex-col items-center gap-4 text-center">
        <h2 className="text-figure font-semibold">{till.merchant.name}</h2>
        <p className="text-lead">
          <Trans>Scan to pay</Trans>
        </p>
        <QrCode text={code.text} label={t`Printed payment code of ${till.merchant.name}`} />
        <p className="text-ink-soft">
          {till.bankName} · {till.currency.code} · <Trans>up to {cap} a payment</Trans>
          <br />
          <Trans>valid until {until}</Trans>
        </p>
      </article>
      {withdrawal !== "no" && (
        <ConfirmDialog
          title={<Trans>Withdraw the printed code?</Trans>}
          kind="danger"
          confirmLabel={<Trans>Withdraw this code</Trans>}
          isBusy={withdrawal === "sent"}
          refusal={trouble && <Notice kind="refused">{trouble}</Notice>}
          onConfirm={() => void withdraw()}
          onCancel={() => setWithdrawal("no")}
        >
          <Trans>Nobody can pay by it any more, also where it still hangs. This is final.</Trans>
        </ConfirmDialog>
      )}
    </PhonePlace>
  );
}
