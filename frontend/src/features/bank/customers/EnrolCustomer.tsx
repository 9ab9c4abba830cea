import { Trans, useLingui } from "@lingui/react/macro";
import { customerRegistryAbi } from "@jiaozi/sdk/abis/customer-registry";
import { useState } from "react";
import type { Address } from "viem";
import { useBlock } from "../../../app/network/useBlock.ts";
import { useNetwork } from "../../../app/network/useNetwork.ts";
import { Button } from "../../../components/Button.tsx";
import { Field } from "../../../components/Field.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { Select } from "../../../components/Select.tsx";
import { SideSheet } from "../../../components/SideSheet.tsx";
import { BringCode } from "../BringCode.tsx";
import { MAX_BOOK_NAME } from "../book.ts";
import { useOpenDesk } from "../DeskContext.ts";
import { useAct } from "../../../app/keys/useAct.tsx";
import { shortAccount } from "../shortAccount.ts";
import { useEnrolmentCode } from "../useEnrolmentCode.ts";
import { validUntil, type Years, YearsField } from "../YearsField.tsx";
import { anotherAccountOf, somebodyNew } from "./identity.ts";
import type { CustomerRow } from "./useCustomers.ts";

const TIERS = ["1", "2", "3"] as const;
const NEW = "new";

interface EnrolCustomerProps {
  /** Any of whom may get a second account. */
  customers: readonly CustomerRow[];
  onEnrolled: (name: string) => void;
  onClose: () => void;
}

/** By the code of the customer's wallet: the key was made there, and the bank never sees it. */
export function EnrolCustomer({ customers, onEnrolled, onClose }: EnrolCustomerProps) {
  const { bank, book } = useOpenDesk();
  const { contracts } = useNetwork().deployment;
  const block = useBlock();
  const { run, isBusy, refusal } = useAct("bank");
  const { address: account, error: codeError, bring } = useEnrolmentCode("customer");
  const [whose, setWhose] = useState<Address | typeof NEW>(NEW);
  const [text, setText] = useState("");
  const [tier, setTier] = useState<(typeof TIERS)[number]>("1");
  const [years, setYears] = useState<Years>("2");
  const holder = customers.find((row) => row.account === whose);
  const name = holder?.name ?? text.trim();

  async function enrol() {
    if (!account || !block) return;
    const { identity, salt } = holder ? anotherAccountOf(holder, book) : somebodyNew(name);
    const isDone = await run((write) =>
      write({
        address: contracts.customerRegistry,
        abi: customerRegistryAbi,
        functionName: "enrol",
        args: [bank.id, account, identity, Number(tier), validUntil(block.timestamp, years)],
      }),
    );
    if (!isDone) return;
    book.enter({ account, name, ...(salt && { salt }) });
    onEnrolled(name);
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
            disabled={name === "" || !block}
            onClick={() => void enrol()}
          >
            <Trans>Enrol {name}</Trans>
          </Button>
        )
      }
    >
      {refusal}
      {account ? (
        <>
          <Notice kind="settled" title={<Trans>The wallet's code is read</Trans>}>
            <span className="font-mono break-all">{account}</span>
          </Notice>
          <WhoseAccount customers={customers} whose={whose} onWhose={setWhose} />
          {!holder && (
            <Field
              label={<Trans>Name, for your bank's own book</Trans>}
              value={text}
              maxLength={MAX_BOOK_NAME}
              hint={
                <Trans>
                  It stays on this computer. On the ledger stands only a commitment that tells nobody who it is.
                </Trans>
              }
              onChange={(event) => setText(event.target.value)}
            />
          )}
          <Select
            label={<Trans>Tier of limits</Trans>}
            value={tier}
            options={TIERS.map((value) => ({ value, label: value }))}
            onValue={setTier}
          />
          <YearsField years={years} onYears={setYears} />
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

interface WhoseAccountProps {
  customers: readonly CustomerRow[];
  whose: Address | typeof NEW;
  onWhose: (whose: Address | typeof NEW) => void;
}

/** Only somebody whom this desk's book knows by name can be recognised. */
function WhoseAccount({ customers, whose, onWhose }: WhoseAccountProps) {
  const { t } = useLingui();
  const known = customers.flatMap(({ account, name }) =>
    name ? [{ value: account, label: t`${name}, who has ${shortAccount(account)}` }] : [],
  );
  if (known.length === 0) return null;
  return (
    <Select
      label={<Trans>For whom</Trans>}
      value={whose}
      options={[{ value: NEW, label: t`Somebody new` }, ...known]}
      onValue={onWhose}
    />
  );
}
