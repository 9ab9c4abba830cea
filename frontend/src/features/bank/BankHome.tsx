import { Plural, Trans } from "@lingui/react/macro";
import { STATUS } from "@jiaozi/sdk/status";
import { lazy, type ReactNode, Suspense } from "react";
import { Link } from "wouter";
import { isToday } from "../../components/isToday.ts";
import { Amount } from "../../components/Amount.tsx";
import { Notice } from "../../components/Notice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { sumOf } from "../../components/byCurrency.ts";
import { useSortedProposals } from "./approvals/useProposals.ts";
import { useCustomers } from "./customers/useCustomers.ts";
import { useDepositMoves, useDepositsOutstanding } from "./deposits/useDepositMoves.ts";
import { useMerchants } from "./merchants/useMerchants.ts";
import { useOpenDesk } from "./DeskContext.ts";
import { DeskPage } from "./DeskPage.tsx";
import { Unread } from "../../components/Reading.tsx";
import { useSettlementEntries, useSettlementPositions } from "./settlement/useSettlement.ts";
import type { DeskCurrency } from "./useDesk.ts";

// With the dialog that approves, which most visits do not need
const Inbox = lazy(async () => ({ default: (await import("./approvals/Inbox.tsx")).Inbox }));

/** A settlement balance under this share of today's outflow may not last the day. */
const LOW_SHARE = 2n;

/** What waits for a clerk, then how the bank stands now, each figure leading to its entries. */
export function BankHome() {
  const { currencies } = useOpenDesk();
  const { data: customers } = useCustomers();
  const { data: merchants } = useMerchants();
  const open = useSortedProposals().data?.open ?? [];
  const suspended = customers?.filter(({ status }) => status === STATUS.suspended).length ?? 0;
  const suspendedMerchants = merchants?.filter(({ status }) => status === STATUS.suspended).length ?? 0;
  return (
    <DeskPage title={<Trans>Today</Trans>}>
      {open.length > 0 && (
        <Suspense fallback={<Skeleton shape="card" />}>
          <Inbox open={open} />
        </Suspense>
      )}
      {suspended > 0 && (
        <Notice
          kind="attention"
          title={<Plural value={suspended} one="# customer is suspended" other="# customers are suspended" />}
          action={
            <Link href={`/customers?state=${STATUS.suspended}`} className="underline underline-offset-4">
              <Trans>Look at them</Trans>
            </Link>
          }
        />
      )}
      {suspendedMerchants > 0 && (
        <Notice
          kind="attention"
          title={<Plural value={suspendedMerchants} one="# merchant is suspended" other="# merchants are suspended" />}
          action={
            <Link href="/merchants" className="underline underline-offset-4">
              <Trans>Look at them</Trans>
            </Link>
          }
        />
      )}
      <div className="grid gap-4 wide:grid-cols-2">
        {currencies.map((each) => (
          <CurrencyCard key={each.currency.code} of={each} />
        ))}
      </div>
    </DeskPage>
  );
}

function CurrencyCard({ of: { currency } }: { of: DeskCurrency }) {
  const positions = useSettlementPositions();
  const settlement = useSettlementEntries();
  const deposits = useDepositsOutstanding();
  const depositMoves = useDepositMoves();
  const failed = [positions, settlement, deposits, depositMoves].find(({ isError, data }) => isError && !data);
  if (failed) return <Unread onRetry={() => void failed.refetch()} />;
  const position = positions.data?.find((each) => each.currency.number === currency.number);
  const [entries, outstanding, moves] = [settlement.data, deposits.data, depositMoves.data];
  if (!position || !entries || !outstanding || !moves) return <Skeleton shape="card" />;

  const paidToday = entries.filter((entry) => isTodayIn(currency.number, entry) && entry.kind === "settled");
  const movedToday = moves.filter((move) => isTodayIn(currency.number, move));
  const outMinor = sumOf(paidToday.filter(({ amountMinor }) => amountMinor < 0n));
  const isLow = position.balanceMinor < -outMinor * LOW_SHARE;
  const amount = (amountMinor: bigint) => <Amount amountMinor={amountMinor} currency={currency} sign="signed" />;
  return (
    <section className="hairline flex flex-col gap-4 rounded-card bg-card p-6" aria-label={currency.code}>
      <Link href="/settlement" className="flex flex-col gap-1">
        <span className="text-note text-ink-soft">
          <Trans>Settlement balance, {currency.code}</Trans>
        </span>
        <Amount amountMinor={position.balanceMinor} currency={currency} size="figure" />
      </Link>
      {isLow && (
        <Notice kind="attention">
          <Trans>This may not last the day: fund it.</Trans>
        </Notice>
      )}
      <dl>
        <Line to="/deposits" term={<Trans>Deposits outstanding</Trans>}>
          <Amount amountMinor={outstanding.get(currency.number) ?? 0n} currency={currency} />
        </Line>
        <Line to="/deposits" term={<Trans>Issued today</Trans>}>
          {amount(sumOf(movedToday.filter(({ amountMinor }) => amountMinor > 0n)))}
        </Line>
        <Line to="/deposits" term={<Trans>Redeemed today</Trans>}>
          {amount(sumOf(movedToday.filter(({ amountMinor }) => amountMinor < 0n)))}
        </Line>
        <Line to="/settlement" term={<Trans>Payments in from other banks</Trans>}>
          {amount(sumOf(paidToday.filter(({ amountMinor }) => amountMinor > 0n)))}
        </Line>
        <Line to="/settlement" term={<Trans>Payments out to other banks</Trans>}>
          {amount(outMinor)}
        </Line>
        <Line to="/settlement" term={<Trans>Reserves outside</Trans>}>
          <Amount amountMinor={position.outsideMinor} currency={currency} />
        </Line>
      </dl>
    </section>
  );
}

function Line({ to, term, children }: { to: string; term: ReactNode; children: ReactNode }) {
  return (
    <div className="relative flex justify-between gap-4 py-2 not-last:border-b not-last:border-line">
      <dt className="text-ink-soft">
        <Link href={to} className="after:absolute after:inset-0">
          {term}
        </Link>
      </dt>
      <dd className="text-end font-medium">{children}</dd>
    </div>
  );
}

function isTodayIn(currency: number, entry: { at: number; currency: { number: number } }): boolean {
  return isToday(entry.at) && entry.currency.number === currency;
}
