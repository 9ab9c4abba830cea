import { depositTokenAbi } from "@jiaozi/sdk/abis/deposit-token";
import { paymentHubAbi } from "@jiaozi/sdk/abis/payment-hub";
import { reserveTokenAbi } from "@jiaozi/sdk/abis/reserve-token";
import { settlementHubAbi } from "@jiaozi/sdk/abis/settlement-hub";
import { setTimeout as sleep } from "node:timers/promises";
import { type Abi, type Address, erc20Abi, type Hex } from "viem";
import { httpProvider } from "../rpc-provider.ts";
import { FEES, type Fleet, HKD } from "./fleet.ts";
import type { Course, Offered } from "./offer.ts";
import type { Movement } from "./sign.ts";

/** Every balance that the load touches, and what must never change. By its name, in minor units. */
export type Books = ReadonlyMap<string, bigint>;

export interface Accounting {
  /** Payments and transfers that were made, once each. */
  made: number;
  /** Acknowledged, and not on the chain. */
  lost: number;
  /** On the chain more than once. */
  doubled: number;
  /** In a block, and refused there. */
  refused: number;
  /** Each balance that is not what the movements make of it, in words. */
  differences: string[];
}

const BASIS_POINTS = 10_000n;
const LOGS_BLOCKS = 5;
const POLL_MILLISECONDS = 100;
const SCHEME = 0;
/** Calls of one look; each costs the node no more than a block does. */
const MULTICALL_BYTES = 8_192;

export async function readBooks({ reader, deployment, banks, plainToken }: Fleet): Promise<Books> {
  const { settlementHub } = deployment.contracts;
  const names: string[] = [];
  const contracts: { address: Address; abi: Abi; functionName: string; args: readonly unknown[] }[] = [];
  const read = (name: string, address: Address, abi: Abi, functionName: string, ...args: unknown[]) => {
    names.push(name);
    contracts.push({ address, abi, functionName, args });
  };
  for (const { bank, token, owner, customers } of banks) {
    read(supplyOf(bank.id), token, depositTokenAbi, "totalSupply");
    for (const { address } of [owner, ...customers]) {
      read(depositsOf(bank.id, address), token, depositTokenAbi, "balanceOf", address);
      read(plainOf(address), plainToken, erc20Abi, "balanceOf", address);
    }
  }
  read("reserves in the hub", deployment.reserveTokens[HKD] ?? "0x", reserveTokenAbi, "balanceOf", settlementHub);
  read("plain tokens in all", plainToken, erc20Abi, "totalSupply");
  const multicall = { contracts, allowFailure: false, batchSize: MULTICALL_BYTES } as const;
  const balances = (await reader.multicall({
    ...multicall,
    multicallAddress: "0xcA11bde05977b3631167028862bE2a173976CA11",
  })) as bigint[];
  const books = new Map(names.map((name, n) => [name, balances[n] ?? 0n]));

  for (const id of [SCHEME, ...banks.map(({ bank }) => bank.id)]) {
    const { balanceMinor, schemeFeesMinor, earmarkedMinor } = await reader.readContract({
      address: settlementHub,
      abi: settlementHubAbi,
      functionName: "position",
      args: [id, HKD],
    });
    books.set(settlementOf(id), balanceMinor);
    books.set(schemeFeesOf(id), schemeFeesMinor);
    books.set(`earmarked of bank ${id}`, earmarkedMinor);
  }
  return books;
}

/** Holds what was offered against events and balances, to the unit. Nothing may be under way any more. */
export async function settleAccounts(fleet: Fleet, before: Books, { offered, blocks }: Course): Promise<Accounting> {
  await waitForAll(fleet.urls, blocks.at(-1)?.number ?? 0);
  const events = await readEvents(fleet, blocks.at(0)?.number ?? 0, blocks.at(-1)?.number ?? 0);
  const expected = new Map(before);
  const counted: Accounting = { made: 0, lost: 0, doubled: 0, refused: 0, differences: [] };
  for (const one of offered) {
    for (const movement of one.transaction.movements) {
      const times = movement.kind === "payment" ? (events.get(movement.id) ?? 0) : timesMoved(one, events);
      if (times > 1 || one.inclusions > 1) counted.doubled += 1;
      if (times === 0 && one.inclusions > 0) counted.refused += 1;
      if (times === 0 && one.inclusions === 0 && one.isAcknowledged) counted.lost += 1;
      if (times > 0) counted.made += 1;
      if (times > 0) post(expected, fleet, movement);
    }
  }
  const after = await readBooks(fleet);
  for (const [name, wanted] of expected) {
    const found = after.get(name);
    if (found !== wanted) counted.differences.push(`${name}: ${found} instead of ${wanted}`);
  }
  return counted;
}

