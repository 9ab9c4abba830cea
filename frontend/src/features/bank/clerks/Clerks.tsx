import { Trans, useLingui } from "@lingui/react/macro";
import { networkAuthorityAbi } from "@jiaozi/sdk/abis/network-authority";
import type { Address } from "viem";
import { useNetwork } from "../../../app/network/useNetwork.ts";
import { Button } from "../../../components/Button.tsx";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { Skeleton } from "../../../components/Skeleton.tsx";
import { type Column, Table } from "../../../components/Table.tsx";
import { BringCode } from "../BringCode.tsx";
import { useOpenDesk } from "../DeskContext.ts";
import { DeskPage } from "../DeskPage.tsx";
import { DutyNotice } from "../DutyNotice.tsx";
import { useAct } from "../useAct.ts";
import { type Duty, roleOf } from "../useDesk.ts";
import { DutyWord } from "./DutyWord.tsx";
import { type ClerkRow, useClerks } from "./useClerks.ts";
import { useEnrolmentCode } from "../useEnrolmentCode.ts";

/** What a bank's administration may give and take; its own duty is the network's to give. */
const GRANTABLE = ["onboarding", "issuance", "treasury"] as const satisfies readonly Duty[];

/** Who works for this bank, and on what. */
export function Clerks() {
  const { t } = useLingui();
  const { duties } = useOpenDesk();
  const { data: clerks } = useClerks();
  const isAdministration = duties.has("administration");
  return (
    <DeskPage title={<Trans>Clerks</Trans>}>
      <DutyNotice duty="administration" />
      {clerks ? (
        <Table
          label={t`Clerks`}
          columns={columnsOf(isAdministration)}
          rows={clerks}
          rowKey={({ account }) => account}
          empty={<EmptyState icon="people" title={<Trans>No clerks</Trans>} />}
        />
      ) : (
        <Skeleton shape="row" count={3} />
      )}
      {isAdministration && <AdmitClerk />}
    </DeskPage>
  );
}

function columnsOf(isAdministration: boolean): Column<ClerkRow>[] {
  return [
    { key: "desk", header: <Trans>Desk</Trans>, cell: (row) => <ClerkName row={row} /> },
    {
      key: "duties",
      header: <Trans>Duties</Trans>,
      cell: ({ account, duties }) => (
        <ul className="flex flex-wrap gap-2 py-1">
          {duties.map((duty) => (
            <li key={duty} className="flex items-center gap-2">
              <DutyWord duty={duty} />
              {isAdministration && duty !== "administration" && <TakeDuty account={account} duty={duty} />}
            </li>
          ))}
        </ul>
      ),
    },
  ];
}

function ClerkName({ row: { account } }: { row: ClerkRow }) {
  const { clerk } = useOpenDesk();
  return (
    <span className="whitespace-nowrap">
      <span className="font-mono">···{account.slice(-6)}</span> {account === clerk && <Trans>(this desk)</Trans>}
    </span>
  );
}

function TakeDuty({ account, duty }: { account: Address; duty: Duty }) {
  const { bank } = useOpenDesk();
  const { contracts } = useNetwork().deployment;
  const { run, isBusy, refusal } = useAct();
  const revoke = () =>
    run((write) =>
      write({
        address: contracts.networkAuthority,
        abi: networkAuthorityAbi,
        functionName: "revokeRole",
        args: [roleOf(bank.id, duty), account],
      }),
    );
  return (
    <>
      <Button kind="plain" isBusy={isBusy} onClick={() => void revoke()}>
        <Trans>Withdraw</Trans>
      </Button>
      {refusal && <Notice kind="refused">{refusal}</Notice>}
    </>
  );
}

function AdmitClerk() {
  const { bank } = useOpenDesk();
  const { contracts } = useNetwork().deployment;
  const { run, isBusy, refusal } = useAct();
  const { address: account, error: codeError, bring } = useEnrolmentCode("clerk");

  const grant = (duty: Duty, to: Address) =>
    run((write) =>
      write({
        address: contracts.networkAuthority,
        abi: networkAuthorityAbi,
        functionName: "grantRole",
        args: [roleOf(bank.id, duty), to, 0],
      }),
    );

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
          {refusal && <Notice kind="refused">{refusal}</Notice>}
          {GRANTABLE.map((duty) => (
            <Button key={duty} isBusy={isBusy} onClick={() => void grant(duty, account)}>
              <Trans>
                Give: <DutyWord duty={duty} />
              </Trans>
            </Button>
          ))}
        </>
      ) : (
        <BringCode onText={bring} error={codeError} />
      )}
    </section>
  );
}
