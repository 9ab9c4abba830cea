import { type Address, type Hex, type LocalAccount, hashTypedData, recoverAddress } from "viem";
import type { SigningDomain } from "../request/payment-request.ts";
import { PAYMENT_TYPES, paymentDomain } from "../typed-data.ts";

/** What a cardholder signs when someone else submits the payment (EIP-712). Amounts in minor units. */
export interface PaymentApproval {
  /** The request's digest. */
  request: Hex;
  /** As registered: what was read is what is checked. */
  merchantName: string;
  payer: Address;
  /** In the request's currency; equals the request's unless that is 0. */
  amountMinor: bigint;
  /** On top. */
  tipMinor: bigint;
  /** The payer's bank. */
  bank: number;
  /** ISO 4217 number of the payer's account. */
  currency: number;
  /** In the payer's currency. */
  maxDebitMinor: bigint;
  /** Unix seconds, at most 15 minutes ahead. */
  validBefore: bigint;
  /** 32 bytes: tells the payments by one static code apart. */
  nonce: Hex;
}

/** The typed data that a wallet shows and signs. */
export function approvalTypedData(approval: PaymentApproval, { chainId, paymentHub }: SigningDomain) {
  return {
    domain: paymentDomain(chainId, paymentHub),
    types: PAYMENT_TYPES,
    primaryType: "PaymentApproval",
    message: approval,
  } as const;
}

export function approvalDigest(approval: PaymentApproval, domain: SigningDomain): Hex {
  return hashTypedData(approvalTypedData(approval, domain));
}

/** The payer's signature, 65 bytes. */
export function signApproval(
  approval: PaymentApproval,
  domain: SigningDomain,
  payer: Pick<LocalAccount, "signTypedData">,
): Promise<Hex> {
  return payer.signTypedData(approvalTypedData(approval, domain));
}

/** Whether the payer's own key signed. An account that is a contract is for the chain to ask (ERC-1271). */
export async function isApprovedByKey(approval: PaymentApproval, signature: Hex, domain: SigningDomain) {
  try {
    const signer = await recoverAddress({ hash: approvalDigest(approval, domain), signature });
    return signer.toLowerCase() === approval.payer.toLowerCase();
  } catch {
    return false;
  }
}
