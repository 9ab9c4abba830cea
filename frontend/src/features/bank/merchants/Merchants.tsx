import { Trans, useLingui } from "@lingui/react/macro";
import { merchantNumber } from "@jiaozi/sdk/request/payment-request";
import { STATUS } from "@jiaozi/sdk/status";
import { useState } from "react";
import type { Address } from "viem";
import { useLocation } from "wouter";
import { Button } from "../../../components/Button.tsx";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { type Column, Table } from "../../../components/Table.tsx";
import { CustomerName } from "../customers/CustomerName.tsx";
import { useOpenDesk } from "../DeskContext.ts";
import { DeskPage } from "../DeskPage.tsx";
import { DutyNotice } from "../DutyNotice.tsx";
import { NotHere } from "../NotHere.tsx";
import { Reading } from "../../../components/Reading.tsx";
import { StatusWord } from "../StatusWord.tsx";
import { EnrolMerchant } from "./EnrolMerchant.tsx";
import { MerchantSheet } from "./MerchantSheet.tsx";
import { type BankMerchant, useMerchants } from "./useMerchants.ts";

const NEW = "new";

const COLUMNS: readonly Column<BankMerchant>[] = [
  { key: "name", header: <Trans>Merchant</Trans>, cell: ({ name }) => <bdi className="wrap-anywhere">{name}</bdi> },
  { key: "state", header: <Trans>State</Trans>, cell: ({ status }) => <StatusWord status={status} /> },
  { key: "city", header: <Trans>City</Trans>, cell: ({ city }) => city },
  {
    key: "payout",
    header: <Trans>Credited to</Trans>,
    cell: ({ payoutAccount }) => <PayoutName account={payoutAccount} />,
  },
  { key: "category", header: <Trans>Category</Trans>, cell: ({ category }) => String(category).padStart(4, "0") },
  {
    key: "tills",
    header: <Trans>Tills</Trans>,
    align: "end",
    cell: ({ terminals }) => terminals.filter(({ status }) => status === STATUS.active).length,
  },
  {
    key: "number",
    header: <Trans>Number</Trans>,
    align: "end",
    cell: ({ merchantId }) => <span className="whitespace-nowrap">···· {merchantNumber(merchantId).slice(-4)}</span>,
  },
];

function PayoutName({ account }: { account: Address }) {
  const { book } = useOpenDesk();
  return <CustomerName customer={{ account, name: book.nameOf(account) }} />;
}

/** The list, with a merchant's sheet or the enrolment beside it when the address says so. */
export function Merchants() {
  const { t } = useLingui();
  const { duties } = useOpenDesk();
  const merchants = useMerchants();
  const [location, navigate] = useLocation();
  const shown = /^\/merchants\/([^/]+)$/.exec(location)?.[1];
  const [enrolled, setEnrolled] = useState<string>();
  const merchant = merchants.data?.find(({ merchantId }) => merchantId === shown);
  const close = () => navigate("/merchants");
  const enrol = (
    <Button
      kind="primary"
      icon="plus"
      disabled={!duties.has("onboarding")}
      onClick={() => navigate(`/merchants/${NEW}`)}
    >
      <Trans>Enrol a merchant</Trans>
    </Button>
  );
  return (
    <DeskPage title={<Trans>Merchants</Trans>} actions={enrol}>
      <DutyNotice duty="onboarding" />
      {enrolled && (
        <Notice kind="settled">
          <Trans>
            <bdi>{enrolled}</bdi> is enrolled. Open it below to add its first till.
          </Trans>
        </Notice>
      )}
      <Reading of={merchants} shape="row" count={6}>
        {(all) => (
          <Table
            label={t`Merchants`}
            columns={COLUMNS}
            rows={all}
            rowKey={({ merchantId }) => merchantId}
            rowTo={({ merchantId }) => `/merchants/${merchantId}`}
            empty={
              <EmptyState icon="shop" title={<Trans>No merchants yet</Trans>} action={enrol}>
                <Trans>A merchant is a customer of yours who takes payments by tills.</Trans>
              </EmptyState>
            }
          />
        )}
      </Reading>
      {shown === NEW && <EnrolMerchant onEnrolled={setEnrolled} onClose={close} />}
      {shown && shown !== NEW && merchants.data && !merchant && <NotHere onClose={close} />}
      {merchant && <MerchantSheet merchant={merchant} onClose={close} />}
    </DeskPage>
  );
}
