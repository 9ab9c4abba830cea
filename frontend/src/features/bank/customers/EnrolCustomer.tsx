import { Trans, useLingui } from "@lingui/react/macro";
import { customerRegistryAbi } from "@jiaozi/sdk/abis/customer-registry";
import { useState } from "react";
import { bytesToHex } from "viem";
import { useBlock } from "../../../app/network/useBlock.ts";
import { useNetwork } from "../../../app/network/useNetwork.ts";
import { Button } from "../../../components/Button.tsx";
import { Field } from "../../../components/Field.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { Select } from "../../../components/Select.tsx";
import { SideSheet } from "../../../components/SideSheet.tsx";
import { identityCommitment } from "../book.ts";
import { BringCode } from "../BringCode.tsx";
import { useOpenDesk } from "../DeskContext.ts";
import { useAct } from "../useAct.ts";
import { useEnrolmentCode } from "../useEnrolmentCode.ts";

const YEAR_SECONDS = 365 * 24 * 60 * 60;
const TIERS = ["1", "2", "3"] as const;
const YEARS = ["1", "2", "5"] as const;

/** By the code of the customer's wallet: the key was made there, and the bank never sees it. */
export function EnrolCustomer({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const { bank, book } = useOpenDesk();
  const { contracts } = useNetwork().deployment;
  const block = useBlock();
  const { run, isBusy, refusal } = useAct();
  const { address: account, error: codeError, bring } = useEnrolmentCode("customer");
  const [name, setName] = useState("");
  const [tier, setTier] = useState<(typeof TIERS)[number]>("1");
  const [years, setYears] = useState<(typeof YEARS)[number]>("2");

  async function enrol() {
    if (!account || !block) return;
    const salt = bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
    const validUntil = block.timestamp + Number(years) * YEAR_SECONDS;
    const isDone = await run((write) =>
      write({
        address: contracts.customerRegistry,
        abi: customerRegistryAbi,
        functionName: "enrol",
        args: [bank.id, account, identityCommitment(salt, name.trim()), Number(tier), validUntil],
      }),
    );
    if (!isDone) return;
    book.enter({ account, name: name.trim(), salt });
    onClose();
  }

  return (
    <SideSheet
      title={<Trans>Enrol a customer</Trans>}
      onClose={onClose}
      actions={
        account && (
          <Button
            kind="primary"
            width="full"
            isBusy={isBusy}
            disabled={name.trim() === "" || !block}
            onClick={() => void enrol()}
          >
            <Trans>Enrol {name.trim()}</Trans>
          </Button>
        )
      }
    >
      {refusal && <Notice kind="refused">{refusal}</Notice>}
      {account ? (
        <>
          <Notice kind="settled" title={<Trans>The wallet's code is read</Trans>}>
            <span className="font-mono break-all">{account}</span>
          </Notice>
          <Field
            label={<Trans>Name, for your bank's own book</Trans>}
            value={name}
            maxLength={60}
            hint={
              <Trans>
                It stays on this computer. On the ledger stands only a commitment that tells nobody who it is.
              </Trans>
            }
            onChange={(event) => setName(event.target.value)}
          />
          <Select
            label={<Trans>Tier of limits</Trans>}
            value={tier}
            options={TIERS.map((value) => ({ value, label: value }))}
            onValue={setTier}
          />
          <Select
            label={<Trans>To be renewed after</Trans>}
            value={years}
            options={YEARS.map((value) => ({ value, label: value === "1" ? t`1 year` : t`${value} years` }))}
            onValue={setYears}
          />
        </>
      ) : (
        <>
          <p className="text-ink-soft">
            <Trans>
              The customer's new wallet shows an enrolment code. Check who is in front of you, then take it.
            </Trans>
          </p>
          <BringCode onText={bring} error={codeError} />
        </>
      )}
    </SideSheet>
  );
}
