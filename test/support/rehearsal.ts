import type { ContractTransactionResponse, Result, Wallet } from "ethers";
import { stringToHex, zeroHash } from "viem";
import { askAt, FREE, signedOf, type Town } from "./town.ts";

export const DAY_SECONDS = 24 * 60 * 60;
/** Nothing is asked of the chain before it is sent: what it will meet is still pending. */
export const PENDING = { gasPrice: 0n, gasLimit: 2_000_000n } as const;
const GOVERNOR_DELAY_SECONDS = 2 * DAY_SECONDS;
const REASON = stringToHex("rehearsal", { size: 32 });
const LUCKY_NOODLES = "0x0001000000000001";
const PLAN = 1;
const MERCHANT_BPS = 150;

export type Sending = () => Promise<ContractTransactionResponse>;

/** So that every share of a fee is on its way too. */
export async function chargeFees({ merchants, harbourClerk }: Town) {
  await merchants.connect(harbourClerk).assignFeePlan(LUCKY_NOODLES, PLAN, MERCHANT_BPS, REASON, FREE);
}

export async function timeOf({ ethers }: Town): Promise<number> {
  return (await ethers.provider.getBlock("latest"))?.timestamp ?? 0;
}

/** The governor announces calls, and waits until all of them can be made. */
export async function announce(town: Town, calls: readonly (readonly [target: string, call: string])[]) {
  for (const [target, call] of calls) await town.authority.connect(town.operator).schedule(target, call, 0, FREE);
  await town.provider.request({ method: "evm_increaseTime", params: [GOVERNOR_DELAY_SECONDS] });
  await town.provider.request({ method: "evm_mine" });
}

/** A payment at Lucky Noodles's till that can be sent again and again, and is always the same. */
export async function composePayment(
  town: Town,
  payer: Wallet,
  bank: number,
  amountMinor: bigint,
  hub: Town["hub"] = town.hub,
): Promise<Sending> {
  const code = signedOf(await askAt(town, amountMinor));
  return () => hub.connect(payer).pay(code, bank, amountMinor, 0n, zeroHash, PENDING);
}

export async function pay(...payment: Parameters<typeof composePayment>) {
  const send = await composePayment(...payment);
  return await send();
}

/** A hold until a week from now. */
export async function hold(town: Town, payer: Wallet, bank: number, amountMinor: bigint) {
  const captureBefore = BigInt((await timeOf(town)) + 7 * DAY_SECONDS);
  const code = signedOf(await askAt(town, amountMinor, { captureBefore }));
  await town.hub.connect(payer).authorize(code, bank, amountMinor, 0n, zeroHash, FREE);
  const event = (await town.hub.queryFilter(town.hub.filters.PaymentAuthorized())).at(-1);
  if (!event) throw new Error("nothing was authorized");
  return paymentOf(event.args);
}

/** All that was paid at once, oldest first. */
export async function readSettled({ hub }: Town) {
  return (await hub.queryFilter(hub.filters.PaymentSettled())).map(({ args }) => paymentOf(args));
}

/** Its id and its terms, as ethers takes them back: what it decoded is frozen. */
function paymentOf<terms>({ paymentId, terms }: { paymentId: string; terms: terms }) {
  return { id: paymentId, terms: (terms as Result).toObject() as terms };
}
