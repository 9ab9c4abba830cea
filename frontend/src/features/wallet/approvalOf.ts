import { paymentId } from "@jiaozi/sdk/request/payment-id";
import { isStatic } from "@jiaozi/sdk/request/payment-request";
import type { VerifiedRequest } from "@jiaozi/sdk/request/verify";
import { type Address, bytesToHex, zeroHash } from "viem";
import type { ApprovedPayment } from "./approvedPayment.ts";

const NONCE_BYTES = 32;

/** What the person has approved, in every word: sent as often as need be, it is the same payment. */
export function approvalOf(
  { request, digest, text, merchant }: VerifiedRequest,
  payer: Address,
  terms: Pick<ApprovedPayment, "bank" | "amountMinor" | "tipMinor">,
): ApprovedPayment {
  // Many payments share a static code, and the nonce tells them apart
  const nonce = isStatic(request) ? bytesToHex(crypto.getRandomValues(new Uint8Array(NONCE_BYTES))) : zeroHash;
  return {
    ...terms,
    paymentId: paymentId(request, digest, payer, nonce),
    nonce,
    codeText: text,
    merchantName: merchant.name,
    currency: request.currency,
    approvedAt: Math.floor(Date.now() / 1000),
    expiresAt: Number(request.expiresAt),
  };
}
