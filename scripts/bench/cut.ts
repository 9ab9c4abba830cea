import { nettingQueueAbi } from "@jiaozi/sdk/abis/netting-queue";
import { networkAuthorityAbi } from "@jiaozi/sdk/abis/network-authority";
import { roleOf } from "@jiaozi/sdk/duties";
import { settledByGreatestCut } from "@jiaozi/sdk/netting/greatest-cut";
import { instanceOf, proposalOf } from "@jiaozi/sdk/netting/queue";
import { parseEventLogs } from "viem";
import { openBanks } from "../../test/support/banks.ts";
import { deployQueueFeeder, queueFeederAbi } from "./queue-feeder.ts";
import { grouped, table } from "./table.ts";
import { deployWalkingQueue, walkingQueueAbi } from "./walking-queue.ts";

const HKD = 344;
const FEW_BANKS = 8;
const PAYMENTS = [256, 1_024, 4_096];
const GOAL_GAS = 1_300_000;
/** EIP-7825. The bench's chain takes more, so that what does not fit is measured too. */
const MOST_GAS_OF_TRANSACTION = 2 ** 24;
const FEWEST_BANKS_TRIED = 20;
const MOST_BANKS_TRIED = 40;
const FUNDED_MINOR = 10n ** 12n;
const AMOUNT_MINOR = 1_000n;
const QUEUED_AT_ONCE = 100;

interface Pair {
  payer: number;
  payee: number;
}

/** Gas of one cut, by how many payments and by how many banks, beside a verifier that walks the payments. */
export async function benchCut(): Promise<string> {
  const few = await openQueue(FEW_BANKS);
  const firstGas = await few.cut(FEW_BANKS, pairsOf(FEW_BANKS).length);
  const byPayments: { payments: number; gas: number; walkedGas: number }[] = [];
  for (const payments of PAYMENTS) {
    const gas = await few.cut(FEW_BANKS, payments);
    byPayments.push({ payments, gas, walkedGas: await few.walk(payments) });
  }
  const gases = byPayments.map(({ gas }) => gas);
  const spreadPercent = (100 * (Math.max(...gases) - Math.min(...gases))) / Math.min(...gases);
  const goalOf = (gas: number) => `≤ ${grouped(GOAL_GAS)}${gas > GOAL_GAS ? ", missed" : ""}`;

  const byBanks = [{ banks: FEW_BANKS, firstGas, gas: gases[0] ?? 0 }];
  for (const banks of [16, 32]) {
    const queue = await openQueue(banks);
    const payments = pairsOf(banks).length;
    byBanks.push({ banks, firstGas: await queue.cut(banks, payments), gas: await queue.cut(banks, payments) });
  }
  const { banks, gas } = await mostBanks();
  return [
    "## Netting: gas of one cut",
    table(
      [`${FEW_BANKS} banks, every pair busy, again`, "gas", "of one payment", "goal", "walking the payments"],
      byPayments.map((row) => [
        `${grouped(row.payments)} payments`,
        grouped(row.gas),
        grouped(Math.round(row.gas / row.payments)),
        goalOf(row.gas),
        grouped(row.walkedGas),
      ]),
    ),
    `\nThe three differ by ${spreadPercent.toFixed(1)} % (goal: ≤ 5 %).\n`,
    table(
      ["one payment of every pair", "first cut", "again"],
      byBanks.map((row) => [`${row.banks} banks`, grouped(row.firstGas), grouped(row.gas)]),
    ),
    `\nUp to ${banks} banks fit into one transaction's ${grouped(MOST_GAS_OF_TRANSACTION)} gas (${grouped(gas)} for these). The baseline`,
    "adds up the payments one by one, each in one slot, and knows neither ranks nor limits, links, cancelled payments or",
    "suspended banks.",
  ].join("\n");
}

/** Of how many banks a cut still fits into a transaction: one bank more at a time, in one network. */
async function mostBanks(): Promise<{ banks: number; gas: number }> {
  const queue = await openQueue(MOST_BANKS_TRIED);
  let most = { banks: 0, gas: 0 };
  for (let banks = FEWEST_BANKS_TRIED; banks <= MOST_BANKS_TRIED; banks++) {
    await queue.openLanes(banks);
    const gas = await queue.cut(banks, pairsOf(banks).length);
    if (gas > MOST_GAS_OF_TRANSACTION) return most;
    most = { banks, gas };
  }
  throw new Error(`a cut of ${MOST_BANKS_TRIED} banks still fits into one transaction`);
}

