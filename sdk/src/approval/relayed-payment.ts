import type { Hash, Hex } from "viem";
import type { ContractErrorName } from "../contract-errors.ts";
import { type ApprovedPayment, writeApprovedPayment } from "./approved-payment.ts";

/** What a bank's relayer tells. `waiting`: it will be brought; `held` is a payment that was authorized. */
export type Outcome =
  | { state: "waiting" }
  | { state: "paid" | "held"; paymentId: Hex; transaction: Hash }
  | { state: "refused"; error: ContractErrorName | "Unknown"; sentence: string };

/** `id` tells approvals apart: `approvalId`. */
export type RelayedPayment = Outcome & { id: Hex };

/** The relayer was not reached, or could not take it: what was asked for may have happened all the same. */
export class RelayerUnavailableError extends Error {
  override readonly name = "RelayerUnavailableError";
  constructor(cause: unknown) {
    super("the bank's relayer did not take the payment", { cause });
  }
}

const WAIT_SECONDS = 20;
const ANSWER_MS = 10_000;

/**
 * Hands an approved payment to its payer's bank. Doing so again is safe: it is brought once.
 * @param relayer its address, before `/approvals`.
 * @throws RelayerUnavailableError
 */
export async function handToRelayer(relayer: string, payment: ApprovedPayment): Promise<RelayedPayment> {
  return await ask(`${relayer}/approvals`, ANSWER_MS, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: writeApprovedPayment(payment),
  });
}

/**
 * As soon as it is no longer waiting, or as it stands after 20 seconds.
 * @throws RelayerUnavailableError also where this approval was never handed in.
 */
export async function outcomeAtRelayer(relayer: string, id: Hex): Promise<RelayedPayment> {
  return await ask(`${relayer}/approvals/${id}?wait=${WAIT_SECONDS}`, WAIT_SECONDS * 1000 + ANSWER_MS);
}

async function ask(url: string, timeoutMs: number, init: RequestInit = {}): Promise<RelayedPayment> {
  try {
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as RelayedPayment;
  } catch (error) {
    throw new RelayerUnavailableError(error);
  }
}
