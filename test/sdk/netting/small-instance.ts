import { RANKS, type NettingInstance, type Obligation, type Rank } from "@jiaozi/sdk/netting/instance";
import fc from "fast-check";

const MOST_BANKS = 5;
const CURRENCIES = [344, 840] as const;

const anyPair = fc.tuple(fc.nat(MOST_BANKS - 1), fc.nat(MOST_BANKS - 2));
const anyCurrency = fc.integer({ min: 0, max: 3 }).map((one) => CURRENCIES[one === 3 ? 1 : 0]);
const anyAmount = fc.bigInt(1n, 9n);
const anyRank = fc.integer({ min: 0, max: 6 }).map((one): Rank => RANKS[one] ?? "normal");
const rarely = fc.integer({ min: 0, max: 11 }).map((one) => one === 7);

const anyObligation = fc.record({
  pair: anyPair,
  currency: anyCurrency,
  amountMinor: anyAmount,
  rank: anyRank,
  cancelled: rarely,
});
/** A pays B in one currency, B pays A in the other; each leg anywhere in the queue. */
const anyLink = fc.record({
  pair: anyPair,
  amounts: fc.tuple(anyAmount, anyAmount),
  ranks: fc.tuple(anyRank, anyRank),
  cancelled: rarely,
});
const anyLimit = fc.record({ pair: anyPair, limitMinor: fc.bigInt(0n, 6n), usedMinor: fc.bigInt(-3n, 7n) });

/** Two to five banks, one or two currencies, four to twelve obligations, with everything that a queue can have. */
export const anyInstance: fc.Arbitrary<NettingInstance> = fc
  .record({
    banks: fc.integer({ min: 2, max: MOST_BANKS }),
    available: fc.array(fc.bigInt(0n, 12n), { minLength: 2 * MOST_BANKS, maxLength: 2 * MOST_BANKS }),
    owed: fc.array(anyObligation, { minLength: 4, maxLength: 8 }),
    links: fc.array(anyLink, { maxLength: 2 }),
    order: fc.infiniteStream(fc.nat(1000)),
    limits: fc.uniqueArray(anyLimit, { maxLength: 4, selector: ({ pair }) => pair.join(" ") }),
    suspended: fc.constantFrom(undefined, undefined, undefined, 0, 1),
  })
  .map(({ banks, available, owed, links, order, limits, suspended }) => {
    const between = ([one, other]: [number, number]) => {
      const payer = one % banks;
      return { payer, payee: (payer + 1 + (other % (banks - 1))) % banks };
    };
    const plain = owed.map(({ pair, cancelled, ...rest }) => {
      return { ...between(pair), ...rest, cancelled: cancelled && rest.rank !== "credit" };
    });
    const linked = links.flatMap(({ pair, amounts, ranks, cancelled }, number) => {
      const { payer, payee } = between(pair);
      const both = { link: `L${number}`, cancelled: cancelled && !ranks.includes("credit") };
      return [
        { payer, payee, currency: CURRENCIES[0], amountMinor: amounts[0], rank: ranks[0], ...both },
        { payer: payee, payee: payer, currency: CURRENCIES[1], amountMinor: amounts[1], rank: ranks[1], ...both },
      ];
    });
    const obligations = [...plain, ...linked]
      .map((obligation) => ({ obligation, key: order.next().value ?? 0 }))
      .toSorted((one, other) => one.key - other.key)
      .map(({ obligation }, place): Obligation => ({ ...obligation, id: `T${place}` }));
    const byPair = new Map(
      limits.map(({ pair, ...limit }) => {
        const ends = between(pair);
        return [JSON.stringify(ends), { ...ends, ...limit, currency: CURRENCIES[0] }];
      }),
    );
    return {
      balances: CURRENCIES.flatMap((currency, row) =>
        available
          .slice(row * MOST_BANKS, row * MOST_BANKS + banks)
          .map((availableMinor, bank) => ({ bank, currency, availableMinor })),
      ),
      obligations,
      limits: [...byPair.values()],
      suspended: suspended === undefined ? [] : [suspended],
    };
  });
