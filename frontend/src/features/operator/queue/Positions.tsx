import { Trans, useLingui } from "@lingui/react/macro";
import { settlementHubAbi } from "@jiaozi/sdk/abis/settlement-hub";
import { type Currency, currencyByNumber } from "@jiaozi/sdk/currencies";
import { readContract } from "viem/actions";
import type { QueuedRow } from "../../../app/netting/useQueue.ts";
import { useChainQuery } from "../../../app/network/useChainQuery.ts";
import { Amount } from "../../../components/Amount.tsx";
import { sumOf } from "../../../components/byCurrency.ts";
import { EmptyState } from "../../../components/EmptyState.tsx";
import { Reading } from "../../../components/Reading.tsx";
import { type Column, Table } from "../../../components/Table.tsx";

interface Position {
  bank: number;
  name: string;
  currency: Currency;
  balanceMinor: bigint;
}

/** Each bank's settlement balance, beside what the queue will take and bring. */
export function Positions({ waiting }: { waiting: readonly QueuedRow[] }) {
  const { t } = useLingui();
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-lead font-semibold">
        <Trans>Banks' positions</Trans>
      </h2>
      <Reading of={usePositions()} shape="row" count={4}>
        {(positions) => (
          <Table
            label={t`Banks' positions`}
            columns={columnsFor(waiting)}
            rows={positions}
            rowKey={({ bank, currency }) => `${bank} ${currency.number}`}
            empty={<EmptyState icon="bank" title={<Trans>No banks</Trans>} />}
          />
        )}
      </Reading>
    </section>
  );
}

function usePositions() {
  return useChainQuery(["settlement balances"], ({ client, deployment }): Promise<Position[]> => {
    const currencies = deployment.currencies.flatMap((number) => currencyByNumber(number) ?? []);
    const places = deployment.banks.flatMap(({ id: bank, name }) =>
      currencies.map((currency) => ({ bank, name, currency })),
    );
    return Promise.all(
      places.map(async (place) => {
        const balanceMinor = await readContract(client, {
          address: deployment.contracts.settlementHub,
          abi: settlementHubAbi,
          functionName: "settlementBalance",
          args: [place.bank, place.currency.number],
        });
        return { ...place, balanceMinor };
      }),
    );
  });
}

function columnsFor(waiting: readonly QueuedRow[]): Column<Position>[] {
  const owed = (end: "payer" | "payee", { bank, currency }: Position) =>
    sumOf(waiting.filter((row) => row[end] === bank && row.currency.number === currency.number));
  return [
    { key: "bank", header: <Trans>Bank</Trans>, cell: ({ name }) => name },
    {
      key: "balance",
      header: <Trans>Settlement balance</Trans>,
      align: "end",
      cell: ({ balanceMinor, currency }) => <Amount amountMinor={balanceMinor} currency={currency} />,
    },
    {
      key: "owes",
      header: <Trans>Owes</Trans>,
      align: "end",
      cell: (position) => <Amount amountMinor={owed("payer", position)} currency={position.currency} />,
    },
    {
      key: "owed",
      header: <Trans>Is owed</Trans>,
      align: "end",
      cell: (position) => <Amount amountMinor={owed("payee", position)} currency={position.currency} />,
    },
  ];
}
