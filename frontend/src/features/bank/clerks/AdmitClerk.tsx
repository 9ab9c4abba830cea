import { Trans } from "@lingui/react/macro";
import { networkAuthorityAbi } from "@jiaozi/sdk/abis/network-authority";
import { roleOf } from "@jiaozi/sdk/duties";
import { useState } from "react";
import { useNetwork } from "../../../app/network/useNetwork.ts";
import { Button } from "../../../components/Button.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { BringCode } from "../BringCode.tsx";
import { useOpenDesk } from "../DeskContext.ts";
import { shortAccount } from "../shortAccount.ts";
import { useAct } from "../../../app/keys/useAct.tsx";
import type { Duty } from "../useDesk.ts";
import { useEnrolmentCode } from "../useEnrolmentCode.ts";
import { DutyWord } from "./DutyWord.tsx";

/** What a bank's administration may give and take; its own duty is the network's to give. */
const GRANTABLE = ["onboarding", "treasury", "acquiring", "compliance"] as const satisfies readonly Duty[];
const NO_DELAY = 0;

/** By the code that a new desk shows, with the duties that it shall have. */
export function AdmitClerk() {
  const { bank } = useOpenDesk();
  const { contracts } = useNetwork().deployment;
  const { run, isBusy, refusal } = useAct("bank");
  const { address: account, error: codeError, bring, putAway } = useEnrolmentCode("clerk");
  const [chosen, setChosen] = useState<readonly Duty[]>([]);
  const [admitted, setAdmitted] = useState<string>();

  async function admit() {
    if (!account) return;
    for (const duty of chosen) {
      const isDone = await run((write) =>
        write({
          address: contracts.networkAuthority,
          abi: networkAuthorityAbi,
          functionName: "grantRole",
          args: [roleOf(bank.id, duty), account, NO_DELAY],
        }),
      );
      if (!isDone) return; // what was given so far stands in the list; the rest can be tried again
    }
    setAdmitted(shortAccount(account));
    setChosen([]);
    putAway();
  }

  return (
    <section className="flex max-w-sheet flex-col gap-3">
      <h2 className="text-lead font-semibold">
        <Trans>Admit a desk</Trans>
      </h2>
      {account ? (
        <>
          <Notice kind="settled" title={<Trans>The desk's code is read</Trans>}>
            <span className="font-mono break-all">{account}</span>
          </Notice>
          <fieldset className="flex flex-col" disabled={isBusy}>
            <legend className="font-medium">
              <Trans>What it may do</Trans>
            </legend>
            {GRANTABLE.map((duty) => (
              <label key={duty} className="flex min-h-touch items-center gap-3">
                <input
                  type="checkbox"
                  className="size-5 accent-ink"
                  checked={chosen.includes(duty)}
                  onChange={({ target }) =>
                    setChosen(target.checked ? [...chosen, duty] : chosen.filter((each) => each !== duty))
                  }
                />
                <DutyWord duty={duty} />
              </label>
            ))}
          </fieldset>
          {refusal}
          <Button kind="primary" isBusy={isBusy} disabled={chosen.length === 0} onClick={() => void admit()}>
            <Trans>Admit this desk</Trans>
          </Button>
          <Button disabled={isBusy} onClick={putAway}>
            <Trans>Take another code</Trans>
          </Button>
        </>
      ) : (
        <>
          {admitted && (
            <Notice kind="settled">
              <Trans>The desk {admitted} is admitted and opens by itself.</Trans>
            </Notice>
          )}
          <BringCode onText={bring} error={codeError} />
        </>
      )}
    </section>
  );
}
