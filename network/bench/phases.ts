import { setTimeout as sleep } from "node:timers/promises";
import type { Fleet } from "../load/fleet.ts";
import { measure, type Measurement } from "../load/measure.ts";
import type { LoadedNetwork } from "../load/network.ts";
import type { OfferOptions } from "../load/offer.ts";
import { signBatches, signPayments, signTransfers } from "../load/payments.ts";
import type { SignedTransaction } from "../load/sign.ts";
import { MAX_BATCH_PAYMENTS } from "../relayer/relayer.ts";
import { readShares, takeProfile } from "./profile.ts";

export interface Phase {
  name: string;
  measured: Measurement;
  /** Where a node's time went. */
  shares: ReadonlyMap<string, number>;
}

export interface Phases {
  transfers: Phase;
  onUs: Phase;
  crossBank: Phase;
  batched: Phase;
  /** At a third of the rate that was reached across banks. */
  steady: Phase;
}

/** A request lives a quarter of an hour: no more is signed at once than is included by then. */
const ROUND = 15_000;
/** What a machine does in a second differs from minute to minute, and what a chain takes grows with it. */
const LEAST_TURNS = 3;
const MAX_WAITING_BATCHES = 60;
const STEADY_SECONDS = 60;
/** What a database puts off while much is written, it does afterwards. */
const REST_SECONDS = 30;
const STEADY_SHARE = 3;

interface Terms {
  payments: number;
  /** How many single transactions wait at once. A pool checks each that waits again after every block. */
  maxWaiting: number;
}

/**
 * Of the payments a sixth on us, a sixth across banks, the rest in batches; all kinds of load by turns, so that they are
 * compared on the same machine and the same chain.
 */
export async function runPhases(
  network: LoadedNetwork,
  fleet: Fleet,
  { payments, maxWaiting }: Terms,
): Promise<Phases> {
  const turns = Math.max(LEAST_TURNS, Math.ceil((payments * 2) / 3 / ROUND));
  const single = Math.ceil(payments / 6 / turns);
  const inBatches = Math.ceil(payments / turns) - 2 * single;

  function prepare(name: string, sign: () => Promise<SignedTransaction[]>, options: Omit<OfferOptions, "urls">) {
    const measuring = measure(network, fleet, options);
    let shares: ReadonlyMap<string, number> = new Map();
    return {
      async run(isProfiled: boolean) {
        console.error(`${name} …`);
        let profile: Buffer | undefined;
        await measuring.round(sign, async () => {
          const [node] = network.nodes;
          if (isProfiled && node) profile = await takeProfile(node);
        });
        if (profile) shares = await readShares(profile);
      },
      phase: (): Phase => ({ name, measured: measuring.sum(), shares }),
    };
  }

  const peak = { maxWaiting };
  const acrossBanks = (count: number) => signPayments(fleet, count, "cross-bank");
  const transfers = prepare("ERC-20 transfers", () => signTransfers(fleet, single), peak);
  const onUs = prepare("payments on us", () => signPayments(fleet, single, "on-us"), peak);
  const crossBank = prepare("payments across banks", () => acrossBanks(single), peak);
  const batched = prepare(
    `in batches of ${MAX_BATCH_PAYMENTS}`,
    () => signBatches(fleet, inBatches, MAX_BATCH_PAYMENTS),
    { maxWaiting: MAX_WAITING_BATCHES },
  );
  for (let turn = 1; turn <= turns; turn++) {
    console.error(`turn ${turn} of ${turns}`);
    for (const kind of [transfers, onUs, crossBank, batched]) await kind.run(turn === turns);
  }
  const ratePerSecond = crossBank.phase().measured.perSecond / STEADY_SHARE;
  const count = Math.ceil(Math.min(single * turns, ratePerSecond * STEADY_SECONDS));
  const afterRest = async () => {
    const signed = await acrossBanks(count);
    await sleep(REST_SECONDS * 1000);
    return signed;
  };
  const steady = prepare("across banks, at a third of that rate", afterRest, { ratePerSecond });
  await steady.run(true);
  return {
    transfers: transfers.phase(),
    onUs: onUs.phase(),
    crossBank: crossBank.phase(),
    batched: batched.phase(),
    steady: steady.phase(),
  };
}

/** The kind that scales furthest, by itself: what one domain takes. */
export function measureBatches(network: LoadedNetwork, fleet: Fleet) {
  const measuring = measure(network, fleet, { maxWaiting: MAX_WAITING_BATCHES });
  return {
    /** Waits with what is signed until it may begin. */
    round: (payments: number, mayBegin: () => Promise<void>): Promise<void> =>
      measuring.round(async () => {
        const signed = await signBatches(fleet, payments, MAX_BATCH_PAYMENTS);
        await mayBegin();
        return signed;
      }),
    sum: measuring.sum,
  };
}