/** Whichever node is asked next must not be behind. One that does not run is not asked. */
async function waitForAll(urls: readonly string[], height: number): Promise<void> {
  for (const url of urls) {
    const ask = async () => Number(await httpProvider([url]).request({ method: "eth_blockNumber" }));
    while ((await ask().catch(() => height)) < height) await sleep(POLL_MILLISECONDS);
  }
}

/** How often each payment was settled, by its id, and each plain transfer made, by its transaction. */
async function readEvents({ reader, deployment, plainToken }: Fleet, first: number, last: number) {
  const events = new Map<Hex, number>();
  const count = (key: Hex) => events.set(key, (events.get(key) ?? 0) + 1);
  const { paymentHub } = deployment.contracts;
  for (let from = first; from <= last; from += LOGS_BLOCKS) {
    const range = { fromBlock: BigInt(from), toBlock: BigInt(Math.min(last, from + LOGS_BLOCKS - 1)) };
    const settled = { address: paymentHub, abi: paymentHubAbi, eventName: "PaymentSettled", ...range } as const;
    for (const { args } of await reader.getContractEvents(settled)) if (args.paymentId) count(args.paymentId);
    const moved = { address: plainToken, abi: erc20Abi, eventName: "Transfer", ...range } as const;
    for (const { transactionHash } of await reader.getContractEvents(moved)) count(transactionHash);
  }
  return events;
}

function timesMoved({ transaction }: Offered, events: ReadonlyMap<Hex, number>): number {
  return events.get(transaction.hash) ?? 0;
}

/** What one movement makes of the books. Fees are rounded down once for the merchant, and shared out from that. */
function post(books: Map<string, bigint>, { banks }: Fleet, movement: Movement): void {
  const add = (name: string, minor: bigint) => books.set(name, (books.get(name) ?? 0n) + minor);
  if (movement.kind === "transfer") {
    add(plainOf(movement.from), -1n);
    add(plainOf(movement.to), 1n);
    return;
  }
  const { payer, amountMinor, payerBank, payeeBank } = movement;
  const owner = banks.find(({ bank }) => bank.id === payeeBank)?.owner.address ?? payer;
  const feeMinor = (amountMinor * FEES.merchantBps) / BASIS_POINTS;
  const sharedBps = FEES.interchangeBps + FEES.schemeBps;
  const sharedMinor = (feeMinor * sharedBps) / FEES.merchantBps;
  const interchangeMinor = (sharedMinor * FEES.interchangeBps) / sharedBps;
  add(depositsOf(payerBank, payer), -amountMinor);
  add(depositsOf(payeeBank, owner), amountMinor - feeMinor);
  add(supplyOf(payerBank), -amountMinor);
  add(supplyOf(payeeBank), amountMinor - feeMinor);
  add(schemeFeesOf(payeeBank), sharedMinor - interchangeMinor);
  if (payerBank === payeeBank) return;
  add(settlementOf(payerBank), interchangeMinor - amountMinor);
  add(settlementOf(payeeBank), amountMinor - interchangeMinor);
}

const supplyOf = (bank: number) => `deposits of bank ${bank} in all`;
const depositsOf = (bank: number, account: Address) => `deposits of ${account} at bank ${bank}`;
const plainOf = (account: Address) => `plain tokens of ${account}`;
const settlementOf = (bank: number) => `settlement balance of bank ${bank}`;
const schemeFeesOf = (bank: number) => `scheme fees of bank ${bank}`;
