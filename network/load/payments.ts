import { paymentHubAbi } from "@jiaozi/sdk/abis/payment-hub";
import type { ApprovedPayment } from "@jiaozi/sdk/approval/approved-payment";
import { signApproval } from "@jiaozi/sdk/approval/payment-approval";
import { currencyByCode } from "@jiaozi/sdk/currencies";
import { composeCode } from "@jiaozi/sdk/request/compose";
import { requestDigest, type SignedRequest } from "@jiaozi/sdk/request/payment-request";
import { MAX_LIFE_SECONDS } from "@jiaozi/sdk/typed-data";
import { type Address, bytesToHex, encodeFunctionData, type Hex, type LocalAccount, zeroHash } from "viem";
import { plainTokenAbi } from "../../scripts/bench/plain-token.ts";
import { EATING_PLACES, NOODLE_SHOP } from "../../scripts/network/seed.ts";
import { type BankFleet, type Fleet, HKD } from "./fleet.ts";
import type { Movement, SignedTransaction } from "./sign.ts";

export type Route = "on-us" | "cross-bank";

/** Blocks are packed by the gas that is asked for; a payer's first payment of a day costs more than its later ones. */
const GAS_MARGIN_PERCENT = 125n;
const LEAST_MINOR = 10_00; // so that every party to the fee has some of it
const AMOUNTS = 400;

/** Transfers of the plain token from each customer to another, all of them holders already. */
export async function signTransfers(fleet: Fleet, count: number): Promise<SignedTransaction[]> {
  const everyone = fleet.banks.flatMap(({ customers }) => customers);
  const calls = Array.from({ length: count }, (_, n) => {
    const from = at(everyone, n);
    const to = at(everyone, n + 1).address;
    const data = encodeFunctionData({ abi: plainTokenAbi, functionName: "transfer", args: [to, 1n] });
    return { from, data, movements: [{ kind: "transfer", from: from.address, to }] as const };
  });
  return await signCalls(fleet, fleet.plainToken, calls);
}

/** Payments that customers bring themselves, each for a request that a till has just signed. */
export async function signPayments(fleet: Fleet, count: number, route: Route): Promise<SignedTransaction[]> {
  const expiresAt = await latestExpiry(fleet);
  const calls = [];
  for (let n = 0; n < count; n++) {
    const { payer, payers, payees } = partiesOf(fleet, n, route);
    const { signed, movement } = await ask(fleet, payer, { n, payers, payees, expiresAt });
    const args = [signed, payers.bank.id, signed.request.amountMinor, 0n, zeroHash] as const;
    const data = encodeFunctionData({ abi: paymentHubAbi, functionName: "pay", args });
    calls.push({ from: payer, data, movements: [movement] });
  }
  return await signCalls(fleet, fleet.deployment.contracts.paymentHub, calls);
}

/** Payments that customers approve and their banks' relayers bring, many in a transaction; half of them on us. */
export async function signBatches(fleet: Fleet, count: number, size: number): Promise<SignedTransaction[]> {
  const expiresAt = await latestExpiry(fleet);
  const batches = Array.from({ length: 2 * Math.ceil(count / (2 * size)) }, () => [] as ApprovedPayment[]);
  const movements = batches.map(() => [] as Movement[]);
  for (let n = 0; n < count; n++) {
    const which = 2 * Math.floor(n / (2 * size)) + (n % 2); // two at a time: a batch has the customers of one bank
    const { payer, payers, payees } = partiesOf(fleet, n, n % 4 < 2 ? "on-us" : "cross-bank");
    const { signed, movement } = await ask(fleet, payer, { n, payers, payees, expiresAt });
    batches[which]?.push(await approve(fleet, signed, payer, payers));
    movements[which]?.push(movement);
  }
  const calls = batches.map((payments, n) => ({
    from: at(fleet.banks, n).relayer,
    data: encodeFunctionData({ abi: paymentHubAbi, functionName: "payBatch", args: [payments] }),
    movements: movements[n] ?? [],
  }));
  return await signCalls(fleet, fleet.deployment.contracts.paymentHub, calls);
}

/** The n-th payment: the banks take turns, and each bank's customers after one another. */
function partiesOf({ banks }: Fleet, n: number, route: Route) {
  const payers = at(banks, n);
  return {
    payers,
    payees: route === "on-us" ? payers : at(banks, n + 1),
    payer: at(payers.customers, Math.floor(n / banks.length)),
  };
}

interface Terms {
  n: number;
  payers: BankFleet;
  payees: BankFleet;
  expiresAt: bigint;
}

/** What the till shows as a code, for amounts that differ. */
async function ask(fleet: Fleet, payer: LocalAccount, { n, payers, payees, expiresAt }: Terms) {
  const currency = currencyByCode("HKD");
  if (!currency) throw new Error("the currency table has no HKD");
  const requestId = bytesToHex(crypto.getRandomValues(new Uint8Array(16)));
  const amountMinor = BigInt(LEAST_MINOR + (n % AMOUNTS));
  const shop = { ...NOODLE_SHOP, merchantId: payees.merchantId, category: EATING_PLACES };
  const terms = { requestId, currency, amountMinor, expiresAt };
  const { request, r, yParityAndS } = await composeCode(shop, terms, domainOf(fleet), payees.till);
  const movement: Movement = {
    kind: "payment",
    id: requestDigest(request, domainOf(fleet)),
    payer: payer.address,
    amountMinor,
    payerBank: payers.bank.id,
    payeeBank: payees.bank.id,
  };
  return { signed: { request, r, yParityAndS } satisfies SignedRequest, movement };
}

async function approve(fleet: Fleet, signed: SignedRequest, payer: LocalAccount, { bank }: BankFleet) {
  const { amountMinor, expiresAt } = signed.request;
  const approval = {
    request: requestDigest(signed.request, domainOf(fleet)),
    merchantName: NOODLE_SHOP.name,
    payer: payer.address,
    amountMinor,
    tipMinor: 0n,
    bank: bank.id,
    currency: HKD,
    maxDebitMinor: amountMinor,
    validBefore: expiresAt,
    nonce: zeroHash,
  };
  return { signed, approval, signature: await signApproval(approval, domainOf(fleet), payer) };
}

function domainOf({ deployment }: Fleet) {
  const { chainId, guid, contracts } = deployment;
  return { chainId, guid, paymentHub: contracts.paymentHub };
}

/** All must be made before it. */
async function latestExpiry({ reader }: Fleet): Promise<bigint> {
  const { timestamp } = await reader.getBlock();
  return timestamp + BigInt(MAX_LIFE_SECONDS);
}

/** What each asks for is what the first of its length was estimated at. */
async function signCalls(
  { reader, sign }: Fleet,
  to: Address,
  calls: readonly { from: LocalAccount; data: Hex; movements: readonly Movement[] }[],
): Promise<SignedTransaction[]> {
  const estimates = new Map<number, bigint>();
  const signed: SignedTransaction[] = [];
  for (const { from, data, movements } of calls) {
    const kind = movements.length;
    const estimate =
      estimates.get(kind) ?? (await reader.estimateGas({ account: from.address, to, data, gasPrice: 0n }));
    estimates.set(kind, estimate);
    signed.push(await sign(from, { to, data, gas: (estimate * GAS_MARGIN_PERCENT) / 100n, movements }));
  }
  return signed;
}

function at<item>(items: readonly item[], n: number): item {
  const found = items[n % items.length];
  if (found === undefined) throw new Error("there is nobody");
  return found;
}
