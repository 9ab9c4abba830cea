import type { Fleet } from "../load/fleet.ts";
import { measure, type Measurement } from "../load/measure.ts";
import type { LoadedNetwork } from "../load/network.ts";
import type { OfferOptions } from "../load/offer.ts";
import { signBatches, signPayments, signTransfers } from "../load/payments.ts";
import type { SignedTransaction } from "../load/sign.ts";
import { MAX_BATCH_PAYMENTS } from "../relayer/relayer.ts";
import { profile } from "./profile.ts";

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
const ROUND = 10_000;
const MAX_WAITING_BATCHES = 60;
const STEADY_SECONDS = 60;
const STEADY_SHARE = 3;

interface Terms {
  payments: number;
  /** How many single transactions wait at once. A pool checks each that waits again after every block. */
  maxWaiting: number;
}

/** All kinds of load after one another: of the payments a sixth on us, a sixth across banks, the rest in batches. */
export async function runPhases(
  network: LoadedNetwork,
  fleet: Fleet,
  { payments, maxWaiting }: Terms,
): Promise<Phases> {
  const single = Math.ceil(payments / 6);
  const peak = { maxWaiting };

  async function run(
    name: string,
    count: number,
    sign: (count: number) => Promise<SignedTransaction[]>,
    options: Omit<OfferOptions, "urls">,
  ): Promise<Phase> {
    console.error(`${name}: ${count} …`);
    const [node] = network.nodes;
    let shares: ReadonlyMap<string, number> = new Map();
    const measured = await measure(network, fleet, inRounds(count, sign), options, async () => {
      if (node) shares = await profile(node);
    });
    return { name, measured, shares };
  }

  const transfers = await run("ERC-20 transfers", single, (count) => signTransfers(fleet, count), peak);
  const onUs = await run("payments on us", single, (count) => signPayments(fleet, count, "on-us"), peak);
  const acrossBanks = (count: number) => signPayments(fleet, count, "cross-bank");
  const crossBank = await run("payments across banks", single, acrossBanks, peak);
  const batched = await run(
    `in batches of ${MAX_BATCH_PAYMENTS}`,
    payments - 2 * single,
    (count) => signBatches(fleet, count, MAX_BATCH_PAYMENTS),
    {
      maxWaiting: MAX_WAITING_BATCHES,
    },
  );
  const ratePerSecond = crossBank.measured.perSecond / STEADY_SHARE;
  const count = Math.ceil(Math.min(single, ratePerSecond * STEADY_SECONDS));
  const steady = await run("across banks, at a third of that rate", count, acrossBanks, { ratePerSecond });
  return { transfers, onUs, crossBank, batched, steady };
}

/** The kind that scales furthest, by itself: what one domain takes. */
export async function runBatches(
  network: LoadedNetwork,
  fleet: Fleet,
  payments: number,
  ready: () => Promise<void>,
): Promise<Measurement> {
  const sign = async () => {
    const signed = await signBatches(fleet, payments, MAX_BATCH_PAYMENTS);
    await ready();
    return signed;
  };
  return await measure(network, fleet, [sign], { maxWaiting: MAX_WAITING_BATCHES });
}

function inRounds(count: number, sign: (count: number) => Promise<SignedTransaction[]>) {
  return Array.from(
    { length: Math.ceil(count / ROUND) },
    (_, round) => () => sign(Math.min(ROUND, count - round * ROUND)),
  );
}
