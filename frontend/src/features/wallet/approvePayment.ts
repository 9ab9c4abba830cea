import { paymentHubAbi } from "@jiaozi/sdk/abis/payment-hub";
import type { ContractError } from "@jiaozi/sdk/contract-errors";
import { readRequest } from "@jiaozi/sdk/request/read";
import { BaseError, keccak256, UserRejectedRequestError } from "viem";
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
 * Sends an approved payment, and notes so on this device just before. Sending it again is safe: the hub takes its id
 * once.
 * @param onSent once the network has it.
 */
export async function approvePayment(
  payment: ApprovedPayment,
  network: Network,
  signer: Signer,
  onSent: () => void,
): Promise<ApprovalOutcome> {
  const { contracts, genesisHash, guid } = network.deployment;
  const keep = (sent: ApprovedPayment["sent"]) =>
    keepApproved(genesisHash, signer.address, { ...payment, ...(sent && { sent }) });
  const { request, r, yParityAndS } = readRequest(payment.codeText, guid);
  let { sent } = payment;
  try {
    const hash = await signer.write(
      {
        address: contracts.paymentHub,
        abi: paymentHubAbi,
        functionName: "pay",
        args: [{ request, r, yParityAndS }, payment.bank, payment.amountMinor, payment.tipMinor, payment.nonce],
      },
      (signed) => {
        sent = signed ? { signed, transactionHash: keccak256(signed) } : {};
        keep(sent);
      },
    );
    sent = { ...sent, transactionHash: hash };
    keep(sent);
    onSent();
  } catch (error) {
    const refusal = await findRefusal(error);
    // Its id is this wallet's own: an earlier sending has paid it
    if (refusal?.name === "PaymentAlreadyMade") return { kind: "included" };
    if (refusal) return { kind: "refused", refusal };
    if (error instanceof WalletMismatchError) return { kind: "mismatch" };
    if (isDeclined(error)) {
      keep(payment.sent);
      return { kind: "declined" };
    }
    if (!sent) return { kind: "not sent" };
  }
  return await followPayment(sent, network);
}

/** What became of a payment that was sent, as far as its transaction tells. What was signed here is sent until it is in. */
export async function followPayment(sent: SentPayment, network: Network): Promise<ApprovalOutcome> {
  try {
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

function isDeclined(error: unknown): boolean {
  return error instanceof BaseError && error.walk((cause) => cause instanceof UserRejectedRequestError) !== null;
}
