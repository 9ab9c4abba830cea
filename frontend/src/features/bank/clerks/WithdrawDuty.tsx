import { Trans } from "@lingui/react/macro";
import { networkAuthorityAbi } from "@jiaozi/sdk/abis/network-authority";
import { roleOf } from "@jiaozi/sdk/duties";
import { useState } from "react";
import type { Address } from "viem";
import { useNetwork } from "../../../app/network/useNetwork.ts";
import { Button } from "../../../components/Button.tsx";
import { ConfirmDialog } from "../../../components/ConfirmDialog.tsx";
import { shortAccount } from "../shortAccount.ts";
import { useOpenDesk } from "../DeskContext.ts";
import { useAct } from "../../../app/keys/useAct.tsx";
import type { Duty } from "../useDesk.ts";
import { DutyWord } from "./DutyWord.tsx";

/** Takes one duty from one desk. */
export function WithdrawDuty({ account, duty }: { account: Address; duty: Duty }) {
  const { bank, clerk } = useOpenDesk();
  const { contracts } = useNetwork().deployment;
  const { run, isBusy, refusal } = useAct("bank");
  const [isAsked, setIsAsked] = useState(false);

  async function withdraw() {
    const isDone = await run((write) =>
      write({
        address: contracts.networkAuthority,
        abi: networkAuthorityAbi,
        functionName: "revokeRole",
        args: [roleOf(bank.id, duty), account],
      }),
    );
    if (isDone) setIsAsked(false);
  }

  return (
    <>
      <Button kind="plain" onClick={() => setIsAsked(true)}>
        <Trans>Withdraw</Trans>
      </Button>
      {isAsked && (
        <ConfirmDialog
          title={
            <Trans>
              Withdraw: <DutyWord duty={duty} />
            </Trans>
          }
          kind="danger"
          confirmLabel={<Trans>Withdraw this duty</Trans>}
          isBusy={isBusy}
          refusal={refusal}
          onConfirm={() => void withdraw()}
          onCancel={() => setIsAsked(false)}
        >
          {account === clerk ? (
            <Trans>This is your own desk: it can do this no more until it is given again.</Trans>
          ) : (
            <Trans>The desk {shortAccount(account)} can do this no more from the next block on.</Trans>
          )}
        </ConfirmDialog>
      )}
    </>
  );
}
