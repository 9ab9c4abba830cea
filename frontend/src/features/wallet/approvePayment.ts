import { paymentHubAbi } from "@jiaozi/sdk/abis/payment-hub";
import type { ContractError } from "@jiaozi/sdk/contract-errors";
import { readRequest } from "@jiaozi/sdk/request/read";
import { BaseError, UserRejectedRequestError } from "viem";
import { getTransactionCount, waitForTransactionReceipt } from "viem/actions";
import type { Signer } from "../../app/keys/Signer.ts";
import { WalletMismatchError } from "../../app/keys/WalletMismatchError.ts";
import type { Network } from "../../app/network/useNetwork.ts";
import type { ApprovedPayment } from "./approvedPayment.ts";
import { findRefusal } from "../../app/network/findRefusal.ts";

/** `unknown`: it may have been sent; only the chain's event, or the request's expiry, can tell. */
export type ApprovalOutcome =
  | { kind: "included" }
  | { kind: "refused"; refusal: ContractError }
  | { kind: "declined" | "mismatch" | "not included" | "unknown" };

/** Whether something of this account was sent and is in no block yet. */
export async function isUnderWay({ client }: Network, { address }: Signer): Promise<boolean> {
  const [sent, included] = await Promise.all([
    getTransactionCount(client, { address, blockTag: "pending" }),
    getTransactionCount(client, { address, blockTag: "latest" }),
  ]);
  return sent > included;
}

/** Sends an approved payment. Sending it again is safe: the hub takes its id once. */
export async function approvePayment(
  payment: ApprovedPayment,
  network: Network,
  signer: Signer,
): Promise<ApprovalOutcome> {
  const { client, deployment } = network;
  const { request, r, yParityAndS } = readRequest(payment.codeText, deployment.guid);
  try {
    const hash = await signer.write({
      address: deployment.contracts.paymentHub,
      abi: paymentHubAbi,
      functionName: "pay",
      args: [{ request, r, yParityAndS }, payment.bank, payment.amountMinor, payment.tipMinor, payment.nonce],
    });
    const { status } = await waitForTransactionReceipt(client, { hash, timeout: 30_000 });
    return { kind: status === "success" ? "included" : "not included" };
  } catch (error) {
    const refusal = await findRefusal(error);
    if (refusal) return { kind: "refused", refusal };
    if (error instanceof WalletMismatchError) return { kind: "mismatch" };
    const isDeclined = error instanceof BaseError && error.walk((cause) => cause instanceof UserRejectedRequestError);
    return { kind: isDeclined ? "declined" : "unknown" };
  }
}
