import { Trans, useLingui } from "@lingui/react/macro";
import { merchantNumber } from "@jiaozi/sdk/request/payment-request";
import { STATUS } from "@jiaozi/sdk/status";
import { useLocation } from "wouter";
import { Button } from "../../../components/Button.tsx";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { Skeleton } from "../../../components/Skeleton.tsx";
import { type Column, Table } from "../../../components/Table.tsx";
import { useOpenDesk } from "../DeskContext.ts";
import { DeskPage } from "../DeskPage.tsx";
import { DutyNotice } from "../DutyNotice.tsx";
import { StatusWord } from "../StatusWord.tsx";
import { EnrolMerchant } from "./EnrolMerchant.tsx";
import { MerchantSheet } from "./MerchantSheet.tsx";
import { type BankMerchant, useMerchants } from "./useMerchants.ts";

const NEW = "new";

const COLUMNS: readonly Column<BankMerchant>[] = [
  { key: "name", header: <Trans>Merchant</Trans>, cell: ({ name }) => <bdi>{name}</bdi> },
  { key: "state", header: <Trans>State</Trans>, cell: ({ status }) => <StatusWord status={status} /> },
  { key: "city", header: <Trans>City</Trans>, cell: ({ city }) => city },
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
    cell: ({ merchantId }) => `···· ${merchantNumber(merchantId).slice(-4)}`,
  },
];

export function Merchants() {
  const { t } = useLingui();
  const { duties } = useOpenDesk();
  const { data: merchants } = useMerchants();
  const [location, navigate] = useLocation();
  const shown = /^\/merchants\/([^/]+)$/.exec(location)?.[1];
  const merchant = merchants?.find(({ merchantId }) => merchantId === shown);
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
      {merchants ? (
        <Table
          label={t`Merchants`}
          columns={COLUMNS}
          rows={merchants}
          rowKey={({ merchantId }) => merchantId}
          rowTo={({ merchantId }) => `/merchants/${merchantId}`}
          empty={
            <EmptyState icon="shop" title={<Trans>No merchants yet</Trans>} action={enrol}>
              <Trans>A merchant is a customer of yours who takes payments by tills.</Trans>
            </EmptyState>
          }
        />
      ) : (
        <Skeleton shape="row" count={6} />
      )}
      {shown === NEW && <EnrolMerchant onClose={close} />}
      {merchant && <MerchantSheet merchant={merchant} onClose={close} />}
    </DeskPage>
  );
}
