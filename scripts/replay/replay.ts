import { settledByGreatestCut } from "@jiaozi/sdk/netting/greatest-cut";
import type { Obligation } from "@jiaozi/sdk/netting/instance";
import type { Flow } from "./flow.ts";
import { sumOf } from "./liquidity.ts";

const CURRENCY = 344;

export type Way = "one by one" | "with netting";

export interface Replayed {
  /** By the day's order: in which minute each payment settled; undefined where it did not. */
  readonly settledIn: readonly (number | undefined)[];
  readonly settledMinor: bigint;
  /** Of all payments, from coming up to settling; what is left waits until the day's end. */
  readonly meanDelayMinutes: number;
}

/**
 * Each bank's payments settle in their order, each as soon as its bank has enough. With netting the greatest cut of what
 * waits settles besides, once a minute.
 */
export function replay(way: Way, day: readonly Flow[], liquidityMinor: readonly bigint[], minutes: number): Replayed {
  const available = [...liquidityMinor];
  const queues: number[][] = available.map(() => []);
  const settledIn: (number | undefined)[] = day.map(() => undefined);

  const settle = (place: number, minute: number) => {
    const { payer, payee, amountMinor } = at(day, place);
    available[payer] = at(available, payer) - amountMinor;
    available[payee] = at(available, payee) + amountMinor;
    settledIn[place] = minute;
  };
  /** What came in may be enough for the payee's own first payment. */
  const settleFirstOf = (bank: number, minute: number) => {
    const look = [bank];
    for (let payer = look.pop(); payer !== undefined; payer = look.pop()) {
      const queue = at(queues, payer);
      for (let [place] = queue; place !== undefined; [place] = queue) {
        if (at(day, place).amountMinor > at(available, payer)) break;
        queue.shift();
        settle(place, minute);
        look.push(at(day, place).payee);
      }
    }
  };
  const settleGreatestCut = (minute: number) => {
    const waiting = queues.flat().toSorted((one, other) => one - other);
    if (waiting.length === 0) return;
    const balances = available.map((availableMinor, bank) => ({ bank, currency: CURRENCY, availableMinor }));
    const obligations = waiting.map((place) => obligationOf(place, at(day, place)));
    for (const { id } of settledByGreatestCut({ balances, obligations })) settle(Number(id), minute);
    for (const queue of queues) queue.splice(0, queue.findLastIndex((place) => settledIn[place] !== undefined) + 1);
  };

  let next = 0;
  for (let minute = 0; minute < minutes; minute++) {
    const first = next;
    for (; day[next]?.minute === minute; next++) {
      const { payer } = at(day, next);
      at(queues, payer).push(next);
      settleFirstOf(payer, minute);
    }
    if (way === "with netting" && next > first) settleGreatestCut(minute);
  }
  const delays = day.map(({ minute }, place) => (settledIn[place] ?? minutes) - minute);
  return {
    settledIn,
    settledMinor: sumOf(day.map(({ amountMinor }, place) => (settledIn[place] === undefined ? 0n : amountMinor))),
    meanDelayMinutes: delays.reduce((sum, delay) => sum + delay, 0) / day.length,
  };
}

function obligationOf(place: number, { payer, payee, amountMinor }: Flow): Obligation {
  return { id: String(place), payer, payee, currency: CURRENCY, rank: "normal", amountMinor };
}

function at<Item>(items: readonly Item[], index: number): Item {
  return items[index] as Item;
}
