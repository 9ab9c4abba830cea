import { Trans } from "@lingui/react/macro";
import { type Currency, currencyByNumber } from "@jiaozi/sdk/currencies";
import type { Obligation } from "@jiaozi/sdk/netting/instance";
import { outcomeOf } from "@jiaozi/sdk/netting/outcome";
import { Amount } from "../../components/Amount.tsx";
import { sumOf } from "../../components/byCurrency.ts";
import { Fact, Facts } from "../../components/Fact.tsx";

interface CutFactsProps {
  settled: readonly Obligation[];
  /** Whose own part is told too. */
  bank?: number;
}

/** What settling these at once comes to, in each currency. */
export function CutFacts({ settled, bank }: CutFactsProps) {
  const { grossMinor, netMovedMinor } = outcomeOf({ balances: [], obligations: settled }, settled);
  const currencies = Array.from(grossMinor.keys()).flatMap((number) => currencyByNumber(number) ?? []);
  return (
    <div className="grid gap-4 wide:grid-cols-2">
      {currencies.map((currency) => {
        const gross = grossMinor.get(currency.number) ?? 0n;
        const net = netMovedMinor.get(currency.number) ?? 0n;
        const ofCurrency = settled.filter((each) => each.currency === currency.number);
        return (
          <Facts key={currency.code}>
            <Fact term={<Trans>Obligations in {currency.code}, all banks</Trans>}>{ofCurrency.length}</Fact>
            <Fact term={<Trans>Settles, all banks</Trans>}>
              <Amount amountMinor={gross} currency={currency} />
            </Fact>
            <Fact term={<Trans>Moves between banks, net</Trans>}>
              <Amount amountMinor={net} currency={currency} />
            </Fact>
            <Fact term={<Trans>Saved liquidity, all banks</Trans>}>
              <Amount amountMinor={gross - net} currency={currency} />
            </Fact>
            {bank !== undefined && <OwnPart bank={bank} settled={ofCurrency} currency={currency} />}
          </Facts>
        );
      })}
    </div>
  );
}

interface OwnPartProps {
  bank: number;
  settled: readonly Obligation[];
  currency: Currency;
}

function OwnPart({ bank, settled, currency }: OwnPartProps) {
  const paidMinor = sumOf(settled.filter(({ payer }) => payer === bank));
  const receivedMinor = sumOf(settled.filter(({ payee }) => payee === bank));
  return (
    <>
      <Fact term={<Trans>This bank pays</Trans>}>
        <Amount amountMinor={paidMinor} currency={currency} />
      </Fact>
      <Fact term={<Trans>This bank receives</Trans>}>
        <Amount amountMinor={receivedMinor} currency={currency} />
      </Fact>
    </>
  );
}