async function openQueue(count: number) {
  const network = await openBanks(count, { transactionGasCap: false });
  const { deployment, anyone, treasuryOf, read, settle } = network;
  const { networkAuthority, nettingQueue } = deployment.contracts;
  const feeder = await deployQueueFeeder(anyone);
  const walking = await deployWalkingQueue(anyone);
  for (const { id: bank } of deployment.banks) {
    const role = roleOf(bank, "treasury");
    await treasuryOf(bank).send(networkAuthority, networkAuthorityAbi, "grantRole", [role, feeder, 0]);
    await network.fund(bank, HKD, FUNDED_MINOR);
    await anyone.send(walking, walkingQueueAbi, "fund", [BigInt(bank - 1), FUNDED_MINOR]);
  }
  let walked = 0;

  async function feed(pairs: readonly Pair[]) {
    for (let from = 0; from < pairs.length; from += QUEUED_AT_ONCE) {
      const part = pairs.slice(from, from + QUEUED_AT_ONCE);
      const [payers, payees] = [part.map(({ payer }) => payer), part.map(({ payee }) => payee)];
      await anyone.send(feeder, queueFeederAbi, "feed", [nettingQueue, HKD, payers, payees, AMOUNT_MINOR]);
    }
  }

  /** The greatest cut, as the keeper proposes it, or the part of it that these banks' queues are. */
  async function settleQueued(isIncluded: (bank: number) => boolean = () => true) {
    const state = await read();
    const proposal = proposalOf(state, settledByGreatestCut(instanceOf(state)));
    if (proposal === undefined) throw new Error("nothing settles");
    const cuts = proposal.cuts.filter(({ payer }) => isIncluded(payer));
    const { gasUsed, logs } = await settle({ ...proposal, cuts });
    const [settled] = parseEventLogs({ abi: nettingQueueAbi, logs, eventName: "CutSettled" });
    return { gas: Number(gasUsed), payments: Number(settled?.args.payments) };
  }

  return {
    /** Gas of settling so many payments between so many banks, the same number in each direction of each pair. */
    async cut(banks: number, payments: number): Promise<number> {
      const pairs = pairsOf(banks);
      await feed(
        Array.from({ length: payments }, (_, place) => pairs[place % pairs.length]).filter(
          (pair) => pair !== undefined,
        ),
      );
      const settled = await settleQueued();
      if (settled.payments !== payments) throw new Error(`${settled.payments} of ${payments} payments settled`);
      return settled.gas;
    },
    /** Settles a payment of every pair for the first time, by cuts of a few banks each. */
    async openLanes(banks: number) {
      await feed(pairsOf(banks));
      for (let first = 1; first <= banks; first += FEW_BANKS) {
        await settleQueued((bank) => bank >= first && bank < first + FEW_BANKS);
      }
    },
    /** Gas of settling as many payments by walking them. */
    async walk(payments: number): Promise<number> {
      const banks = deployment.banks.length;
      const ofBank = payments / banks;
      for (let payer = 0; payer < banks; payer++) {
        for (let place = 0; place < ofBank; place += QUEUED_AT_ONCE) {
          const payees = Array.from({ length: Math.min(QUEUED_AT_ONCE, ofBank - place) }, (_, n) =>
            BigInt((payer + 1 + ((place + n) % (banks - 1))) % banks),
          );
          await anyone.send(walking, walkingQueueAbi, "enqueue", [BigInt(payer), payees, AMOUNT_MINOR]);
        }
      }
      walked += ofBank;
      const upTo = Array.from({ length: banks }, () => BigInt(walked));
      const { gasUsed } = await anyone.send(walking, walkingQueueAbi, "settleCut", [upTo]);
      return Number(gasUsed);
    },
  };
}

function pairsOf(banks: number): Pair[] {
  const numbers = Array.from({ length: banks }, (_, n) => n + 1);
  return numbers.flatMap((payer) => numbers.filter((payee) => payee !== payer).map((payee) => ({ payer, payee })));
}
