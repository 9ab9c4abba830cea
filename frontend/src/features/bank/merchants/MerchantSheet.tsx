import { Trans } from "@lingui/react/macro";
import { merchantRegistryAbi } from "@jiaozi/sdk/abis/merchant-registry";
import { merchantNumber } from "@jiaozi/sdk/request/payment-request";
import { STATUS } from "@jiaozi/sdk/status";
import type { ComponentProps } from "react";
import { useNetwork } from "../../../app/network/useNetwork.ts";
import { Details, DetailsLine } from "../../../components/Details.tsx";
import { SideSheet } from "../../../components/SideSheet.tsx";
import { ChangeStatus, CloseForGood } from "../ChangeStatus.tsx";
import { CustomerName } from "../customers/CustomerName.tsx";
import { useOpenDesk } from "../DeskContext.ts";
import { StatusWord } from "../StatusWord.tsx";
import { AddTerminal } from "./AddTerminal.tsx";
import { TerminalCard } from "./TerminalCard.tsx";
import type { BankMerchant } from "./useMerchants.ts";

export function MerchantSheet({ merchant, onClose }: { merchant: BankMerchant; onClose: () => void }) {
  const { book } = useOpenDesk();
  const { contracts } = useNetwork().deployment;
  const { merchantId, name, city, category, status, payoutAccount, terminals } = merchant;
  const standing: ComponentProps<typeof ChangeStatus> = {
    name: <bdi>{name}</bdi>,
    status,
    send: (write, to, reason) =>
      write({
        address: contracts.merchantRegistry,
        abi: merchantRegistryAbi,
        functionName: "setStatus",
        args: [merchantId, to, reason],
      }),
  };
  return (
    <SideSheet title={<bdi>{name}</bdi>} onClose={onClose} actions={<ChangeStatus {...standing} />}>
      <p className="flex flex-wrap justify-between gap-2">
        <StatusWord status={status} />
        <span className="text-ink-soft">
          {city} · {String(category).padStart(4, "0")} · ···· {merchantNumber(merchantId).slice(-4)}
        </span>
      </p>
      <p>
        <span className="text-ink-soft">
          <Trans>Credited to</Trans>
        </span>{" "}
        <CustomerName customer={{ account: payoutAccount, name: book.nameOf(payoutAccount) }} />
      </p>
      <section className="flex flex-col gap-3">
        <h3 className="text-lead font-semibold">
          <Trans>Tills</Trans>
        </h3>
        {terminals.length === 0 && (
          <p className="text-ink-soft">
            <Trans>No till yet. A new till shows an enrolment code; take it below.</Trans>
          </p>
        )}
        {terminals.map((terminal) => (
          <TerminalCard key={terminal.address} terminal={terminal} />
        ))}
      </section>
      {status === STATUS.active && <AddTerminal merchantId={merchantId} />}
      <Details>
        <DetailsLine term={<Trans>Merchant number</Trans>}>{merchantNumber(merchantId)}</DetailsLine>
        <DetailsLine term={<Trans>Account</Trans>}>{payoutAccount}</DetailsLine>
      </Details>
      <CloseForGood {...standing} verb={<Trans>Close this shop for good</Trans>} />
    </SideSheet>
  );
}
