import { paymentHubAbi } from "@jiaozi/sdk/abis/payment-hub";
import type { ApprovedPayment } from "@jiaozi/sdk/approval/approved-payment";
import { isApprovedByKey } from "@jiaozi/sdk/approval/payment-approval";
import type { Outcome, RelayedPayment } from "@jiaozi/sdk/approval/relayed-payment";
import { decodeContractError, findContractError } from "@jiaozi/sdk/contract-errors";
import type { Deployment } from "@jiaozi/sdk/deployment";
import { paymentId } from "@jiaozi/sdk/request/payment-id";
import { requestDigest } from "@jiaozi/sdk/request/payment-request";
import { SENTENCES } from "@jiaozi/sdk/sentences/en";
import { MAX_LIFE_SECONDS } from "@jiaozi/sdk/typed-data";
import { NotIncludedError, ReplacedError, submitUntilIncluded } from "@jiaozi/sdk/transaction/submit";
import {
  BaseError,
  encodeFunctionData,
  type Hash,
  type Hex,
  type LocalAccount,
  parseEventLogs,
  recoverTransactionAddress,
  type TransactionReceipt,
  type TransactionSerialized,
} from "viem";
import { type Batch, idOf, openBook } from "./book.ts";
import type { Reach } from "./reach.ts";

/** Of PaymentHub. */
export const MAX_BATCH_PAYMENTS = 64;
/** EIP-7825: a transaction that asks for more is never included. */
const MAX_TRANSACTION_GAS = 16_777_216n;
/** What may happen between estimate and inclusion: a payer's first payment of the day costs more than the next. */
const GAS_MARGIN_PERCENT = 115n;
/** A node gives the logs of 10,000 blocks at most, and reads each. */
const BLOCKS_A_LOOK = 1_000n;
/** A whole batch of one payer's. */
const MAX_WAITING_OF_PAYER = MAX_BATCH_PAYMENTS;

const FOR_ANOTHER_REQUEST = refusedBy("ApprovalForAnotherRequest");
const EXPIRED = refusedBy("ApprovalExpired");

export interface RelayerOptions {
  reach: Reach;
  deployment: Pick<Deployment, "chainId" | "blockSeconds" | "contracts">;
  /** Whose customers it serves; everybody's, if it is not said. */
  bank?: number;
  /** The bank's own; nobody else sends with it. */
  account: LocalAccount;
  journalFile: string;
  /** How many may wait: beyond, a customer is better told at once. */
  maxWaiting?: number;
}

/** So many wait already that this one would be late. */
export class RelayerFullError extends Error {
  override readonly name = "RelayerFullError";
}

/** Another bank's customer: that one has a relayer of its own. */
export class OtherBankError extends Error {
  override readonly name = "OtherBankError";
}

/** No node answers, and what it would say of this payment cannot be known without one. */
export class NodeUnreachableError extends Error {
  override readonly name = "NodeUnreachableError";
}

/**
 * Brings a bank's customers' approvals to the chain: those that came while a transaction was under way go together in
 * the next one. What was accepted is in the journal before it is answered, and what was signed before it is sent, so that
 * a machine that dies in the middle goes on where it was; the chain itself takes each approval once.
 */
