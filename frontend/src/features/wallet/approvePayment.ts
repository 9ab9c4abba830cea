import { paymentHubAbi } from "@jiaozi/sdk/abis/payment-hub";
import type { ContractError } from "@jiaozi/sdk/contract-errors";
import { readRequest } from "@jiaozi/sdk/request/read";
import { BaseError, type Hash, keccak256, UserRejectedRequestError } from "viem";
import { waitForTransactionReceipt } from "viem/actions";
import type { Signer } from "../../app/keys/Signer.ts";
import { WalletMismatchError } from "../../app/keys/WalletMismatchError.ts";
import { findRefusal } from "../../app/network/findRefusal.ts";
import type { Network } from "../../app/network/useNetwork.ts";
import { type ApprovedPayment, keepApproved, type SentPayment } from "./approvedPayment.ts";

const RECEIPT_SECONDS = 30;

/**
 * `included`: in a block; the payment's event is its end. `not sent`: certainly nothing left this device.
 * `unknown`: it may have been sent; only the chain's event, or the request's expiry, can tell.
 */
export type ApprovalOutcome =
  | { kind: "included" }
  | { kind: "refused"; refusal: ContractError }
  | { kind: "declined" | "mismatch" | "not sent" | "not included" | "unknown" };

/**
 * Brings an approved payment to the chain, by its bank's relayer or by itself, and notes so on this device just before.
 * Doing so again is safe: the hub takes its id once.
 * @param onSent once the network, or the bank, has it.
 */
export async function approvePayment(
  payment: ApprovedPayment,
  network: Network,
  signer: Signer,
  onSent: () => void,
): Promise<ApprovalOutcome> {
  const { genesisHash } = network.deployment;
  const keep = (sent: ApprovedPayment["sent"]) =>
    keepApproved(genesisHash, signer.address, { ...payment, ...(sent && { sent }) });
  let { sent } = payment;
  const note = (now: SentPayment) => keep((sent = { ...sent, ...now }));
  try {
    const relayer = relayerOf(payment, network);
    if (relayer !== undefined) {
      const { relayPayment, signForRelayer } = await import("./relayPayment.ts");
      const approval = await signForRelayer(payment, network, signer);
      note({ approval });
      const outcome = await relayPayment(relayer, approval, onSent);
      if (outcome) return outcome;
    }
    note({ transactionHash: await sendPayment(payment, network, signer, note) });
    onSent();
  } catch (error) {
    const refusal = await findRefusal(error);
    // Its id is this wallet's own: an earlier sending has paid it
    if (refusal?.name === "PaymentAlreadyMade") return { kind: "included" };
    if (refusal) return { kind: "refused", refusal };
    if (error instanceof WalletMismatchError) return { kind: "mismatch" };
    if (isDeclined(error) && !sent?.approval) {
      keep(payment.sent);
      return { kind: "declined" };
    }
    if (!sent) return { kind: "not sent" };
  }
  return await followPayment(payment, sent ?? {}, network);
}

function sendPayment(
  payment: ApprovedPayment,
  { deployment }: Network,
  signer: Signer,
  note: (sent: SentPayment) => void,
): Promise<Hash> {
  const { request, r, yParityAndS } = readRequest(payment.codeText, deployment.guid);
  return signer.write(
    {
      address: deployment.contracts.paymentHub,
      abi: paymentHubAbi,
      functionName: "pay",
      args: [{ request, r, yParityAndS }, payment.bank, payment.amountMinor, payment.tipMinor, payment.nonce],
    },
    (signed) => note(signed ? { signed, transactionHash: keccak256(signed) } : {}),
  );
}

/**
 * What became of a payment that was sent, as far as its transaction or its bank tells. What was signed here is sent, or
 * handed in, until it is in.
 */
export async function followPayment(
  payment: ApprovedPayment,
  sent: SentPayment,
  network: Network,
): Promise<ApprovalOutcome> {
  const relayer = relayerOf(payment, network);
  try {
    if (!sent.transactionHash && sent.approval && relayer !== undefined) {
      const { relayPayment } = await import("./relayPayment.ts");
      return (await relayPayment(relayer, sent.approval, () => undefined)) ?? { kind: "unknown" };
    }
    const receipt = await receiptOf(sent, network);
    if (!receipt) return { kind: "unknown" };
    return { kind: receipt.status === "success" ? "included" : "not included" };
  } catch {
    return { kind: "unknown" };
  }
}

async function receiptOf({ signed, transactionHash: hash }: SentPayment, { client, deployment }: Network) {
  if (signed) {
    const { includeSigned } = await import("../../app/keys/sign.ts");
    const { blockSeconds } = deployment;
    return await includeSigned(client, signed, { blockSeconds, giveUpSeconds: RECEIPT_SECONDS });
  }
  return hash && (await waitForTransactionReceipt(client, { hash, timeout: RECEIPT_SECONDS * 1000 }));
}

function relayerOf({ bank }: ApprovedPayment, { deployment }: Network): string | undefined {
  return deployment.banks.find(({ id }) => id === bank)?.relayer;
}

function isDeclined(error: unknown): boolean {
  return error instanceof BaseError && error.walk((cause) => cause instanceof UserRejectedRequestError) !== null;
}
