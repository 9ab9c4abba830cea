import { type Address, type Hex, encodeAbiParameters, keccak256 } from "viem";
import { type PaymentRequest, isStatic } from "./payment-request.ts";

const SHAPE = [{ type: "bytes32" }, { type: "address" }, { type: "bytes32" }] as const;

/** Tells approvals apart, as PaymentHub does: by the request's digest, the payer and the nonce. */
export function approvalId(digest: Hex, payer: Address, nonce: Hex): Hex {
  return keccak256(encodeAbiParameters(SHAPE, [digest, payer, nonce]));
}

/** The id under which PaymentHub keeps a payment: the digest of a dynamic request; of a static one, with payer and nonce. */
export function paymentId(request: PaymentRequest, digest: Hex, payer: Address, nonce: Hex): Hex {
  return isStatic(request) ? approvalId(digest, payer, nonce) : digest;
}