export function startRelayer(options: RelayerOptions) {
  const { reach, deployment, bank, account, journalFile, maxWaiting = 10_000 } = options;
  const { node, endpoints } = reach;
  const { chainId, blockSeconds } = deployment;
  const hub = deployment.contracts.paymentHub;
  const domain = { chainId, paymentHub: hub };
  const book = openBook(journalFile);
  const { waiting } = book;
  let batchSize = MAX_BATCH_PAYMENTS;
  const stopping = new AbortController();
  const { signal } = stopping;
  let wake = () => {};
  const ended = run();

  /** Known at once: refused for a reason that the chain gives now, or accepted. Bringing it again changes nothing. */
  async function accept(payment: ApprovedPayment): Promise<RelayedPayment> {
    const payersBank = payment.approval.bank;
    if (bank !== undefined && payersBank !== bank) throw new OtherBankError(`bank ${payersBank} is not bank ${bank}`);
    const id = idOf(payment);
    const known = accepted(id);
    if (known) return known;
    requireRoom(payment);
    const refusal = await refusalNow(payment);
    if (refusal) return { id, ...refusal };
    requireRoom(payment); // others came meanwhile
    const meanwhile = accepted(id);
    if (meanwhile) return meanwhile;
    book.accept(payment);
    wake();
    return { id, state: "waiting" };
  }

  /** What was refused may be approved anew. */
  function accepted(id: Hex): RelayedPayment | undefined {
    const known = book.outcomeOf(id);
    return known?.state === "refused" ? undefined : known;
  }

  /** One payer's approvals, each good by itself, do not take the place of all others. */
  function requireRoom({ approval: { payer } }: ApprovedPayment): void {
    if (waiting.size >= maxWaiting) throw new RelayerFullError(`${waiting.size} payments wait already`);
    const own = book.countOf(payer);
    if (own >= MAX_WAITING_OF_PAYER) throw new RelayerFullError(`${own} payments of ${payer} wait already`);
  }

  /** What waits, and what is under way and not in a block yet, is in the journal for the next start. */
  async function stop(): Promise<void> {
    stopping.abort();
    wake();
    await ended;
    book.close();
  }

  async function run(): Promise<void> {
    await dropOfAnother();
    let told = "";
    while (!stopping.signal.aborted) {
      if (waiting.size === 0) {
        await new Promise<void>((resolve) => (wake = resolve));
        continue;
      }
      try {
        await bringNext();
        told = "";
      } catch (error) {
        const reason = error instanceof BaseError ? error.shortMessage : String(error);
        if (reason !== told) console.error(`Payments wait, and are tried again each block: ${reason}`);
        told = reason;
        await pause();
      }
    }
  }

  /** What was signed with a key that this relayer had before would never be taken; the hub takes each payment once. */
  async function dropOfAnother(): Promise<void> {
    const underWay = book.underWay();
    if (!underWay) return;
    const serializedTransaction = underWay.serialized as TransactionSerialized;
    if ((await recoverTransactionAddress({ serializedTransaction })) !== account.address) book.drop();
  }

  /** After an outage these are many, and the chain has nothing to say of them any more. */
  async function endExpired(): Promise<void> {
    const { timestamp } = await node.getBlock();
    for (const payment of waiting.values()) {
      const { signed, approval } = payment;
      if (timestamp < approval.validBefore && timestamp < signed.request.expiresAt) continue;
      book.end(payment, (await madeBefore(payment)) ?? EXPIRED);
    }
  }

  const pause = () => new Promise((resolve) => setTimeout(resolve, blockSeconds * 1000));

  async function bringNext(): Promise<void> {
    const sent = book.underWay() ?? (await signNext());
    if (!sent) return;
    try {
      const receipt = await submitUntilIncluded(endpoints, sent.serialized, { blockSeconds, signal });
      const isThrough = receipt.status === "success";
      batchSize = isThrough ? MAX_BATCH_PAYMENTS : Math.max(1, Math.floor(sent.ids.length / 2));
      if (isThrough) await read(receipt, sent.ids); // what a reverted batch holds waits on
    } catch (error) {
      if (error instanceof NotIncludedError) return; // the same one again: another could pay twice what is not final
      if (!(error instanceof ReplacedError)) throw error;
    }
    book.drop();
  }

  /** The oldest of those that wait, as many as go together; `undefined` where each of them has expired. */
  async function signNext(): Promise<Batch | undefined> {
    await endExpired();
    const ids = [...waiting.keys()].slice(0, batchSize);
    if (ids.length === 0) return undefined;
    const payments = ids.flatMap((id) => waiting.get(id) ?? []);
    const data = encodeFunctionData({ abi: paymentHubAbi, functionName: "payBatch", args: [payments] });
    const estimate = await node.estimateGas({ account: account.address, to: hub, data, gasPrice: 0n });
    const gas = (estimate * GAS_MARGIN_PERCENT) / 100n;
    const serialized = await account.signTransaction({
      type: "eip1559",
      chainId,
      nonce: await node.getTransactionCount({ address: account.address }),
      to: hub,
      data,
      gas: gas < MAX_TRANSACTION_GAS ? gas : MAX_TRANSACTION_GAS,
      maxFeePerGas: 0n,
      maxPriorityFeePerGas: 0n,
    });
    book.send({ ids, serialized });
    return { ids, serialized };
  }

  /** Each ends: a batch that went through made or refused every payment in it. */
  async function read({ logs, transactionHash }: TransactionReceipt, ids: readonly Hex[]): Promise<void> {
    const made = parseEventLogs({ abi: paymentHubAbi, logs, eventName: ["PaymentSettled", "PaymentAuthorized"] });
    const refused = parseEventLogs({ abi: paymentHubAbi, logs, eventName: "PaymentRefused" });
    for (const payment of ids.flatMap((id) => waiting.get(id) ?? [])) {
      const { payer, nonce } = payment.approval;
      const own = paymentIdOf(payment);
      const digest = requestDigest(payment.signed.request, domain); // as the hub has it, whatever was approved
      const isMade = made.some(({ args }) => args.paymentId === own && args.payer === payer);
      const refusal = refused.find(
        ({ args }) => args.requestDigest === digest && args.payer === payer && args.nonce === nonce,
      );
      if (isMade) book.end(payment, madeIn(payment, transactionHash));
      else
        book.end(
          payment,
          (await madeBefore(payment)) ?? refusedWith(refusal && decodeContractError(refusal.args.refusal)),
        );
    }
  }

  /** It was brought already: by a transaction of this relayer that was taken for lost, or by somebody else. */
  async function madeBefore(payment: ApprovedPayment): Promise<Outcome | undefined> {
    const { payer, validBefore } = payment.approval;
    const own = paymentIdOf(payment);
    const source = { address: hub, abi: paymentHubAbi } as const;
    const { termsHash } = await node.readContract({ ...source, functionName: "payment", args: [own] });
    if (termsHash === 0n) return undefined;
    // By somebody, then: back to where this approval lived too long for the hub, and a node tells of so many blocks at once.
    const eventName = isAtOnce(payment) ? "PaymentSettled" : "PaymentAuthorized";
    for (let toBlock = await node.getBlockNumber({ cacheTime: 0 }); ; toBlock -= BLOCKS_A_LOOK) {
      const fromBlock = toBlock < BLOCKS_A_LOOK ? 0n : toBlock - BLOCKS_A_LOOK + 1n;
      const range = { args: { paymentId: own, payer }, fromBlock, toBlock };
      const [event] = await node.getContractEvents({ ...source, eventName, ...range });
      if (event) return madeIn(payment, event.transactionHash);
      const { timestamp } = await node.getBlock({ blockNumber: fromBlock });
      if (fromBlock === 0n || timestamp + BigInt(MAX_LIFE_SECONDS) < validBefore) return undefined;
    }
  }

  async function refusalNow(payment: ApprovedPayment): Promise<Outcome | undefined> {
    const { signed, approval, signature } = payment;
    if (requestDigest(signed.request, domain) !== approval.request) return FOR_ANOTHER_REQUEST;
    const functionName = isAtOnce(payment) ? "payApproved" : "authorizeApproved";
    try {
      await node.simulateContract({
        account: account.address,
        address: hub,
        abi: paymentHubAbi,
        functionName,
        args: [signed, approval, signature],
        gasPrice: 0n,
      });
      return undefined;
    } catch (error) {
      const refusal = findContractError(error);
      if (refusal) return refusedWith(refusal);
      // No node answers. What a key signed can wait until one does; what a contract says of it, nobody else can tell.
      if (await isApprovedByKey(approval, signature, domain)) return undefined;
      throw new NodeUnreachableError("no node tells whether the payer signed", { cause: error });
    }
  }

  const { outcomeOf, settled } = book;
  return { accept, outcomeOf, settled, stop };
}

export type Relayer = ReturnType<typeof startRelayer>;

/** And not held for its merchant first. */
function isAtOnce({ signed }: ApprovedPayment): boolean {
  return signed.request.captureBefore === 0n;
}

function madeIn(payment: ApprovedPayment, transaction: Hash): Outcome {
  return { state: isAtOnce(payment) ? "paid" : "held", paymentId: paymentIdOf(payment), transaction };
}

function paymentIdOf({ signed, approval }: ApprovedPayment): Hex {
  return paymentId(signed.request, approval.request, approval.payer, approval.nonce);
}

function refusedBy(error: keyof typeof SENTENCES): Outcome {
  return { state: "refused", error, sentence: SENTENCES[error] };
}

function refusedWith(refusal: ReturnType<typeof decodeContractError>): Outcome {
  return {
    state: "refused",
    error: refusal?.name ?? "Unknown",
    sentence: refusal?.sentence ?? "The payment was refused, and nothing was paid. Ask the shop for a new code.",
  };
}
